import type { Document, Span } from '../../index/document.ts';
import type { Passage } from '../../index/passages.ts';
import { statementsBehind } from './behind.ts';
import { shortened } from './cut.ts';
import { clausesNaming } from './naming.ts';
import { notesCalled } from './notes.ts';

/** One statement that takes something back is cut beyond this, ... */
const MAX_LIMIT_CHARS = 300;
/** ... and all of them together are at most about this long, ... */
const MAX_CHARS = 600;
/** ... or this long where there is much else: an excerpt still fits a chat. */
const LEAST_CHARS = 240;
/** So much is left of each, however many there are. */
const MIN_CHARS = 40;

/**
 * What stands behind a span and takes part of it back, or that it or what stands above it calls: exceptions, provisos, clauses
 * that name it, notes.
 * @param maxChars what is left of an excerpt
 */
export function piecesBelow(
  document: Document,
  span: Span,
  passage: Passage,
  piecesAbove: readonly Span[],
  maxChars: number,
): Span[] {
  const limits = [
    ...statementsBehind(document, span, passage),
    ...clausesNaming(document, span),
    ...notesCalled(document, [span, ...piecesAbove]),
  ];
  const pieces: Span[] = [];
  let left = Math.min(MAX_CHARS, Math.max(maxChars, LEAST_CHARS));
  for (const limit of unique(limits)) {
    if (left < MIN_CHARS) break;
    const isShort =
      limit.end - limit.start <= Math.min(left, pieces.length === 0 ? MAX_CHARS : MAX_LIMIT_CHARS);
    const kept = isShort ? [limit] : shortened(document.text, limit, left);
    pieces.push(...kept);
    left -= kept.reduce((sum, { start, end }) => sum + end - start, 0);
  }
  return pieces;
}

function unique(spans: readonly Span[]): Span[] {
  return spans.filter(({ start }, i) => spans.findIndex((other) => other.start === start) === i);
}
