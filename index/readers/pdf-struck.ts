import type { Glyph } from './pdf-drawing.ts';
import type { Box } from './pdf-geometry.ts';

/** In points: characters whose base lines are so near are looked for together. */
const BAND = 20;
/** In sizes of the type: where a line through a text runs above its base line, how thick it is, and how far it may reach past it. */
const LOWEST = 0.12;
const HIGHEST = 0.5;
const MAX_THICKNESS = 0.15;
const MAX_OVERHANG = 0.6;
const MIN_CHARS = 2;

/** The characters that no line is drawn through: what is struck out is not said. */
export function withoutStruck(
  glyphs: readonly Glyph[],
  rules: readonly Box[],
  marked: readonly Box[],
): readonly Glyph[] {
  const lines = rules.filter(({ left, top, right, bottom }) => right - left > 4 * (bottom - top));
  if (lines.length + marked.length === 0) return glyphs;
  const bands = Map.groupBy(glyphs, ({ y }) => Math.floor(y / BAND));
  const near = ({ top, bottom }: Box): Glyph[] => {
    const found: Glyph[] = [];
    const last = Math.floor(bottom / BAND) + 1;
    for (let band = Math.floor(top / BAND); band <= last; band += 1) found.push(...(bands.get(band) ?? []));
    return found;
  };
  const struck = new Set<Glyph>();
  for (const line of lines) {
    const under = near(line).filter((glyph) => isThrough(line, glyph));
    if (isOfText(line, under)) for (const glyph of under) struck.add(glyph);
  }
  for (const box of marked) {
    for (const glyph of near(box)) if (isInside(box, glyph)) struck.add(glyph);
  }
  return struck.size === 0 ? glyphs : glyphs.filter((glyph) => !struck.has(glyph));
}

function isThrough({ left, top, right, bottom }: Box, { x, y, width, size }: Glyph): boolean {
  const middle = x + width / 2;
  const height = (y - (top + bottom) / 2) / size;
  const isAt = height > LOWEST && height < HIGHEST && middle > left && middle < right;
  return isAt && bottom - top < MAX_THICKNESS * size;
}

/** A line through a text is as long as it is; one of a table or a form reaches farther. */
function isOfText({ left, right }: Box, glyphs: readonly Glyph[]): boolean {
  const inked = glyphs.filter(({ text }) => text.trim() !== '');
  const [first] = inked;
  if (first === undefined || inked.length < MIN_CHARS) return false;
  const start = inked.reduce((least, { x }) => Math.min(least, x), first.x);
  const end = inked.reduce((most, { x, width }) => Math.max(most, x + width), first.x);
  return start - left < MAX_OVERHANG * first.size && right - end < MAX_OVERHANG * first.size;
}

function isInside({ left, top, right, bottom }: Box, { x, y, width, size }: Glyph): boolean {
  const [across, down] = [x + width / 2, y - 0.3 * size];
  return across > left && across < right && down > top && down < bottom;
}
