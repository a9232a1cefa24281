/** Drawn boxes, as people type them and as fields of forms show. */
const BOX = /[☐□☑☒✓✔]/gu;
const UNTICKED = /^[☐□]/u;
const TICKED = /^[☑☒✓✔]/u;

/** Whether a line begins with a box. */
export function startsWithBox(line: string): boolean {
  return UNTICKED.test(line) || TICKED.test(line);
}

/**
 * Of lines that each begin with a box, those that hold: where some boxes are ticked, the others say what was not chosen.
 * Where none is, nothing has been chosen yet, and all are shown as they are.
 */
export function chosenLines<T>(lines: readonly T[], textOf: (line: T) => string): readonly T[] {
  const chosen = lines.filter((line) => !UNTICKED.test(textOf(line)));
  return chosen.length === 0 ? lines : chosen;
}

/** The same of options within one line, "☐ weekly ☒ monthly": what was not chosen is left out. */
export function chosenOptions(line: string): string {
  const starts = [...line.matchAll(BOX)].map(({ index }) => index);
  const [first] = starts;
  if (first === undefined || starts.length < 2) return line;
  const options = starts.map((start, i) => line.slice(start, starts[i + 1]));
  // A box behind its option cannot be told from one in front of the next.
  if (options.some((option) => !/[\p{L}\p{N}]/u.test(option))) return line;
  return (line.slice(0, first) + chosenLines(options, (option) => option).join('')).trim();
}
