import { isCut } from './pdf-joining.ts';
import type { Band } from './pdf-layout.ts';
import type { Segment } from './pdf-segments.ts';

/** Cells of a table are shorter than the lines of a column. */
const MIN_CHARS_A_LINE = 14;
const MIN_HAN_A_LINE = 8;
/** Text that is drawn row by row is columns from so many lines on. */
const MIN_COLUMN_LINES = 6;
const MIN_GOING_ON = 0.4;
const MAX_SIDE_CHARS = 60;

/** Whether the columns are to be read one after the other, each to its end. */
export function isColumns(band: Band): boolean {
  const { columns } = band;
  if (!columns.every(isText) || hasGrid(band)) return false;
  if (visits(columns) === columns.length) return columns.every((column) => column.length > 1);
  return columns.every((column) => column.length >= MIN_COLUMN_LINES && goesOn(column));
}

/** Whether the first column holds headings of the text in the second. */
export function isSideHeadings(band: Band): boolean {
  const [side, text, ...more] = band.columns;
  if (side === undefined || text === undefined || more.length > 0 || hasGrid(band)) return false;
  const { font, size } = text[0] ?? {};
  const isApart = side.every(
    (segment) => segment.font.name !== font?.name || segment.size > 1.05 * (size ?? 0),
  );
  const chars = text.reduce((sum, each) => sum + each.text.length, 0);
  const isProse = text.length > side.length && chars / text.length > 2 * MIN_CHARS_A_LINE;
  return isApart && isProse && side.every((each) => each.text.length <= MAX_SIDE_CHARS);
}

/** How often the drawing of the page comes to a column: once to each where it draws column by column. */
function visits(columns: readonly (readonly Segment[])[]): number {
  const drawn = columns
    .flatMap((column, at) => column.map(({ order }) => ({ order, at })))
    .sort((a, b) => a.order - b.order);
  return drawn.filter(({ at }, i) => at !== drawn[i - 1]?.at).length;
}

function isText(column: readonly Segment[]): boolean {
  const lengths = column.map(({ text }) =>
    (text.match(/\p{Script=Han}/gu)?.length ?? 0) >= MIN_HAN_A_LINE ? MIN_CHARS_A_LINE : text.length,
  );
  return (lengths.sort((a, b) => a - b)[Math.floor(lengths.length / 2)] ?? 0) >= MIN_CHARS_A_LINE;
}

/** Whether many lines go on with what the line before them began. */
function goesOn(column: readonly Segment[]): boolean {
  const pairs = column
    .slice(1)
    .map(({ text }, i) => isCut(column[i]?.text ?? '') && /^(?:\p{Ll}|\p{Script=Han})/u.test(text));
  return pairs.filter(Boolean).length >= MIN_GOING_ON * pairs.length;
}

/** Whether lines are drawn between rows, across the columns, as in a table. */
function hasGrid({ columns, rules, rows }: Band): boolean {
  const right = Math.max(...(columns[0] ?? []).map((each) => each.right));
  const left = Math.min(...(columns[1] ?? []).map((each) => each.left));
  const top = rows[0]?.[0]?.y ?? 0;
  const bottom = rows.at(-1)?.[0]?.y ?? 0;
  const across = rules.filter(
    (rule) => rule.left < right && rule.right > left && rule.top > top && rule.bottom < bottom,
  );
  return across.length > 0;
}
