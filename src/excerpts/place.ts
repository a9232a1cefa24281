import { above, blockAt, headingsAbove, lastUnder } from '../../index/block-tree.ts';
import type { Document, Span } from '../../index/document.ts';
import { asName } from '../../index/names.ts';

/** Where in a document something stands, as a person looks it up. */
export type Place = {
  /** Headings above, the nearest last. */
  readonly headings: readonly string[];
  /** Number of the clause, as the document shows it: "4.2", "1. (a)"; `null` where it has none. */
  readonly clause: string | null;
  /** Its row in a table, both counted from 1, the tables of the whole document; headers are no rows. `null` outside of tables. */
  readonly table: { readonly number: number; readonly row: number } | null;
  /** 1-based; `null` where the format has no pages. */
  readonly page: number | null;
};

/** @param span what was found */
export function placeOf(document: Document, span: Span): Place {
  const at = blockAt(document, span.start);
  return {
    headings: headingsAbove(document, at)
      .map(({ start, end }) => asName(document.text.slice(start, end)))
      .reverse(),
    clause: clauseOf(document, commonTo(document, at, span)),
    table: tableOf(document, at),
    page: document.blocks[at]?.page ?? null,
  };
}

/** The block that holds all of the span: of several items, what they stand under. */
function commonTo(document: Document, at: number, span: Span): number {
  const last = blockAt(document, span.end - 1);
  return [at, ...above(document, at)].find((each) => lastUnder(document, each) >= last) ?? at;
}

/** Labels of a block and of the items it stands under; one that repeats those above it ("4.2" under "4.") says it all. */
function clauseOf(document: Document, at: number): string | null {
  const { blocks } = document;
  const labels: string[] = [];
  for (const each of [at, ...above(document, at)]) {
    const block = blocks[each];
    if (block === undefined || block.form === 'heading') break;
    if (block.label === '' || block.form === 'note') continue;
    const inner = labels.at(-1);
    if (inner === undefined || !inner.startsWith(block.label.replace(/\.$/, ''))) labels.push(block.label);
  }
  return labels.length === 0 ? null : labels.reverse().join(' ');
}

function tableOf({ blocks }: Document, at: number): Place['table'] {
  if (blocks[at]?.form !== 'row') return null;
  let number = 0;
  let row = 0;
  blocks.slice(0, at + 1).forEach(({ form }, i) => {
    const before = blocks[i - 1]?.form;
    const isInTable = before === 'row' || before === 'group' || before === 'header';
    const isTable = form === 'row' || form === 'group' || form === 'header';
    if (isTable && (!isInTable || (form === 'header' && before !== 'header'))) {
      number += 1;
      row = 0;
    }
    if (form === 'row') row += 1;
  });
  return { number, row };
}
