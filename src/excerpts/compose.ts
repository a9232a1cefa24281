import type { Document, Span } from '../../index/document.ts';
import type { Passage } from '../../index/passages.ts';
import { piecesAbove } from './above.ts';
import { piecesBelow } from './below.ts';
import { withEssentials } from './cut.ts';

/** What is found is no longer than a list may be; with all that it needs it still fits a message, of which Discord's are the shortest. */
const MAX_CHARS = 2_000;
/** ... of which so much is for what it needs, however long it is itself. */
const MIN_NEEDED_CHARS = 500;

/**
 * The pieces of an excerpt: what was found, with all it needs so as not to say less than the document does there. In the order
 * of the document, without overlap; pieces between which the document has nothing but space are one.
 */
export function composeExcerpt(document: Document, passage: Passage, span: Span): Span[] {
  const said = saidIn(document.text, passage, span);
  const left = Math.max(MAX_CHARS - sizeOf(said), MIN_NEEDED_CHARS);
  const above = piecesAbove(document, span, left);
  const below = piecesBelow(document, span, passage, above, left - sizeOf(above));
  return merge(document.text, [...above, ...said, ...below]);
}

function sizeOf(pieces: readonly Span[]): number {
  return pieces.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** The span itself; of a sentence that it is only a part of, what else belongs to the part. */
function saidIn(text: string, passage: Passage, span: Span): Span[] {
  const sentence = passage.sentences.find(({ start, end }) => start <= span.start && span.end <= end);
  const isPart = sentence !== undefined && (sentence.start < span.start || span.end < sentence.end);
  return isPart ? withEssentials(text, sentence, span) : [{ start: span.start, end: span.end }];
}

function merge(text: string, pieces: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const piece of pieces.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = merged.at(-1);
    if (last !== undefined && piece.start <= last.end + gap(text, last.end, piece.start))
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, piece.end) };
    else merged.push({ start: piece.start, end: piece.end });
  }
  return merged;
}

/** Characters from `from` to `to`, if they are nothing but space. */
function gap(text: string, from: number, to: number): number {
  return to > from && text.slice(from, to).trim() === '' ? to - from : 0;
}
