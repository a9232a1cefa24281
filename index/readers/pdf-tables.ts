import { isCut } from './pdf-joining.ts';
import type { Band } from './pdf-layout.ts';
import type { Segment } from './pdf-segments.ts';

/** A row of a table. */
export type Row = {
  /** Lines of each cell, from left to right. */
  readonly cells: readonly (readonly string[])[];
  readonly form: 'header' | 'group' | 'row';
};

const MAX_HEADER_CHARS = 60;
/** A table of fewer rows has no header of its own. */
const MIN_ROWS = 3;
/** Rows are so much farther apart than the lines of one. */
const APART = 1.4;
const VALUE = /^\p{Sc}?\s?\d[\d.,]*\s?[\p{Sc}%]?$/u;

/** The rows of a table, with the lines of each cell that was wrapped put together. */
export function rowsOf(band: Band): Row[] {
  const rows = splitRows(band).map((segments) =>
    band.columns.map((_, i) => segments.filter((segment) => band.columnOf(segment) === i)),
  );
  return rows.map((cells, i): Row => {
    const texts = cells.map((cell) => cell.map(({ text }) => text));
    return { cells: texts, form: formOf(cells, rows, i) };
  });
}

/** Segments of each row: between lines that are drawn, or as it was drawn, or by what each line fills of the columns. */
function splitRows(band: Band): Segment[][] {
  const { columns, rows } = band;
  const lines = linesAcross(band);
  if (lines.length >= Math.max(2, columns.length - 1)) {
    return grouped(rows, (row, before) => {
      const [y, last] = [row[0]?.y ?? 0, before[0]?.y ?? 0];
      return lines.some((line) => line > last && line < y);
    });
  }
  return asDrawn(band) ?? byFilling(band);
}

/** A line that goes on with a row fills fewer columns than the one before, or stands nearer to it than rows do. */
function byFilling({ columns, columnOf, rows }: Band): Segment[][] {
  const distances = rows.slice(1).map((row, i) => (row[0]?.y ?? 0) - (rows[i]?.[0]?.y ?? 0));
  const apart = APART * Math.min(...distances);
  const hasBlanks = distances.some((distance) => distance > apart);
  const isBold = (row: readonly Segment[]): boolean => row.every(({ font }) => font.isBold);
  const isFirst = (segment: Segment): boolean => columnOf(segment) === 0;
  const isTitle = (row: readonly Segment[]): boolean => {
    const next = rows[rows.indexOf(row) + 1];
    return row.length === 1 && isBold(row) && next !== undefined && !isBold(next);
  };
  return grouped(rows, (row, before, group) => {
    if (isTitle(row)) return true;
    if ((row[0]?.y ?? 0) - (before[0]?.y ?? 0) > apart || isBold(row) !== isBold(before)) return true;
    if (!row.some(isFirst))
      return row.every((each) =>
        isNextValue(
          each,
          before.find((one) => columnOf(one) === columnOf(each)),
        ),
      );
    const name = group.findLast(isFirst)?.text;
    if (row.length === 1) return name !== undefined && !isCut(name);
    // "Third and / Subsequent offences: | $300": the row's name began on the line before.
    if (row.length > before.length) return !group.every(isFirst) || name === undefined || !isCut(name);
    const goesOn = row.every((segment) => {
      const above = before.find((each) => columnOf(each) === columnOf(segment));
      return above !== undefined && isCut(above.text) && /^\p{Ll}/u.test(segment.text);
    });
    return !goesOn && (!hasBlanks || row.length === columns.length);
  });
}

/** Whether an amount stands below another, and goes on with no text: a sum, in a row without a name. */
function isNextValue({ text }: Segment, above: Segment | undefined): boolean {
  return above !== undefined && VALUE.test(text) && VALUE.test(above.text);
}

