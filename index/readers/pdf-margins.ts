import { isCut } from './pdf-joining.ts';
import type { Segment } from './pdf-segments.ts';

/** So many lines in a row with a number each are counted; lists have fewer lines that only go on with the one before. */
const MIN_LINES = 3;
const MIN_GOING_ON = 0.3;

/** Segments without the numbers of lines in the margin, which count lines and not what is said. */
export function withoutLineNumbers(segments: readonly Segment[]): Segment[] {
  const numbers = segments.filter(({ text }) => /^\d{1,4}$/.test(text));
  const dropped = new Set<Segment>();
  for (const isAt of [leftOf, rightOf]) {
    for (const column of Map.groupBy(numbers, (segment) => isAt(segment)).values()) {
      if (isCounting(column) && isOutside(column, segments) && isOfLines(column, segments)) {
        for (const number of column) dropped.add(number);
      }
    }
  }
  return segments.filter((segment) => !dropped.has(segment));
}

function leftOf({ left }: Segment): number {
  return Math.round(left / 3);
}

function rightOf({ right }: Segment): number {
  return Math.round(right / 3);
}

/** One by one, or each fifth line. */
function isCounting(column: readonly Segment[]): boolean {
  const steps = new Set(column.slice(1).map(({ text }, i) => Number(text) - Number(column[i]?.text)));
  return column.length >= MIN_LINES && steps.size === 1 && [1, 2, 5, 10].includes([...steps][0] ?? 0);
}

/** In the margin: all else stands to the right, or to the left, of them. */
function isOutside(column: readonly Segment[], segments: readonly Segment[]): boolean {
  const own = new Set(column);
  const others = segments.filter((segment) => !own.has(segment));
  const right = Math.max(...column.map((each) => each.right));
  const left = Math.min(...column.map((each) => each.left));
  return (
    others.length > 0 &&
    (others.every((each) => each.left > right) || others.every((each) => each.right < left))
  );
}

/** Whether the lines beside the numbers go on with each other, as the items of a numbered list do not. */
function isOfLines(column: readonly Segment[], segments: readonly Segment[]): boolean {
  const own = new Set(column);
  const texts = new Map(segments.filter((each) => !own.has(each)).map((each) => [each.row, each.text]));
  const rows = column.map(({ row }) => row);
  const step = Number(column[1]?.text) - Number(column[0]?.text);
  if (step > 1) return rows.slice(1).every((row, i) => row - (rows[i] ?? 0) >= step / 2);
  const goingOn = rows.filter((row, i) => {
    const before = texts.get(rows[i - 1] ?? -1);
    return before !== undefined && isCut(before) && /^\p{Ll}/u.test(texts.get(row) ?? '');
  });
  return goingOn.length >= MIN_GOING_ON * (rows.length - 1);
}
