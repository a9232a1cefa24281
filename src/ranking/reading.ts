import type { Reader } from '../../index/meaning/reader.ts';
import { spokenText } from '../../index/meaning/spoken-text.ts';
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
    const { context, text } = spokenText(candidate.document, candidate);
    const reading = await reader.relevance(question, context, text);
    read.push({ ...candidate, reading });
  }
  return read;
}
