/** How the library writes what a path does: a number for each step, and after it the points of the step. */
const MOVE = 0;
const LINE = 1;
const CLOSE = 4;
const COORDINATES: Readonly<Record<number, number>> = { 0: 2, 1: 2, 2: 6, 3: 4, 4: 0 };

export type Corners = readonly [x0: number, y0: number, x1: number, y1: number];

/** The boxes that a path fills, or the straight lines that it strokes, each by two corners. */
export function boxesOf(path: unknown, isFill: boolean): Corners[] {
  const data = path instanceof Float32Array ? path : new Float32Array();
  const boxes: Corners[] = [];
  let box: Corners | null = null;
  let [startX, startY, atX, atY] = [0, 0, 0, 0];
  const end = (): void => {
    if (isFill && box !== null) boxes.push(box);
    box = null;
  };
  for (let i = 0; i < data.length; ) {
    const step = data[i] ?? CLOSE;
    const count = COORDINATES[step] ?? 0;
    if (step === MOVE) end();
    const x = step === CLOSE ? startX : (data[i + count - 1] ?? 0);
    const y = step === CLOSE ? startY : (data[i + count] ?? 0);
    if (!isFill && (step === LINE || step === CLOSE)) boxes.push(around([atX, atY, atX, atY], x, y));
    if (step === MOVE) [startX, startY] = [x, y];
    box = around(box ?? [x, y, x, y], x, y);
    [atX, atY] = [x, y];
    i += 1 + count;
  }
  end();
  return boxes;
}

function around([x0, y0, x1, y1]: Corners, x: number, y: number): Corners {
  return [Math.min(x0, x), Math.min(y0, y), Math.max(x1, x), Math.max(y1, y)];
}

/** More boxes of one path are not compared with each other. */
const MAX_APART = 40;

/** Whether a path is made of upright rectangles, none of which overlaps another: within those, nothing is left open. */
export function isOfRectangles(path: unknown): boolean {
  const data = path instanceof Float32Array ? path : new Float32Array();
  let [startX, startY, atX, atY, corners] = [0, 0, 0, 0, 0];
  for (let i = 0; i < data.length; ) {
    const step = data[i] ?? CLOSE;
    if (step !== MOVE && step !== LINE && step !== CLOSE) return false;
    const x = step === CLOSE ? startX : (data[i + 1] ?? 0);
    const y = step === CLOSE ? startY : (data[i + 2] ?? 0);
    if (step === MOVE) [startX, startY, corners] = [x, y, 0];
    else if (x !== atX && y !== atY) return false;
    else if (x !== atX || y !== atY) corners += 1;
    if (corners > 4) return false;
    [atX, atY] = [x, y];
    i += 1 + (COORDINATES[step] ?? 0);
  }
  const boxes = boxesOf(path, true);
  return (
    boxes.length <= MAX_APART &&
    boxes.every((box, i) => boxes.slice(i + 1).every((other) => areApart(box, other)))
  );
}

function areApart(a: Corners, b: Corners): boolean {
  return a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
}
