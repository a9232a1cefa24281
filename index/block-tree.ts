import type { Block, Document, Span } from './document.ts';

type Tree = Pick<Document, 'blocks'>;

/** Position of the block that holds an offset of the text, or of the last one in front of it; -1 in front of all. */
export function blockAt({ blocks }: Tree, offset: number): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Positions of what a block stands under, the nearest first. */
export function* above({ blocks }: Tree, at: number): Generator<number> {
  for (let parent = blocks[at]?.parent ?? -1; parent >= 0; parent = blocks[parent]?.parent ?? -1)
    yield parent;
}

/** Position of the last block that stands under a block, however deep; its own if none does. */
export function lastUnder({ blocks }: Tree, at: number): number {
  let last = at;
  for (let next = at + 1; next < blocks.length; next += 1) {
    const parent = blocks[next]?.parent ?? -1;
    if (parent >= at && parent <= last) last = next;
    else if (blocks[next]?.kind !== 'furniture') break;
  }
  return last;
}

/** The headings a block stands under, the nearest first. */
export function headingsAbove(tree: Tree, at: number): Block[] {
  return [...above(tree, at)]
    .flatMap((parent) => tree.blocks[parent] ?? [])
    .filter(({ kind }) => kind === 'heading');
}

/** Beyond this an opening is text of its own, of which only the end opens what follows. */
const MAX_INHERITED_CHARS = 300;

/** What opens a block's list, heads its table, or asks what it answers, as far as a reader has it in mind; the nearest first. */
export function inheritedBy(tree: Tree, at: number): Span[] {
  return [...above(tree, at)]
    .flatMap((parent) => tree.blocks[parent] ?? [])
    .filter(({ form }) => form !== 'heading')
    .map(({ start, end }) => ({ start: Math.max(start, end - MAX_INHERITED_CHARS), end }));
}
