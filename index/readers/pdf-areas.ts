import { type Box, boxIn, commonTo, holds, isUpright } from './pdf-geometry.ts';
import { hides, type Paint } from './pdf-paint.ts';
import { boxesOf, isOfRectangles } from './pdf-shapes.ts';

type Placed = { readonly x: number; readonly y: number; readonly width: number; readonly size: number };

/** An area that was filled when so many characters had been drawn: it hides those of them that it lies upon. */
type Cover = { readonly box: Box; readonly drawn: number };

/** In points: what is thinner is a line. */
const THIN = 3;
/** In points: characters whose base lines are so near are looked for together. */
const BAND = 20;
/** A page with more is a drawing, whose areas lie upon each other and upon no text. */
const MAX_COVERS = 20_000;

/** What is drawn on a page beside its text: lines, coloured areas, and areas over a text that is not to be read any more. */
export class Areas {
  readonly lines: Box[] = [];
  readonly #coloured: Box[] = [];
  readonly #covers: Cover[] = [];

  addColoured(box: Box): void {
    this.#coloured.push(box);
  }

  /** @param drawn how many characters were drawn before */
  addPath(path: unknown, isFill: boolean, ctm: readonly number[], paint: Paint, drawn: number): void {
    if (isFill && paint.isClear) return;
    const covers = isFill && drawn > 0 && hides(paint) && isUpright(ctm) && isOfRectangles(path);
    for (const box of boxesOf(path, isFill)) {
      const placed = boxIn(ctm, box);
      const isThin = placed.bottom - placed.top <= THIN || placed.right - placed.left <= THIN;
      if (covers && !isThin) this.#cover(placed, paint, drawn);
      if (isFill && paint.isWhite) continue;
      if (isThin) this.lines.push(placed);
      else if (isFill) this.#coloured.push(placed);
    }
  }

  isColoured(x: number, y: number): boolean {
    return this.#coloured.some((box) => holds(box, x, y));
  }

  /** Those of the characters of the page, in the order in which they were drawn, that something was laid upon. */
  covered<T extends Placed>(glyphs: readonly T[]): ReadonlySet<T> {
    const found = new Set<T>();
    if (this.#covers.length === 0) return found;
    const bands = Map.groupBy(glyphs.entries(), ([, glyph]) => Math.floor(middleOf(glyph) / BAND));
    for (const { box, drawn } of this.#covers) {
      const last = Math.floor(box.bottom / BAND);
      for (let band = Math.floor(box.top / BAND); band <= last; band += 1) {
        for (const [at, glyph] of bands.get(band) ?? []) {
          if (at >= drawn) break;
          if (holds(box, glyph.x + glyph.width / 2, middleOf(glyph))) found.add(glyph);
        }
      }
    }
    return found;
  }

  #cover(box: Box, { clip }: Paint, drawn: number): void {
    if (clip !== null && this.#covers.length < MAX_COVERS)
      this.#covers.push({ box: commonTo(box, clip), drawn });
  }
}

/** Height of the middle of a small letter. */
function middleOf({ y, size }: Placed): number {
  return y - 0.3 * size;
}
