import { blockAt, headingsAbove, inheritedBy } from '../../index/block-tree.ts';
import type { Reader } from '../../index/meaning/reader.ts';
import { contextOf } from '../../index/meaning/units.ts';
import { languageOf } from '../question.ts';
import { type Candidate, textOf } from './candidates.ts';

/** Whether there is any use in reading: the reader knows English alone. */
export function isReadable(question: string, best: Candidate | undefined): boolean {
  return best !== undefined && languageOf(question) === 'en' && languageOf(textOf(best)) === 'en';
}

/** Reads candidates with the question in mind, each with what it stands under. */
export async function readCandidates(
  question: string,
  candidates: readonly Candidate[],
  reader: Reader,
): Promise<Candidate[]> {
  const read: Candidate[] = [];
  for (const candidate of candidates) {
    const { document } = candidate;
    const at = blockAt(document, candidate.start);
    const context = contextOf(document, headingsAbove(document, at), inheritedBy(document, at));
    const reading = await reader.relevance(question, context, textOf(candidate));
    read.push({ ...candidate, reading });
  }
  return read;
}
