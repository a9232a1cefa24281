import { isColumns, isSideHeadings } from './pdf-columns.ts';
import type { Box } from './pdf-geometry.ts';
import { type Segment, splitAtWord } from './pdf-segments.ts';
import { type Row, rowsOf } from './pdf-tables.ts';

/** A line as a reader sees it. Lengths are points; `y` is the base line, from the top down. */
export type Line = Omit<Segment, 'row' | 'words'> & {
  /** Lines of one column, from a place where the page changes its layout to the next, share a number. */
  readonly column: number;
  /** Stands in a column of its own beside the text that it heads. */
  readonly isSideHeading: boolean;
  readonly isUnderlined: boolean;
};

export type Table = { readonly rows: readonly Row[]; readonly top: number };

/** What stands on a page, in the order of reading. */
export type Laid = Line | Table;

/** Rows that a gap runs down through: they are columns of text, a table, or text with headings beside it. */
export type Band = {
  /** Its segments column by column, each from the top down. */
  readonly columns: readonly (readonly Segment[])[];
  /** Which column each segment is of. */
  readonly columnOf: (segment: Segment) => number;
  readonly rows: readonly (readonly Segment[])[];
  readonly rules: readonly Box[];
};

/** In sizes of the type: a gap between columns is so wide at least, and no blank so high parts rows of a table. */
const MIN_GAP = 0.6;
const MAX_BLANK = 2.2;
/** Lines of one heading. */
const TIGHT = 1.5;
/** In points: where cells of one column begin. */
const SAME_EDGE = 1;

type Gap = { readonly from: number; readonly to: number };

/** Puts the segments of a page into lines and tables, in the order of reading: column by column where there are several. */
export function layOut(segments: readonly Segment[], rules: readonly Box[]): Laid[] {
  return new Layout(rules).layOut(segments);
}

class Layout {
  readonly #rules: readonly Box[];
  readonly #laid: Laid[] = [];
  #column = 0;
  #isTextOpen = false;

  constructor(rules: readonly Box[]) {
    this.#rules = rules;
  }

  layOut(segments: readonly Segment[]): Laid[] {
    this.#addRows(splitAtEdges(inRows(segments)));
    return this.#laid;
  }

  #addRows(rows: readonly (readonly Segment[])[]): void {
    for (let at = 0; at < rows.length; ) {
      const end = endOfBand(rows, at);
      const band = end - at > 1 ? bandOf(rows.slice(at, end), this.#rules) : null;
      if (band === null) {
        this.#addLine(rows[at] ?? []);
        at += 1;
        continue;
      }
      this.#addBand(band);
      at = end;
    }
  }

  #addBand(band: Band): void {
    this.#isTextOpen = false;
    if (isColumns(band)) {
      for (const column of band.columns) {
        this.#isTextOpen = false;
        this.#addRows(inRows(column));
      }
    } else if (isSideHeadings(band)) {
      this.#addSideHeadings(band);
    } else this.#laid.push({ rows: rowsOf(band), top: band.rows[0]?.[0]?.y ?? 0 });
    this.#isTextOpen = false;
  }

  #isUnderlined(left: number, right: number, line: Segment): boolean {
    const under = this.#rules.filter((rule) => isBelow(rule, line) && rule.left < right && rule.right > left);
    const covered = under.reduce(
      (sum, rule) => sum + Math.min(right, rule.right) - Math.max(left, rule.left),
      0,
    );
    return (
      covered > 0.8 * (right - left) && under.every((rule) => rule.right - rule.left < 1.2 * (right - left))
    );
  }

  /** Each heading, and then the text from its first line on. */
  #addSideHeadings({ columns: [side = [], text = []] }: Band): void {
    const headings: Segment[][] = [];
    for (const segment of side) {
      const last = headings.at(-1)?.at(-1);
      if (last !== undefined && segment.y - last.y < TIGHT * segment.size) headings.at(-1)?.push(segment);
      else headings.push([segment]);
    }
    headings.forEach((heading, i) => {
      const [from, to] = [heading, headings[i + 1]].map(
        (each) => each?.[0]?.row ?? Number.POSITIVE_INFINITY,
      ) as [number, number];
      this.#isTextOpen = false;
      this.#addLine(heading, true);
      this.#isTextOpen = false;
      const first = i === 0 ? Number.NEGATIVE_INFINITY : from;
      this.#addRows(inRows(text.filter(({ row }) => row >= first && row < to)));
    });
  }

  #addLine(row: readonly Segment[], isSideHeading = false): void {
    const main = row.reduce<Segment | undefined>(
      (best, each) => (best === undefined || each.text.length > best.text.length ? each : best),
      undefined,
    );
    const [first] = row;
    if (main === undefined || first === undefined) return;
    if (!this.#isTextOpen) this.#column += 1;
    this.#isTextOpen = true;
    const { words: _, ...line } = main;
    this.#laid.push({
      ...line,
      text: row.map(({ text }) => text).join(' '),
      left: first.left,
      textLeft: first.textLeft,
      right: row.at(-1)?.right ?? main.right,
      column: this.#column,
      isSideHeading,
      isUnderlined: this.#isUnderlined(first.left, row.at(-1)?.right ?? main.right, main),
    });
  }
}

