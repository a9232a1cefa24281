/** Lengths are points, from the top left corner of the page. */
export type Box = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

/** Quarter turns, clockwise, of a text that runs along (a, b); `null` where it runs askew. */
export function turnOf(a: number, b: number): number | null {
  if (Math.abs(b) < 0.1 * Math.abs(a)) return a > 0 ? 0 : 2;
  if (Math.abs(a) < 0.1 * Math.abs(b)) return b > 0 ? 1 : 3;
  return null;
}

/** Where a character stands as if its text ran from left to right. */
export function turned(
  { x, y }: { readonly x: number; readonly y: number },
  turn: number,
): { readonly x: number; readonly y: number } {
  if (turn === 1) return { x: y, y: -x };
  return turn === 2 ? { x: -x, y: -y } : { x: -y, y: x };
}

export function boxIn(
  matrix: readonly number[],
  [x0, y0, x1, y1]: readonly [number, number, number, number],
): Box {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = matrix;
  const xs = [a * x0 + c * y0 + e, a * x1 + c * y1 + e];
  const ys = [b * x0 + d * y0 + f, b * x1 + d * y1 + f];
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

export function areaOf({ left, top, right, bottom }: Box): number {
  return (right - left) * (bottom - top);
}

export function holds({ left, top, right, bottom }: Box, x: number, y: number): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}

/** What two boxes have in common; an empty one if that is nothing. */
export function commonTo(a: Box, b: Box): Box {
  const left = Math.max(a.left, b.left);
  const top = Math.max(a.top, b.top);
  return {
    left,
    top,
    right: Math.max(left, Math.min(a.right, b.right)),
    bottom: Math.max(top, Math.min(a.bottom, b.bottom)),
  };
}

/** Whether a matrix keeps upright what is upright. */
export function isUpright([a = 0, b = 0, c = 0, d = 0]: readonly number[]): boolean {
  return (b === 0 && c === 0) || (a === 0 && d === 0);
}
