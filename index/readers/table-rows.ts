import { type Part, partOf, rowOf } from './parts.ts';

/** A cell as it is written, and how many columns and rows it spans. */
export type Cell = {
  readonly text: string;
  readonly columns: number;
  readonly rows: number;
  /** Marked as a heading of its column or row. */
  readonly isHeader: boolean;
  readonly isBold: boolean;
};

/** A row as it is written; no cell spans rows of another section: the head, a body, the foot. */
export type Row = { readonly section: string; readonly cells: readonly Cell[] };

/** A row with what spans it: the same cell stands in each column and row it spans, `null` where there is none. */
type FullRow = { readonly section: string; readonly cells: readonly (Cell | null)[] };

/** Spans may make a table so many times larger than it is written; what asks for more is not given it. */
const MAX_GROWTH = 4;
const FREE_CELLS = 2_000;
const FREE_CHARS = 100_000;
const MAX_COLUMNS = 1_000;
const MAX_HEADER_ROWS = 4;
const MAX_HEADER_CHARS = 60;
/** What stands in cells that are no header: amounts, dates, marks for yes and no. */
const VALUE = /\d|^(?:yes|no|y|n|x|[✓✔✗✘×√○●–—-]|n\/?a|是|否|有|无)$/iu;
const YEAR = /^(?:19|20)\d\d$/;
/** A line under a table that explains a mark in it. */
const NOTE_MARK = /^(?<mark>\*{1,3}|[†‡§¶]|[[(（]?\d{1,2}[\])）])\s*/u;

/** The parts of a table: its name, its header, the rows, what groups them, and what stands under them. */
export function partsOfRows(written: readonly Row[], level: number): Part[] {
  const rows = expand(written);
  const columns = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const spans = rows.map((row) => columns > 1 && spansAll(row));
  const first = spans.indexOf(false);
  const last = spans.lastIndexOf(false);
  const headers = countHeaders(rows.slice(first, last + 1));
  const hasPlainRows = rows.slice(first + headers).some(({ cells }) => cells[0] != null && !stands(cells[0]));
  const named = namedTwice(rows.slice(first + headers));
  const parts = rows.map((row, i) => {
    const text = spans[i] ? textOf(row.cells[0]) : rowOf(row.cells.map(textOf));
    if (i < first && headers > 0) return partOf('paragraph', text, { level });
    if (i > last) return underneath(text, level);
    if (i < first) return partOf('group', text, { level });
    const isHeader = i < first + headers || (headers > 0 && isAll(row, ({ isHeader: marked }) => marked));
    if (isHeader && !spans[i]) return partOf('header', text, { level });
    const isGroup =
      spans[i] ||
      (i < last && isAlone(row) && ((hasPlainRows && namesGroup(row)) || (named && isFull(rows[i + 1]))));
    return partOf(isGroup ? 'group' : 'row', isGroup ? textOf(row.cells[0]) : text, { level });
  });
  return parts.map((part, i) => (i === 0 ? { ...part, startsTable: true } : part));
}

/** A line below the rows: a note where it begins with a mark. */
function underneath(text: string, level: number): Part {
  const label = NOTE_MARK.exec(text)?.groups?.mark?.replace(/[[\](（)）]/g, '');
  return label === undefined ? partOf('paragraph', text, { level }) : partOf('note', text, { level, label });
}

function textOf(cell: Cell | null | undefined): string {
  return cell?.text ?? '';
}

/** Whether one cell takes the whole row. */
function spansAll({ cells }: FullRow): boolean {
  const distinct = new Set(cells.filter((cell) => cell !== null));
  return distinct.size === 1 && cells[0] !== null && (cells.length === 1 || cells[1] !== null);
}

/** Whether a row's first cell alone says something. */
function isAlone({ cells: [first, ...others] }: FullRow): boolean {
  return textOf(first) !== '' && others.every((cell) => textOf(cell) === '');
}

/** Whether the first cell of a row is set off from those of other rows. */
function namesGroup({ cells: [first] }: FullRow): boolean {
  return first != null && stands(first);
}

function isFull(row: FullRow | undefined): boolean {
  return row?.cells.every((cell) => textOf(cell) !== '') === true;
}

/** Whether rows of values are named alike, so that only what stands above them tells them apart. */
function namedTwice(rows: readonly FullRow[]): boolean {
  const names = rows.filter(isFull).map(({ cells: [first] }) => textOf(first));
  return new Set(names).size < names.length;
}

