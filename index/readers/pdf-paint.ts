import { type Box, boxIn, commonTo, isUpright } from './pdf-geometry.ts';
import { boxesOf, type Corners, isOfRectangles } from './pdf-shapes.ts';

/** What areas are filled with, as far as it decides what a reader sees of them and through them. */
export type Paint = {
  readonly isWhite: boolean;
  /** It leaves no trace at all. */
  readonly isClear: boolean;
  /** It is no plain colour, and may have gaps. */
  readonly isPattern: boolean;
  readonly isFaint: boolean;
  readonly isBlended: boolean;
  readonly isMasked: boolean;
  /** Nothing is drawn outside of it; `null` where that has another shape than a box. */
  readonly clip: Box | null;
};

/** Black, on all of a page. */
export function black(width: number, height: number): Paint {
  return {
    isWhite: false,
    isClear: false,
    isPattern: false,
    isFaint: false,
    isBlended: false,
    isMasked: false,
    clip: { left: 0, top: 0, right: width, bottom: height },
  };
}

/** The paint as a graphics state of the file changes it. */
export function withGraphics(paint: Paint, states: unknown): Paint {
  if (!Array.isArray(states)) return paint;
  let changed = paint;
  for (const [key, value] of states) {
    if (key === 'ca') changed = { ...changed, isClear: value === 0, isFaint: value !== 1 };
    else if (key === 'BM') changed = { ...changed, isBlended: value !== 'source-over' };
    else if (key === 'SMask') changed = { ...changed, isMasked: value !== false && value !== null };
  }
  return changed;
}

/** The paint where what is drawn is cut to a path, besides what it was cut to before. */
export function clipped(paint: Paint, path: unknown, ctm: readonly number[]): Paint {
  const [box, ...others] = boxesOf(path, true);
  const isBox = box !== undefined && others.length === 0 && isOfRectangles(path);
  return isBox ? clippedTo(paint, box, ctm) : { ...paint, clip: null };
}

/** The same where it is cut to a box. */
export function clippedTo(paint: Paint, box: Corners, ctm: readonly number[]): Paint {
  const isBox = isUpright(ctm) && paint.clip !== null;
  return { ...paint, clip: isBox ? commonTo(paint.clip, boxIn(ctm, box)) : null };
}

/** Whether what is painted so hides what was there. */
export function hides({ isClear, isPattern, isFaint, isBlended, isMasked }: Paint): boolean {
  return !isClear && !isPattern && !isFaint && !isBlended && !isMasked;
}