function isBelow({ top, bottom }: Box, { y, size }: Segment): boolean {
  return top > y - 0.05 * size && bottom < y + 0.3 * size;
}

function inRows(segments: readonly Segment[]): Segment[][] {
  const rows = new Map<number, Segment[]>();
  for (const segment of segments) {
    const row = rows.get(segment.row);
    if (row === undefined) rows.set(segment.row, [segment]);
    else row.push(segment);
  }
  return [...rows].sort(([a], [b]) => a - b).map(([, row]) => row.sort((a, b) => a.left - b.left));
}

/** Parts what spans two columns of a table, where a word begins at the edge of a column that the rows around it have. */
function splitAtEdges(rows: readonly (readonly Segment[])[]): Segment[][] {
  const edges = rows.map((row) => row.slice(1).map(({ left }) => left));
  const isEdge = (x: number, at: number): boolean => {
    const near = [-1, 1].filter((step) => edges[at + step]?.some((edge) => Math.abs(edge - x) <= SAME_EDGE));
    const around = edges.slice(Math.max(0, at - 8), at + 9).flat();
    return near.length > 0 && around.filter((edge) => Math.abs(edge - x) <= SAME_EDGE).length > 1;
  };
  return rows.map((row, at) =>
    row.flatMap((segment) => {
      const word = segment.words.findIndex(({ left }, i) => i > 0 && isEdge(left, at));
      return word > 0 ? splitAtWord(segment, word) : [segment];
    }),
  );
}

/** Where the rows end that a gap of the row at `at` runs down through. */
function endOfBand(rows: readonly (readonly Segment[])[], at: number): number {
  let gaps = gapsOf(rows[at] ?? []);
  if (gaps.length === 0) return at + 1;
  let end = at + 1;
  let deep = 1;
  for (let i = at + 1; i < rows.length; i += 1) {
    const row = rows[i] ?? [];
    const left = gaps.map((gap) => narrowed(gap, row)).filter((gap) => gap !== null);
    // A row that closes a gap of several rows, as a line over two columns of a table does, is no row of them.
    if (left.length === 0 || (left.length < gaps.length && deep > 1)) break;
    if (row.length === 1 && isFar(row, rows[i - 1] ?? []) && (rows[i + 1] ?? []).length < 2) break;
    gaps = left;
    if (row.length > 1) deep += 1;
    if (row.length > 1 || !isFar(row, rows[i - 1] ?? [])) end = i + 1;
  }
  return end;
}

function gapsOf(row: readonly Segment[]): Gap[] {
  return row.slice(1).map((segment, i) => ({ from: row[i]?.right ?? 0, to: segment.left }));
}

/** What a row leaves of a gap; `null` if it closes it. */
function narrowed({ from, to }: Gap, row: readonly Segment[]): Gap | null {
  for (const { left, right } of row) {
    if (right <= from || left >= to) continue;
    if (left <= from && right >= to) return null;
    // A segment within the gap leaves the wider side of it.
    if (left - from >= to - right) to = Math.min(to, left);
    else from = Math.max(from, right);
  }
  return to - from >= MIN_GAP * (row[0]?.size ?? 0) ? { from, to } : null;
}

function isFar(row: readonly Segment[], before: readonly Segment[]): boolean {
  const [first] = row;
  const [last] = before;
  return (
    first === undefined ||
    last === undefined ||
    first.y - last.y > MAX_BLANK * Math.max(first.size, last.size)
  );
}

/** The rows as columns, where gaps part at least two rows; `null` where they do not. */
function bandOf(rows: readonly (readonly Segment[])[], rules: readonly Box[]): Band | null {
  const all = rows.flat().sort((a, b) => a.left - b.left);
  const columns: Segment[][] = [];
  let right = Number.NEGATIVE_INFINITY;
  for (const segment of all) {
    if (segment.left - right >= MIN_GAP * segment.size || columns.length === 0) columns.push([]);
    columns.at(-1)?.push(segment);
    right = Math.max(right, segment.right);
  }
  const at = new Map(columns.flatMap((column, i) => column.map((segment) => [segment, i] as const)));
  const columnOf = (segment: Segment): number => at.get(segment) ?? -1;
  const shared = rows.filter((row) => new Set(row.map(columnOf)).size > 1);
  if (columns.length < 2 || shared.length < 2) return null;
  const top = Math.min(...all.map(({ y, size }) => y - size));
  const bottom = Math.max(...all.map(({ y, size }) => y + size / 2));
  return {
    columns: columns.map((column) => column.sort((a, b) => a.row - b.row || a.left - b.left)),
    columnOf,
    rows,
    rules: rules.filter((rule) => rule.bottom >= top && rule.top <= bottom),
  };
}
