import type { Font, Glyph } from './pdf-drawing.ts';

/** Characters that were set in one go, beside each other on a base line. Lengths are points. */
export type Run = {
  readonly glyphs: readonly Glyph[];
  /** Whether a space was drawn in front of it. */
  readonly isSpaced: boolean;
  readonly x: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
  readonly font: Font;
  /** Place in the order in which the page was drawn. */
  readonly order: number;
  /** Raised or lowered beside a larger run, as the call of a footnote or a power is. */
  readonly script: 'raised' | 'lowered' | null;
};

/** In sizes of the type: how far a character may be from where the one before ended, and from its base line. */
const MAX_GAP = 0.9;
const MAX_BACKWARDS = 0.3;
const SAME_LINE = 0.08;
/** The same character so near is the same one, drawn again to look bold or to throw a shadow. */
const SAME_PLACE = 0.09;
const SAME_ROW = 0.3;
const SCRIPT_SIZE = 0.86;
const MAX_SCRIPT_CHARS = 8;
/** A row of more is a drawing, and no line of text. */
const MAX_ROW_RUNS = 500;

/** The runs of a page, in the order in which it was drawn. */
export function findRuns(glyphs: readonly Glyph[]): Run[] {
  const groups: { readonly glyphs: Glyph[]; readonly isSpaced: boolean }[] = [];
  let isSpaced = false;
  for (const glyph of withoutDoubles(glyphs)) {
    const group = groups.at(-1)?.glyphs;
    const last = group?.at(-1);
    if (last !== undefined && !isSpaced && follows(glyph, last)) group?.push(glyph);
    else if (isBlank(glyph.text)) isSpaced = true;
    else {
      groups.push({ glyphs: [glyph], isSpaced });
      isSpaced = false;
    }
  }
  return groups.map((group, order): Run => {
    const [first] = group.glyphs as [Glyph]; // No group is empty.
    return {
      ...group,
      x: Math.min(...group.glyphs.map(({ x }) => x)),
      right: Math.max(...group.glyphs.map(({ x, width }) => x + width)),
      y: first.y,
      size: first.size,
      font: first.font,
      order,
      script: null,
    };
  });
}

/** Puts runs into rows, from the top down, each from left to right; what is raised or lowered is in its line's row. */
export function findRows(runs: readonly Run[]): Run[][] {
  const rows: Run[][] = [];
  for (const run of runs.toSorted((a, b) => a.y - b.y || a.x - b.x)) {
    const first = rows.at(-1)?.[0];
    if (first !== undefined && run.y - first.y <= SAME_ROW * Math.min(run.size, first.size))
      rows.at(-1)?.push(run);
    else rows.push([run]);
  }
  const lines: Run[][] = rows.map(() => []);
  const sizes = rows.map((row) =>
    row.length > MAX_ROW_RUNS ? 0 : row.reduce((most, { size }) => Math.max(most, size), 0),
  );
  rows.forEach((row, i) => {
    for (const run of row) {
      // Only beside larger type can a run be a script, and most pages have none.
      const near = [i, i + 1, i - 1].filter((at) => run.size <= SCRIPT_SIZE * (sizes[at] ?? 0));
      const home = near.find((at) => rows[at]?.some((other) => isScriptOf(run, other)));
      const base = home === undefined ? undefined : rows[home]?.find((other) => isScriptOf(run, other));
      const script = base === undefined ? null : run.y < base.y ? 'raised' : 'lowered';
      lines[home ?? i]?.push({ ...run, script });
    }
  });
  return lines.filter((line) => line.length > 0).map((line) => line.sort((a, b) => a.x - b.x));
}

/** Without the characters that are drawn a second time at the same place, or next to it. */
function withoutDoubles(glyphs: readonly Glyph[]): Glyph[] {
  const seen = new Map<number, Glyph[]>();
  return glyphs.filter((glyph) => {
    if (isBlank(glyph.text)) return true;
    const near = SAME_PLACE * glyph.size;
    const [left, right] = [cellAt(glyph.x - near), cellAt(glyph.x + near)];
    const [top, bottom] = [cellAt(glyph.y - near), cellAt(glyph.y + near)];
    for (let across = left; across <= right; across += 1) {
      for (let down = top; down <= bottom; down += 1) {
        if (seen.get(across * ROW_OF_CELLS + down)?.some((other) => isSamePlace(glyph, other))) return false;
      }
    }
    const key = cellAt(glyph.x) * ROW_OF_CELLS + cellAt(glyph.y);
    const there = seen.get(key);
    if (there === undefined) seen.set(key, [glyph]);
    else there.push(glyph);
    return true;
  });
}

/** In points: a page is looked at in squares of this size. */
const CELL = 8;
const ROW_OF_CELLS = 65_536;

function cellAt(place: number): number {
  return Math.floor(place / CELL);
}

export function isBlank(text: string): boolean {
  return text === ' ' || text.trim() === '';
}

function isSamePlace(glyph: Glyph, other: Glyph): boolean {
  const near = SAME_PLACE * glyph.size;
  return (
    other.text === glyph.text && Math.abs(glyph.x - other.x) <= near && Math.abs(glyph.y - other.y) <= near
  );
}

function follows(glyph: Glyph, last: Glyph): boolean {
  const gap = glyph.x - (last.x + last.width);
  return (
    Math.abs(glyph.size - last.size) < 0.02 * last.size &&
    glyph.font.name === last.font.name &&
    Math.abs(glyph.y - last.y) <= SAME_LINE * last.size &&
    gap <= MAX_GAP * last.size &&
    gap >= -MAX_BACKWARDS * last.size
  );
}

/** Whether a run is small, short, a little above or below the base line of the other, and right beside it. */
function isScriptOf(run: Run, other: Run): boolean {
  if (run.size > SCRIPT_SIZE * other.size || run.glyphs.length > MAX_SCRIPT_CHARS) return false;
  const shift = (other.y - run.y) / other.size;
  if (shift < -0.4 || shift > 0.65 || Math.abs(shift) < 0.08) return false;
  const gaps = [run.x - other.right, other.x - run.right];
  return (
    Math.max(...gaps) < 0.4 * other.size &&
    (Math.min(...gaps.map(Math.abs)) < 0.4 * other.size || run.order === other.order + 1)
  );
}
