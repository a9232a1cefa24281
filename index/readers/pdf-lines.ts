import { startsListItem } from './layout.ts';
import type { Run } from './pdf-file.ts';

/** A line as a reader sees it. Lengths are points; `y` is the base line, from the top down. */
export type Line = {
  /** Stretches far apart, as in the row of a table; one for ordinary text. */
  readonly cells: readonly string[];
  readonly left: number;
  readonly right: number;
  readonly y: number;
  /** Of most of its characters. */
  readonly size: number;
  readonly font: string;
  /** Lines of the same column, from a place where the page changes its layout to the next, share a number. */
  readonly column: number;
};

/** Where one column ends and the next begins. */
type Gutter = { readonly x: number };

/** Runs that stand beside each other without a gap as wide as one between columns. */
type Segment = {
  readonly runs: readonly Run[];
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly row: number;
};

/** In sizes of the type: beyond these, words are not of one stretch, or not of one cell. */
const WORD_GAP = 0.12;
const SEGMENT_GAP = 0.9;
const CELL_GAP = 1.5;

/** A column has so many lines at least, unless the page before had columns at the same place. */
const MIN_COLUMN_LINES = 6;
/** Cells of a table are shorter than the lines of a column. */
const MIN_CHARS_A_LINE = 14;
const MIN_HAN_A_LINE = 8;

/** Puts the runs of pages into lines, and these in the order of reading: column by column where there are several. */
export function findLines(pages: readonly (readonly Run[])[]): Line[][] {
  let before: Gutter | null = null;
  return pages.map((runs) => {
    const segments = findSegments(runs);
    const gutter = findGutter(segments, before);
    before = gutter;
    const columns: Segment[][] = [];
    splitAt(gutter, segments, columns);
    return columns.flatMap((column, i) => toLines(column, i));
  });
}

function findSegments(runs: readonly Run[]): Segment[] {
  const rows: Run[][] = [];
  for (const run of runs.toSorted((a, b) => a.y - b.y || a.x - b.x)) {
    const first = rows.at(-1)?.[0];
    if (first !== undefined && run.y - first.y <= 0.4 * Math.min(run.size, first.size))
      rows.at(-1)?.push(run);
    else rows.push([run]);
  }
  return rows.flatMap((row, i) => splitRow(row, i));
}

function splitRow(row: Run[], index: number): Segment[] {
  const groups: Run[][] = [];
  for (const run of row.sort((a, b) => a.x - b.x)) {
    const last = groups.at(-1)?.at(-1);
    if (last !== undefined && run.x - (last.x + last.width) <= SEGMENT_GAP * run.size)
      groups.at(-1)?.push(run);
    else groups.push([run]);
  }
  return groups.map((group) => ({
    runs: group,
    left: Math.min(...group.map(({ x }) => x)),
    right: Math.max(...group.map(({ x, width }) => x + width)),
    y: Math.max(...group.map(({ y }) => y)),
    row: index,
  }));
}

/** Puts columns into `columns`: what is beside the gutter between two lines that cross it, left before right. */
function splitAt(gutter: Gutter | null, segments: readonly Segment[], columns: Segment[][]): void {
  if (gutter === null) {
    if (segments.length > 0) columns.push([...segments]);
    return;
  }
  const { x } = gutter;
  let across: Segment[] = [];
  let left: Segment[] = [];
  let right: Segment[] = [];
  const flush = (): void => {
    splitAt(null, across, columns);
    splitAt(findGutter(left, null), left, columns);
    splitAt(findGutter(right, null), right, columns);
    [across, left, right] = [[], [], []];
  };
  for (const segment of segments) {
    if (segment.left < x && segment.right > x) {
      if (left.length + right.length > 0) flush();
      across.push(segment);
    } else (segment.right <= x ? left : right).push(segment);
  }
  flush();
}

/** The gap that parts most lines of a page into two columns of text, if there is one. */
function findGutter(segments: readonly Segment[], before: Gutter | null): Gutter | null {
  const left = Math.min(...segments.map((each) => each.left));
  const width = Math.max(...segments.map((each) => each.right)) - left;
  const places = new Set(segments.map((segment) => Math.ceil(segment.right) + 1));
  const inside = [...places].filter((x) => x > left + 0.2 * width && x < left + 0.8 * width);
  const gutters = inside.filter((x) => isGutter(x, segments, MIN_COLUMN_LINES));
  if (gutters.length > 0) {
    const crossings = (x: number) => segments.filter((each) => each.left < x && each.right > x).length;
    return { x: gutters.reduce((best, x) => (crossings(x) < crossings(best) ? x : best)) };
  }
  return before !== null && isGutter(before.x, segments, 1) ? before : null;
}

function isGutter(x: number, segments: readonly Segment[], least: number): boolean {
  const left = segments.filter((segment) => segment.right <= x);
  const right = segments.filter((segment) => segment.left >= x);
  const across = segments.length - left.length - right.length;
  const fewest = Math.min(left.length, right.length);
  return fewest >= least && across <= 0.5 * fewest && isText(left) && isText(right);
}

function isText(segments: readonly Segment[]): boolean {
  const lengths = segments.map(({ runs }) => {
    const text = runs.map((run) => run.text).join('');
    return (text.match(/\p{Script=Han}/gu)?.length ?? 0) >= MIN_HAN_A_LINE ? MIN_CHARS_A_LINE : text.length;
  });
  return (lengths.sort((a, b) => a - b)[Math.floor(lengths.length / 2)] ?? 0) >= MIN_CHARS_A_LINE;
}

function toLines(segments: readonly Segment[], column: number): Line[] {
  const rows = new Map<number, Segment[]>();
  for (const segment of segments) rows.set(segment.row, [...(rows.get(segment.row) ?? []), segment]);
  return [...rows.values()].map((row): Line => {
    const runs = row.flatMap((segment) => segment.runs);
    const main = runs.reduce((best, run) => (run.text.length > best.text.length ? run : best));
    return {
      cells: joinCells(row),
      left: Math.min(...row.map((each) => each.left)),
      right: Math.max(...row.map((each) => each.right)),
      y: Math.max(...row.map((each) => each.y)),
      size: main.size,
      font: main.font,
      column,
    };
  });
}

function joinCells(row: readonly Segment[]): string[] {
  const cells: string[] = [];
  row.forEach((segment, i) => {
    const text = joinRuns(segment.runs);
    const before = row[i - 1];
    const size = segment.runs[0]?.size ?? 0;
    const isCell = before !== undefined && segment.left - before.right > CELL_GAP * size;
    if (isCell && !(i === 1 && startsListItem(`${cells[0]} `))) cells.push(text);
    else if (i === 0) cells.push(text);
    else cells.push(`${cells.pop()} ${text}`);
  });
  return cells;
}

function joinRuns(runs: readonly Run[]): string {
  let text = '';
  let end = Number.POSITIVE_INFINITY;
  for (const run of runs) {
    const isApart = run.spaced || run.x - end > WORD_GAP * run.size;
    const isHan = /\p{Script=Han}$/u.test(text) && /^\p{Script=Han}/u.test(run.text);
    text += isApart && text !== '' && !isHan ? ` ${run.text}` : run.text;
    end = run.x + run.width;
  }
  return text.replace(/\s+/g, ' ').trim();
}
