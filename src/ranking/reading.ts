import { blockAt, headingsAbove, inheritedBy } from '../../index/block-tree.ts';
import type { Document, Span } from '../../index/document.ts';
import type { Reader } from '../../index/meaning/reader.ts';
import { contextOf, unitSpansOf } from '../../index/meaning/units.ts';
import type { Passage } from '../../index/passages.ts';
import { languageOf } from '../question.ts';
import type { Candidate, Reading } from './candidates.ts';

/** The reader was made with passages of this size; it reads no more of one. */
const MAX_CHARS = 800;

/** The reader knows English alone. */
export function isReadable(text: string): boolean {
  return languageOf(text) === 'en';
}

/** Reads candidates with the question in mind, each with what it stands under, and each passage once. */
export async function readCandidates(
  question: string,
  candidates: readonly Candidate[],
  reader: Reader,
): Promise<Candidate[]> {
  const known = new Map<string, number>();
  const read = async (document: Document, span: Span): Promise<number> => {
    const key = `${span.start} ${span.end} ${document.path}`;
    const at = blockAt(document, span.start);
    const context = contextOf(document, headingsAbove(document, at), inheritedBy(document, at));
    const logOdds =
      known.get(key) ??
      (await reader.relevance(question, context, document.text.slice(span.start, span.end)));
    known.set(key, logOdds);
    return logOdds;
  };
  const found: Candidate[] = [];
  for (const candidate of candidates) {
    const { document, passage } = candidate;
    const reading: Reading = {
      own: await read(document, candidate),
      passage: await read(document, around(document, passage, candidate)),
    };
    found.push({ ...candidate, reading });
  }
  return found;
}

/** The passage, or as much of a long one around a span as the reader takes. */
function around(document: Document, passage: Passage, { start, end }: Span): Span {
  if (passage.end - passage.start <= MAX_CHARS) return passage;
  const units = unitSpansOf(document, passage);
  const first = units.findLastIndex((unit) => unit.start <= start);
  const last = units.findIndex((unit) => end <= unit.end);
  return {
    start: units[Math.max(0, first - 1)]?.start ?? passage.start,
    end: units[Math.min(units.length - 1, Math.max(last, first) + 1)]?.end ?? passage.end,
  };
}
