import { blockAt } from '../../index/block-tree.ts';
import type { Block, Document, Span } from '../../index/document.ts';

/** What an excerpt leaves out of the list or the table that it quotes. */
export type LeftOut = {
  /** Whether it starts behind the first of several items or rows, without the words above them. */
  readonly inFront: boolean;
  /** Whether it ends in front of the next item or row. */
  readonly behind: boolean;
};

/**
 * Whether an excerpt looks like all of a list or a table and is not: it quotes what opens the list, or several of the series, and
 * the next stands behind its end, or others in front of its beginning. A row by itself is one that answers, and seems to be no more.
 * @param span what was found
 * @param pieces what is quoted
 */
export function leftOutOf(document: Document, span: Span, pieces: readonly Span[]): LeftOut {
  const isOpen = pieces[0]?.start !== span.start;
  return {
    inFront: !isOpen && followsOthers(document, span),
    behind: goesOnBehind(document, span, pieces),
  };
}

/** Whether several items or rows begin with one that is not the first of them. */
function followsOthers(document: Document, span: Span): boolean {
  const { blocks } = document;
  const [at = -1, ...others] = positionsIn(document, span);
  const own = blocks[at];
  if (own === undefined || own.start !== span.start || !isOfSeries(own)) return false;
  if (!others.some((other) => isBeside(blocks[other], own))) return false;
  for (let before = at - 1; before > own.parent; before -= 1) if (isBeside(blocks[before], own)) return true;
  return false;
}

function goesOnBehind(document: Document, span: Span, pieces: readonly Span[]): boolean {
  const { blocks } = document;
  let at = blockAt(document, (pieces.at(-1) ?? span).end - 1) + 1;
  while (blocks[at]?.kind === 'furniture' || blocks[at]?.form === 'note') at += 1;
  const next = blocks[at];
  if (next?.kind !== 'body') return false;
  const isRow = next.form === 'row' || next.form === 'group';
  const quoted = (isRow ? [span] : pieces).flatMap((piece) => positionsIn(document, piece));
  if (isRow && quoted.length === 1) return false;
  const opening = blocks[next.parent];
  // What a heading or a question stands above has no end that anybody expects, unless it is a list.
  const isOfOpening = isOfSeries(next) || opening?.form === 'item' || opening?.form === 'paragraph';
  if (isOfOpening && quoted.includes(next.parent)) return true;
  return isOfSeries(next) && quoted.filter((each) => isBeside(blocks[each], next)).length > 1;
}

function isBeside(one: Block | undefined, other: Block): boolean {
  return one !== undefined && one.form === other.form && one.parent === other.parent;
}

function isOfSeries({ form }: Block): boolean {
  return form === 'item' || form === 'row' || form === 'group';
}

/** Positions of the blocks of which a span holds something. */
function positionsIn(document: Document, { start, end }: Span): number[] {
  const first = Math.max(0, blockAt(document, start));
  const last = blockAt(document, end - 1);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
}
