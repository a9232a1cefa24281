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