function stands({ isHeader, isBold }: Cell): boolean {
  return isHeader || isBold;
}

function isAll({ cells }: FullRow, isSo: (cell: Cell) => boolean): boolean {
  const filled = cells.filter((cell) => cell !== null).filter(({ text }) => text !== '');
  return filled.length > 0 && filled.every(isSo);
}

/** How many rows at the top name the columns: those marked so, or else those in bold, or one that looks like it. */
function countHeaders(rows: readonly FullRow[]): number {
  const inHead = countWhile(rows, ({ section }) => section.startsWith('thead'));
  if (inHead > 0) return Math.min(inHead, Math.max(1, rows.length - 1));
  for (const isSo of [({ isHeader }: Cell) => isHeader, ({ isBold }: Cell) => isBold]) {
    const count = countWhile(rows, (row) => isAll(row, isSo));
    if (count === rows.length && count > 0) return count > 1 ? 1 : 0;
    if (count > 0) return Math.min(count, MAX_HEADER_ROWS);
  }
  return looksLikeHeader(rows) ? 1 : 0;
}

function countWhile(rows: readonly FullRow[], isSo: (row: FullRow) => boolean): number {
  const end = rows.findIndex((row) => !isSo(row));
  return end < 0 ? rows.length : end;
}

/** Whether short names stand above columns of values. */
function looksLikeHeader([header, ...rows]: readonly FullRow[]): boolean {
  if (header === undefined || rows.length < 2 || header.cells.length < 2) return false;
  const names = header.cells.map(textOf);
  const areNames = names.every(
    (name, i) =>
      (name !== '' || i === 0) &&
      name.length <= MAX_HEADER_CHARS &&
      (!VALUE.test(name) || YEAR.test(name)) &&
      !/[.。;；:：!！?？]$/u.test(name),
  );
  if (!areNames || new Set(names).size < names.length) return false;
  return names.some(
    (_, column) =>
      column > 0 &&
      rows.every(({ cells }) => textOf(cells[column]) === '' || VALUE.test(textOf(cells[column]))),
  );
}

/** Writes what spans columns and rows in each of them; columns and rows that hold nothing are left out. */
function expand(rows: readonly Row[]): FullRow[] {
  const written = rows.flatMap(({ cells }) => cells);
  const chars = written.reduce((sum, { text }) => sum + text.length, 0);
  const left = { cells: FREE_CELLS + MAX_GROWTH * written.length, chars: FREE_CHARS + MAX_GROWTH * chars };
  const spans = new Spans();
  let section = '';
  const full = rows.map((row): FullRow => {
    if (row.section !== section || left.cells <= 0 || left.chars <= 0) spans.clear();
    section = row.section;
    const cells: (Cell | null)[] = [];
    const put = (cell: Cell | null): void => {
      cells.push(cell);
      left.cells -= 1;
      left.chars -= textOf(cell).length;
    };
    for (const cell of row.cells) {
      while (spans.has(cells.length)) put(spans.take(cells.length));
      for (let column = 0; column < cell.columns && cells.length < MAX_COLUMNS; column += 1) {
        if (column > 0 && (left.cells <= 0 || left.chars <= 0)) break;
        spans.add(cells.length, cell);
        put(cell);
      }
    }
    while (spans.reach > cells.length) put(spans.take(cells.length));
    return { section, cells };
  });
  const filled = new Set(
    full.flatMap(({ cells }) => [...cells.keys()].filter((i) => textOf(cells[i]) !== '')),
  );
  return full
    .map((row) => ({ ...row, cells: row.cells.filter((_, i) => filled.has(i)) }))
    .filter(({ cells }) => cells.some((cell) => textOf(cell) !== ''));
}

/** What cells above leave to the rows below, column by column. */
class Spans {
  #open: ({ readonly cell: Cell; rows: number } | undefined)[] = [];

  /** The column behind the last one that is spanned. */
  get reach(): number {
    while (this.#open.length > 0 && (this.#open.at(-1)?.rows ?? 0) === 0) this.#open.pop();
    return this.#open.length;
  }

  add(column: number, cell: Cell): void {
    this.#open[column] = { cell, rows: cell.rows - 1 };
  }

  has(column: number): boolean {
    return (this.#open[column]?.rows ?? 0) > 0;
  }

  take(column: number): Cell | null {
    const span = this.#open[column];
    if (span === undefined || span.rows === 0) return null;
    span.rows -= 1;
    return span.cell;
  }

  clear(): void {
    this.#open = [];
  }
}
