import { above, blockAt, headingsAbove, inheritedBy } from '../block-tree.ts';
import type { Block, Document, Span } from '../document.ts';
import { asName } from '../names.ts';

/** A text as somebody would say it who reads it out, with what stands above it, the outermost first. Plain data. */
export type SpokenText = { readonly context: readonly string[]; readonly text: string };

/** Of what stands above no more is needed to know what it is about. */
const MAX_CONTEXT_CHARS = 120;

/** What parts the cells of a row, whatever format it is from. */
const CELLS = /\s*\|\s*/u;

/**
 * What a span says, for models that were made with running text: rows of a table with the names of their columns, "Grade: Senior;
 * 2026: 4,300", as cells alone say little; and what it is understood with: what the document is called, the heading above, what opens
 * its list, heads its table or asks what it answers.
 */
export function spokenText(document: Document, span: Span): SpokenText {
  const at = blockAt(document, span.start);
  const rows = rowsIn(document, at, span);
  const isTable = rows.some((row) => row !== null);
  const inherited = inheritedBy(document, at).filter(
    ({ end }) => !(isTable && document.blocks[blockAt(document, end - 1)]?.form === 'header'),
  );
  const headings = headingsAbove(document, at).slice(0, 1);
  const context = [
    document.title,
    ...[...headings, ...inherited.toReversed()].map((each) => textIn(document, each)),
  ]
    .map((text) => asName(text).slice(0, MAX_CONTEXT_CHARS).trim())
    .filter((text) => text !== '');
  return { context, text: isTable ? rows.filter((row) => row !== null).join('\n') : textIn(document, span) };
}

/** Each block of the span as it is said; `null` for a header, which is said with each row, and for all where there is no row. */
function rowsIn(document: Document, first: number, span: Span): (string | null)[] {
  const said: (string | null)[] = [];
  let hasRows = false;
  for (let at = first; (document.blocks[at]?.start ?? span.end) < span.end; at += 1) {
    const block = document.blocks[at];
    if (block === undefined) continue;
    const row = block.form === 'row' ? spokenRow(document, at, block) : null;
    hasRows ||= row !== null;
    const start = Math.max(block.start, span.start);
    const end = Math.min(block.end, span.end);
    said.push(row ?? (block.form === 'header' ? null : textIn(document, { start, end })));
  }
  return hasRows ? said : [];
}

/** `null` for a row without a header of as many cells. */
function spokenRow(document: Document, at: number, row: Block): string | null {
  const header = [...above(document, at)]
    .flatMap((parent) => document.blocks[parent] ?? [])
    .find(({ form }) => form === 'header');
  if (header === undefined) return null;
  const names = cellsOf(textIn(document, header));
  const cells = cellsOf(textIn(document, row));
  if (names.length !== cells.length) return null;
  return cells.map((cell, i) => (names[i] === '' ? cell : `${names[i]}: ${cell}`)).join('; ');
}

function cellsOf(row: string): string[] {
  return row.split(CELLS).map((cell) => cell.replaceAll('\n', ' ').trim());
}

function textIn({ text }: Document, { start, end }: Span): string {
  return text.slice(start, end);
}
