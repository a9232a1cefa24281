import type { Font, Glyph } from './pdf-drawing.ts';
import type { Box } from './pdf-geometry.ts';
import { Util } from './pdf-library.ts';

/** What is laid upon a page: what was filled in, and what was written or crossed out on it later. */
export type Annotations = { readonly glyphs: readonly Glyph[]; readonly struck: readonly Box[] };

/** As the library describes an annotation, which it types as `any`; every kind has some of this. */
type Annotation = {
  readonly subtype: string;
  readonly rect: readonly number[];
  readonly annotationFlags?: number;
  readonly noHTML?: boolean;
  readonly fieldType?: string;
  readonly fieldValue?: unknown;
  readonly password?: boolean;
  readonly pushButton?: boolean;
  readonly checkBox?: boolean;
  readonly radioButton?: boolean;
  readonly exportValue?: string;
  readonly buttonValue?: string;
  readonly options?: readonly { readonly exportValue: string; readonly displayValue: string }[];
  readonly textContent?: readonly string[];
  readonly contentsObj?: { readonly str: string };
  readonly quadPoints?: ArrayLike<number> | null;
  readonly defaultAppearanceData?: { readonly fontSize?: number };
};

const HIDDEN_FLAGS = 0b100010;
const FIELD: Font = { name: 'field', isBold: false };
const MAX_SIZE = 12;
/** Of the height of a field: what stands below the base line of its text. */
const DESCENT = 0.28;
/** Of the size of the type: about as wide as most characters are. */
const CHAR_WIDTH = 0.5;

/** Reads the annotations of a page, whose characters are `drawn`. What was filled in stands on the line of its label. */
export function readAnnotations(
  annotations: readonly Annotation[],
  transform: readonly number[],
  drawn: readonly Glyph[],
): Annotations {
  const glyphs: Glyph[] = [];
  const struck: Box[] = [];
  for (const annotation of annotations) {
    if (((annotation.annotationFlags ?? 0) & HIDDEN_FLAGS) !== 0) continue;
    if (annotation.subtype === 'StrikeOut') struck.push(...quadsOf(annotation, transform));
    const lines = linesOf(annotation);
    if (lines.length > 0) glyphs.push(...write(lines, annotation, boxOf(annotation.rect, transform), drawn));
  }
  return { glyphs, struck };
}

/** What an annotation shows, line by line. */
function linesOf(annotation: Annotation): readonly string[] {
  const {
    subtype,
    fieldType,
    fieldValue,
    checkBox,
    radioButton,
    exportValue,
    buttonValue,
    options = [],
  } = annotation;
  if (subtype === 'FreeText')
    return annotation.textContent ?? annotation.contentsObj?.str.split(/\r\n?|\n/) ?? [];
  if (subtype !== 'Widget' || annotation.password === true || annotation.pushButton === true) return [];
  if (checkBox === true) return [fieldValue === exportValue ? '☒' : '☐'];
  if (radioButton === true) return [fieldValue === buttonValue ? '☒' : '☐'];
  const values = (Array.isArray(fieldValue) ? fieldValue : [fieldValue]).filter(
    (value) => typeof value === 'string',
  );
  if (fieldType === 'Ch')
    return [
      values
        .map((value) => options.find((each) => each.exportValue === value)?.displayValue ?? value)
        .join(', '),
    ];
  return fieldType === 'Tx' ? values.flatMap((value) => value.split(/\r\n?|\n/)) : [];
}

function write(lines: readonly string[], annotation: Annotation, box: Box, drawn: readonly Glyph[]): Glyph[] {
  const height = (box.bottom - box.top) / lines.length;
  const given = annotation.defaultAppearanceData?.fontSize ?? 0;
  const size = given > 1 ? given : Math.min(MAX_SIZE, 0.8 * height);
  return lines.flatMap((line, i) => {
    const below = box.top + (i + 1) * Math.min(height, 1.6 * size);
    const y =
      lines.length === 1
        ? (baseLineAt(box, drawn) ?? box.bottom - DESCENT * (box.bottom - box.top))
        : below - DESCENT * size;
    // A long text runs on to the right: its place matters, and not its width.
    return Array.from(line, (text, at): Glyph => {
      const width = CHAR_WIDTH * size;
      return { text, x: box.left + at * width, y, width, size, font: FIELD, mark: null };
    });
  });
}

/** The base line of what is drawn beside a field. */
function baseLineAt({ left, top, right, bottom }: Box, drawn: readonly Glyph[]): number | null {
  let nearest: Glyph | null = null;
  let distance = Number.POSITIVE_INFINITY;
  for (const glyph of drawn) {
    if (glyph.y < top || glyph.y - 0.5 * glyph.size > bottom || glyph.text.trim() === '') continue;
    const away = Math.max(left - glyph.x - glyph.width, glyph.x - right, 0);
    if (away < distance) [nearest, distance] = [glyph, away];
  }
  return nearest?.y ?? null;
}

function quadsOf({ quadPoints, rect }: Annotation, transform: readonly number[]): Box[] {
  if (quadPoints === null || quadPoints === undefined || quadPoints.length < 8)
    return [boxOf(rect, transform)];
  const points = Array.from(quadPoints);
  return Array.from({ length: Math.floor(points.length / 8) }, (_, i) => {
    const quad = points.slice(8 * i, 8 * i + 8);
    const [xs, ys] = [quad.filter((_value, at) => at % 2 === 0), quad.filter((_value, at) => at % 2 === 1)];
    return boxOf([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)], transform);
  });
}

function boxOf(rect: readonly number[], transform: readonly number[]): Box {
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = rect;
  const corners = [x0, y0, x1, y1];
  Util.applyTransform(corners, transform, 0);
  Util.applyTransform(corners, transform, 2);
  const [a = 0, b = 0, c = 0, d = 0] = corners;
  return { left: Math.min(a, c), top: Math.min(b, d), right: Math.max(a, c), bottom: Math.max(b, d) };
}
