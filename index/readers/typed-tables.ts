import { endsStatement, type Line } from './lines.ts';
import { markerOf } from './markers.ts';

/** A row of a table that is typed in plain text; it takes several lines where its cells do. */
export type TypedRow = {
  readonly form: 'header' | 'group' | 'row' | 'rule';
  readonly first: number;
  readonly last: number;
};

/** A cell, and the columns it stands between. */
type Cell = { readonly said: string; readonly left: number; readonly right: number };
type Way = 'bars' | 'tabs' | 'leaders' | 'spaces' | 'semicolons' | 'commas';

const RULE = /^[|+:\-=─_\s]+$(?<=[-=─_]{3}.*)/u;
const GAPS: Readonly<Record<Way, RegExp>> = {
  bars: /\s*[|│]\s*/gu,
  tabs: /\t+/g,
  leaders: /\s*(?:\.{4,}|(?:\. ){4,}|…{2,})\s*/g,
  spaces: / {2,}|\u3000{2,}/gu,
  semicolons: /\s*;\s*/g,
  commas: /,(?=\S)/g,
};
const WAYS: readonly Way[] = ['bars', 'tabs', 'leaders', 'spaces', 'semicolons', 'commas'];
/** What parts the cells of a row and the parts of a sentence alike: in a table, all lines have as many short cells. */
const IN_SENTENCES: ReadonlySet<Way> = new Set(['semicolons', 'commas']);
const MIN_SENTENCE_LIKE_ROWS = 3;
const MAX_SENTENCE_LIKE_CHARS = 40;
/** What any of them holds: most lines are no rows. */
const HAS_GAP = /[|│\t;]|\.{4}|(?:\. ){4}|…{2}| {2}|\u3000{2}|,\S/u;
/** Behind a sentence two spaces are a habit, and no gap between cells. */
const AFTER_SENTENCE = /[.!?:]["”)]?$/;
const MAX_HEADER_CHARS = 40;

/** Whether a line only draws a line. */
export function isRule(said: string): boolean {
  return RULE.test(said);
}

/**
 * The rows of the table that begins at a line: at least two lines of as many cells, one below the other. Without one, `end` is
 * where to look again.
 */
export function tableAt(
  lines: readonly Line[],
  at: number,
): { readonly rows: readonly TypedRow[]; readonly end: number } {
  const way = wayOf(lines[at]);
  if (way === null) return { rows: [], end: at + 1 };
  const rows: (TypedRow & { readonly cells: readonly Cell[] })[] = [];
  let end = at;
  for (; end < lines.length; end += 1) {
    const i = end;
    const line = lines[i];
    if (line === undefined || (i > at && line.isAfterGap)) break;
    const cells = cellsOf(line, way);
    const before = rows.at(-1);
    if (RULE.test(line.said)) rows.push({ form: 'rule', first: i, last: i, cells: [] });
    else if (before !== undefined && isMoreOf(before.cells, cells, way))
      rows[rows.length - 1] = { ...before, last: i };
    else if (cells.length > 1) rows.push({ form: 'row', first: i, last: i, cells });
    else if (isGroup(line, lines[i + 1], way) && rows.length > 0)
      rows.push({ form: 'group', first: i, last: i, cells: [] });
    else break;
  }
  while (rows.at(-1)?.form === 'group') rows.pop();
  const full = rows.filter(({ form }) => form === 'row').map(({ cells }) => cells);
  if (full.length < 2 || !isAligned(full, way)) return { rows: [], end };
  const head = rows.findIndex(({ form }) => form === 'row');
  const isHeader = rows[head + 1]?.form === 'rule' || looksLikeHeader(full);
  return {
    rows: rows.map(({ form, first, last }, i) => ({
      form: i === head && isHeader ? 'header' : form,
      first,
      last,
    })),
    end,
  };
}

function wayOf(line: Line | undefined): Way | null {
  if (line === undefined || !HAS_GAP.test(line.said)) return null;
  return WAYS.find((way) => cellsOf(line, way).length > 1) ?? null;
}

/** The cells of a line; the space behind the marker of an item parts none. */
function cellsOf({ said, indent }: Line, way: Way): Cell[] {
  const cells: Cell[] = [];
  const marker = markerOf(said)?.length ?? 0;
  let left = 0;
  const add = (right: number): void => {
    if (way !== 'bars' || (right > left && (left > 0 || right < said.length)))
      cells.push({ said: said.slice(left, right), left: indent + left, right: indent + right });
  };
  for (const { index, 0: gap } of said.matchAll(GAPS[way])) {
    if (index + gap.length <= marker) continue;
    if (way === 'spaces' && gap.length === 2 && AFTER_SENTENCE.test(said.slice(0, index))) continue;
    if (index > 0 || way !== 'bars') add(index);
    left = index + gap.length;
  }
  if (left < said.length) add(said.length);
  return cells;
}

/** A line that goes on with cells of the row above it, below them. */
function isMoreOf(row: readonly Cell[], cells: readonly Cell[], way: Way): boolean {
  const [first] = cells;
  if (way !== 'spaces' || first === undefined || cells.length >= row.length) return false;
  return row.slice(1).some(({ left }) => Math.abs(left - first.left) <= 1);
}

/** The name of the rows below, alone in its line. */
function isGroup({ said }: Line, next: Line | undefined, way: Way): boolean {
  if (next === undefined || next.isAfterGap || cellsOf(next, way).length < 2) return false;
  return said.length <= MAX_HEADER_CHARS && !endsStatement(said) && /^[\p{Lu}\p{Lo}|│]/u.test(said);
}

/** Whether most rows have as many cells; and, where nothing but space parts them, whether those stand below each other. */
function isAligned(rows: readonly (readonly Cell[])[], way: Way): boolean {
  if (IN_SENTENCES.has(way)) return areShort(rows, way);
  const size = rows.map((cells) => cells.length).sort((a, b) => a - b)[Math.floor(rows.length / 2)] ?? 0;
  const even = rows.filter((cells) => cells.length === size);
  if (even.length < 2 || even.length < 0.6 * rows.length) return false;
  if (way !== 'spaces') return true;
  return Array.from({ length: size - 1 }, (_, i) => i + 1).every((column) =>
    (['left', 'right'] as const).some((side) => {
      const places = even.map((cells) => cells[column]?.[side] ?? 0).sort((a, b) => a - b);
      return (places.at(-1) ?? 0) - (places[0] ?? 0) <= (side === 'left' ? 1 : 0);
    }),
  );
}

/** Whether all rows have as many cells, none of which could be a part of a sentence; between commas a number may stand for one. */
function areShort(rows: readonly (readonly Cell[])[], way: Way): boolean {
  const least = way === 'commas' ? 3 : 2;
  const isShort = ({ said }: Cell): boolean =>
    said.length <= MAX_SENTENCE_LIKE_CHARS && !/[.!?:。]$/u.test(said);
  return (
    rows.length >= MIN_SENTENCE_LIKE_ROWS &&
    rows.every(
      (cells) => cells.length === rows[0]?.length && cells.length >= least && cells.every(isShort),
    ) &&
    (way !== 'commas' || rows.every(([first]) => /\p{L}/u.test(first?.said ?? '')))
  );
}

/** Whether the first row names columns: no number in it, and numbers below; or short names above at least two more rows. */
function looksLikeHeader([first = [], ...others]: readonly (readonly Cell[])[]): boolean {
  if (others.length < 2 || first.some(({ said }) => /\d/.test(said) || said.length > MAX_HEADER_CHARS))
    return false;
  if (first.length > 2) return first.every(({ said }) => !endsStatement(said));
  return (
    others.filter((cells) => cells.slice(1).some(({ said }) => /\d/.test(said))).length >= others.length / 2
  );
}
