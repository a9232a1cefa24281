import type { WordBlock, WordCell, WordRow, WordTable } from './docx-blocks.ts';
import { withMark } from './docx-numbering.ts';
import { isHeaderRow } from './docx-table-headers.ts';
import type { Part } from './parts.ts';
import { type Cell, partsOfRows } from './table-rows.ts';

/** Longer cells are text to read, and not values to compare. */
const MAX_CELL_CHARS = 1_500;
/** Word's own limit. */
const MAX_COLUMNS = 63;

/** Whether a table says something by its rows and columns, and is no frame that text was laid out with. */
export function holdsData({ rows }: WordTable): boolean {
  return rows.some(({ cells }) => cells.length > 1) && !rows.some(({ cells }) => cells.some(holdsText));
}

/** Whether a cell is a piece of the document for itself: with headings above text, tables, or much to read. */
function holdsText({ blocks }: WordCell): boolean {
  const hasHeading = blocks.length > 1 && blocks.some((block) => 'text' in block && block.rank !== null);
  return hasHeading || blocks.some((block) => 'rows' in block) || cellText(blocks).length > MAX_CELL_CHARS;
}

/** The rows of a table, as deep in lists as it stands. */
export function rowParts(table: WordTable, level: number): Part[] {
  const columns = columnsOf(table.rows);
  const spans = rowSpansOf(table.rows);
  const isHeader = headersOf(table, columns);
  const columnsBetween = (start: number, end: number): number =>
    columns.filter((column) => column >= start && column < end).length;
  const rows = table.rows.map((row, i) => {
    const cells = row.cells.flatMap((cell, at): Cell[] => {
      const rowSpan = spans[i]?.[at];
      if (rowSpan == null) return [];
      return [
        {
          text: cellText(cell.blocks),
          columns: 1 + columnsBetween(cell.column + 1, cell.column + cell.span),
          rows: rowSpan.rows,
          isHeader: isHeader(i),
          isBold: isBold(cell),
        },
      ];
    });
    const before = columnsBetween(0, row.cells[0]?.column ?? 0);
    return {
      section: row.isHeader && isHeader(i) ? 'thead' : '',
      cells: before === 0 ? cells : [{ ...NOTHING, columns: before }, ...cells],
    };
  });
  return partsOfRows(rows, level);
}

/** What stands in front of a row that is set in. */
const NOTHING: Cell = { text: '', columns: 1, rows: 1, isHeader: false, isBold: false };

/** Columns of the grid that a column begins in, in at least half of the rows: others are but cuts in some of them. */
function columnsOf(rows: readonly WordRow[]): number[] {
  const counts = new Map<number, number>();
  for (const { cells } of rows)
    for (const { column } of cells.slice(0, MAX_COLUMNS)) counts.set(column, (counts.get(column) ?? 0) + 1);
  return [...counts].filter(([, count]) => 2 * count >= rows.length).map(([column]) => column);
}

/** How many rows each cell goes through, by row and place; `null` for what goes on from a cell of the same width above. */
function rowSpansOf(rows: readonly WordRow[]): (Readonly<RowSpan> | null)[][] {
  let above = new Map<string, RowSpan>();
  return rows.map(({ cells }) => {
    const here = new Map<string, RowSpan>();
    const spans = cells.map(({ column, span, isContinued }) => {
      const begun = isContinued ? above.get(`${column} ${span}`) : undefined;
      const own = begun ?? { rows: 0 };
      own.rows += 1;
      here.set(`${column} ${span}`, own);
      return begun === undefined ? own : null;
    });
    above = here;
    return spans;
  });
}

type RowSpan = { rows: number };

/** Tells which rows name the columns: those marked so, or the first that looks like it, and those their cells go on in. */
function headersOf({ rows, namesColumns }: WordTable, columns: readonly number[]): (row: number) => boolean {
  const marked = rows.findIndex((row) => !row.isHeader);
  const first = marked > 0 ? 0 : rows.findIndex(({ cells }) => cells.length > 1);
  const [top, ...others] = rows.slice(first).map(({ cells }) => cells);
  const looks =
    namesColumns &&
    columns.length > 1 &&
    top !== undefined &&
    !(top.some(isBold) && !top.every((cell) => isBold(cell) || cell.blocks.length === 0)) &&
    isHeaderRow(
      top.map(textOf),
      others.map((cells) => cells.map(textOf)),
    );
  let end = marked > 0 ? marked : looks ? first + 1 : first;
  while (end > first && end < rows.length - 1 && rows[end]?.cells.some((cell) => cell.isContinued) === true)
    end += 1;
  return (row) => row >= first && row < end;
}

function isBold({ blocks }: WordCell): boolean {
  return blocks.length > 0 && blocks.every((block) => 'text' in block && block.isBold);
}

function textOf({ blocks }: WordCell): string {
  return cellText(blocks);
}

/** What a cell holds, on one line. */
function cellText(blocks: readonly WordBlock[]): string {
  let text = '';
  for (const block of blocks) {
    if (!('text' in block)) continue;
    const isBullet = block.mark?.bullet === '-';
    if (text !== '') text += isBullet && /[\p{L}\p{N}]$/u.test(text) ? ', ' : ' ';
    text += (isBullet ? block.text : withMark(block.mark, block.text)).replace(/\s+/g, ' ');
  }
  return text;
}
