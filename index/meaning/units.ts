import type { Document, Span } from '../document.ts';
import type { Passage } from '../passages.ts';

/** A piece of a passage that has a vector of its own. */
export type Unit = Span & {
  /** Position of its passage among the document's. */
  readonly passage: number;
};

/**
 * A unit is filled up to this size: about as much as says one thing. Larger ones say several, which one vector mixes up; smaller
 * ones cost time and space.
 */
const UNIT_CHARS = 320;
/** A character of Chinese says as much as some three of an alphabet. */
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
const WIDE_CHARS = 3;

/** The units of a document, in reading order. What is never quoted has none: headings, titles, furniture. */
export function unitsOf(document: Document, passages: readonly Passage[]): Unit[] {
  return passages.flatMap((passage, at) =>
    passage.kind === 'body' || passage.kind === 'metadata'
      ? unitSpansOf(document, passage).map((span) => ({ ...span, passage: at }))
      : [],
  );
}

/** Where the units of a passage lie, in reading order. */
export function unitSpansOf({ text }: Document, { sentences }: Passage): Span[] {
  const found: Span[] = [];
  let open: Span | null = null;
  let size = 0;
  for (const { start, end } of sentences) {
    const own = sizeOf(text.slice(start, end));
    if (open !== null && size + own <= UNIT_CHARS) {
      open = { start: open.start, end };
      size += own;
    } else {
      if (open !== null) found.push(open);
      open = { start, end };
      size = own;
    }
  }
  if (open !== null) found.push(open);
  return found;
}

function sizeOf(text: string): number {
  return text.length + (WIDE_CHARS - 1) * (text.match(WIDE)?.length ?? 0);
}
