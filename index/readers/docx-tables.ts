import { MAX_COLUMNS, type WordBlock, type WordCell, type WordRow, type WordTable } from './docx-blocks.ts';
import { withMark } from './docx-numbering.ts';
import { isHeaderRow } from './docx-table-headers.ts';
import { looksLikeHeading } from './layout.ts';
import { type Part, partOf, rowOf } from './parts.ts';

/** Longer cells are told apart by their own words, and are text to read and not values to compare. */
const MAX_REPEATED_CHARS = 120;
const MAX_CELL_CHARS = 1_500;

/** A row with the text of each column that the table has. */
type Row = {
  readonly texts: readonly string[];
  readonly isRepeated: boolean;
  readonly isBold: boolean;
  /** A cell of the row above goes on in it. */
  readonly isContinued: boolean;
  /** One cell goes through all columns. */
  readonly isWhole: boolean;
};

/** Whether a table says something by its rows and columns, and is no frame that text was laid out with. */
export function holdsData({ rows }: WordTable): boolean {
  const cells = rows.flatMap((row) => row.cells);
  return rows.some((row) => row.cells.length > 1) && !cells.some(holdsText);
}

/** Whether a cell is a piece of the document for itself: with headings above text, tables, or much to read. */
function holdsText({ blocks }: WordCell): boolean {
  const hasHeading = blocks.length > 1 && blocks.some((block) => 'text' in block && block.rank !== null);
  return hasHeading || blocks.some((block) => 'rows' in block) || cellText(blocks).length > MAX_CELL_CHARS;
}

/** The rows of a table, each with what spans it written in it. */
export function rowParts(table: WordTable, level: number): Part[] {
  const rows = spread(table.rows).filter(({ texts }) => texts.some((text) => text !== ''));
  const headers = countHeaders(rows);
  return rows.map((row, i) => {
    const form = i < headers ? 'header' : isGroup(row, rows[i + 1]) ? 'group' : 'row';
    const texts = row.isWhole ? row.texts.slice(0, 1) : row.texts;
    return partOf(form, rowOf(form === 'group' ? texts.filter((text) => text !== '') : texts), { level });
  });
}

/** The text of each row in each column: cells are written in all rows and columns that they go through. */
function spread(rows: readonly WordRow[]): Row[] {
  const columns = columnsOf(rows);
  let above = new Map<number, string>();
  return rows.map(({ cells, isHeader }) => {
    const here = new Map<number, string>();
    const texts: string[] = [];
    for (const cell of cells) {
      const own = cellText(cell.blocks);
      const text = cell.isContinued ? (above.get(cell.column) ?? own) : own;
      here.set(cell.column, text.length > MAX_REPEATED_CHARS ? '' : text);
      const spanned = columns.filter((at) => at > cell.column && at < cell.column + cell.span).length;
      const repeated = cells.length > 1 && text.length <= MAX_REPEATED_CHARS ? spanned : 0;
      texts.push(text, ...Array<string>(repeated).fill(text));
    }
    above = here;
    return {
      texts,
      isRepeated: isHeader,
      isBold: isBold(cells.filter((cell) => !cell.isContinued)),
      isContinued: cells.some((cell) => cell.isContinued),
      isWhole: cells.length === 1 && columns.length > 1,
    };
  });
}

function isBold(cells: readonly WordCell[]): boolean {
  const blocks = cells.flatMap((cell) => cell.blocks);
  return blocks.length > 0 && blocks.every((block) => 'text' in block && block.isBold);
}

/** Where columns begin in at least half of the rows: others are but cuts in some of them. */
function columnsOf(rows: readonly WordRow[]): number[] {
  const counts = new Map<number, number>();
  for (const { cells } of rows)
    for (const { column } of cells.slice(0, MAX_COLUMNS)) counts.set(column, (counts.get(column) ?? 0) + 1);
  return [...counts].filter(([, count]) => 2 * count >= rows.length).map(([column]) => column);
}

/** How many rows on top name the columns: a title in front of them is one, and rows that their cells go on in. */
function countHeaders(rows: readonly Row[]): number {
  const first = firstHeaders(rows);
  const next = rows.slice(first).findIndex((row) => !row.isContinued);
  return first === 0 ? 0 : first + Math.max(0, next);
}

function firstHeaders(rows: readonly Row[]): number {
  const marked = rows.findIndex((row) => !row.isRepeated);
  if (marked > 0) return marked;
  const titles = rows[0]?.isWhole === true ? 1 : 0;
  const first = rows[titles];
  const others = rows.slice(titles + 1);
  if (first === undefined || first.isWhole || others.length === 0) return 0;
  const standsOut = first.isBold && !others.every((row) => row.isBold);
  return standsOut ||
    isHeaderRow(
      first.texts,
      others.map(({ texts }) => texts),
    )
    ? titles + 1
    : 0;
}

/** Whether a row names those below it: it has but one text, across all columns or in bold. */
function isGroup({ texts, isWhole, isBold }: Row, next: Row | undefined): boolean {
  const filled = texts.filter((text) => text !== '');
  const [name = ''] = filled;
  if (filled.length !== 1 || next === undefined || next.isWhole) return false;
  return (isWhole || (isBold && texts[0] !== '')) && looksLikeHeading(name.replace(/[:：]$/u, ''));
}

/** What a cell holds, on one line. */
function cellText(blocks: readonly WordBlock[]): string {
  return blocks
    .flatMap((block) => ('text' in block ? [withMark(block.mark, block.text)] : []))
    .join(' ')
    .replace(/\s+/g, ' ');
}