function grouped(
  rows: readonly (readonly Segment[])[],
  isNew: (row: readonly Segment[], before: readonly Segment[], group: readonly Segment[]) => boolean,
): Segment[][] {
  const groups: Segment[][] = [];
  rows.forEach((row, i) => {
    const before = rows[i - 1];
    const group = groups.at(-1);
    if (before === undefined || group === undefined || isNew(row, before, group)) groups.push([...row]);
    else group.push(...row);
  });
  return groups;
}

/** Where lines are drawn across most of the table, from the top down. */
function linesAcross({ columns, rules }: Band): number[] {
  const lefts = columns.map((column) => Math.min(...column.map(({ left }) => left)));
  const ys = rules
    .filter(({ top, bottom, left, right }) => bottom - top <= 3 && right - left > 3)
    .map(({ top, left, right }) => ({
      y: top,
      columns: lefts.filter((x) => x + 1 >= left && x <= right).length,
    }));
  const byPlace = new Map<number, number>();
  for (const { y, columns: count } of ys) {
    const place = Math.round(y / 2) * 2;
    byPlace.set(place, (byPlace.get(place) ?? 0) + count);
  }
  return [...byPlace]
    .filter(([, count]) => 2 * count > columns.length)
    .map(([y]) => y)
    .sort((a, b) => a - b);
}

/** Rows as they were drawn, cell by cell: from one visit of the first column to the next; `null` where it was drawn otherwise. */
function asDrawn({ columns }: Band): Segment[][] | null {
  const drawn = columns
    .flatMap((column, at) => column.map((segment) => ({ segment, at })))
    .sort((a, b) => a.segment.order - b.segment.order);
  const rows: Segment[][] = [];
  drawn.forEach(({ segment, at }, i) => {
    const last = drawn[i - 1];
    const isSum = last?.at === at && isNextValue(segment, last.segment);
    if (last === undefined || at < last.at || isSum) rows.push([]);
    rows.at(-1)?.push(segment);
  });
  const isInOrder = rows.every((row, i) => {
    const bottom = Math.max(...(rows[i - 1] ?? []).map(({ row: line }) => line));
    return i === 0 || row.every(({ row: line }) => line > bottom);
  });
  // Drawn line by line, it tells nothing of the rows.
  const isByCell = drawn.some(({ segment }, i) => segment.row < (drawn[i - 1]?.segment.row ?? 0));
  return isInOrder && isByCell && rows.length > 1 ? rows : null;
}

function formOf(
  cells: readonly (readonly Segment[])[],
  rows: readonly (readonly (readonly Segment[])[])[],
  at: number,
): Row['form'] {
  const filled = cells.filter((cell) => cell.length > 0);
  const [first] = cells;
  const below = rows.slice(at + 1).flat(2);
  const own = cells.flat();
  if (filled.length === 1 && filled[0] === first && below.length > 0) {
    return isSetApart(own, below) || /[:：]$/u.test(own.at(-1)?.text ?? '') ? 'group' : 'row';
  }
  if (at > 0 || rows.length < MIN_ROWS || filled.length < cells.length) return 'row';
  const texts = cells.map((cell) => cell.map(({ text }) => text).join(' '));
  const isLabels = texts.every(
    (text) => text.length <= MAX_HEADER_CHARS && /\p{L}/u.test(text) && !/[.:;]$/u.test(text),
  );
  if (!isLabels) return 'row';
  if (isSetApart(own, below)) return 'header';
  // Names of columns hold no numbers, where most rows below do.
  const withNumbers = rows
    .slice(1)
    .filter((row) => row.slice(1).some((cell) => cell.some(({ text }) => /\d/.test(text))));
  return !texts.slice(1).some((text) => /\d/.test(text)) && 2 * withNumbers.length > rows.length - 1
    ? 'header'
    : 'row';
}

/** Bold, where what is below is not, or in another font. */
function isSetApart(own: readonly Segment[], below: readonly Segment[]): boolean {
  const isBold = (segments: readonly Segment[]): boolean => segments.every(({ font }) => font.isBold);
  const fonts = new Set(below.map(({ font }) => font.name));
  return (isBold(own) && !isBold(below)) || own.every(({ font }) => !fonts.has(font.name));
}
