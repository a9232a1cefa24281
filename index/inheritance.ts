import type { Block, Document, Span } from './document.ts';

/** What a block stands under, the nearest first. */
function* blocksAbove({ blocks }: Pick<Document, 'blocks'>, at: number): Generator<Block> {
  for (let parent = blocks[at]?.parent ?? -1; parent >= 0; parent = blocks[parent]?.parent ?? -1) {
    const block = blocks[parent];
    if (block !== undefined) yield block;
  }
}

/** The headings a block stands under, the nearest first, the title last. */
export function headingsAbove(document: Pick<Document, 'blocks'>, at: number): Block[] {
  return [...blocksAbove(document, at)].filter(({ form }) => form === 'heading');
}

/** Beyond this an opening is text of its own, of which only the end opens what follows. */
const MAX_INHERITED_CHARS = 300;

/** What opens a block's list, heads its table, or asks what it answers, as far as a reader has it in mind; the nearest first. */
export function inheritedBy(document: Pick<Document, 'blocks'>, at: number): Span[] {
  return [...blocksAbove(document, at)]
    .filter(({ form }) => form !== 'heading')
    .map(({ start, end }) => ({ start: Math.max(start, end - MAX_INHERITED_CHARS), end }));
}
