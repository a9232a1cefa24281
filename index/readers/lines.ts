import type { Span } from '../document.ts';

export const LINE_BREAK = /\r\n|[\n\r\f\v\u0085\u2028\u2029]/g;

/** A line that holds more than white space, without the space at its ends. */
export type Line = Span & {
  readonly said: string;
  /** Columns of space in front of it. */
  readonly indent: number;
  /** Whether an empty line, or nothing at all, stands in front of it. */
  readonly isAfterGap: boolean;
};

/** What tells whether a line was full. */
type SetLine = Pick<Line, 'said' | 'indent' | 'isAfterGap'>;

/** The lines of a text, and where they are wrapped. */
export type Lines = {
  readonly lines: readonly Line[];
  /** Columns that lines are wrapped at; endless where they are not wrapped. */
  readonly width: number;
};

/** Narrower columns are wrapped by nobody, and wider ones by no program. */
const MIN_WIDTH = 40;
const MAX_WIDTH = 120;
const TAB_COLUMNS = 4;
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uff60]/gu;
const ENDS_STATEMENT = /[.!?:;。！？：；…][”’"'」』）)\]]*$/u;

/** No line that somebody ended by intention ends in one of these words. */
const LEADS_ON =
  /(?:,|\b(?:a|an|and|are|as|at|be|between|but|by|for|from|if|in|into|is|of|on|or|than|that|the|their|to|under|was|were|which|with))$/iu;

export function linesOf(text: string): Lines {
  const lines: Line[] = [];
  let lineStart = 0;
  let isAfterGap = true;
  const endLine = (lineEnd: number): void => {
    const { start, end } = trim(text, { start: lineStart, end: lineEnd });
    if (start < end) {
      const indent = columnsOf(text.slice(lineStart, start));
      lines.push({ start, end, said: text.slice(start, end), indent, isAfterGap });
    }
    isAfterGap = start >= end;
  };
  for (const { index, 0: lineBreak } of text.matchAll(LINE_BREAK)) {
    endLine(index);
    lineStart = index + lineBreak.length;
  }
  endLine(text.length);
  return { lines, width: widthOf(lines) };
}

/** Whether a sentence goes on from a line to the next, which begins only because the first was full. */
export function isWrapped(line: SetLine, next: SetLine, width: number): boolean {
  if (next.isAfterGap) return false;
  if (/[:：—–]$/u.test(line.said)) return isFull(line, next, width);
  return /^\p{Ll}/u.test(next.said) || LEADS_ON.test(line.said) || isFull(line, next, width);
}

/** Whether a line has no room for the first word of the next. */
export function isFull(line: SetLine, next: SetLine, width: number): boolean {
  const word = /^(?:\p{Script=Han}|\S+)/u.exec(next.said)?.[0] ?? '';
  const columns = line.indent + columnsOf(line.said);
  return !next.isAfterGap && columns <= MAX_WIDTH && columns + 1 + columnsOf(word) > width;
}

/** Whether what the line says has come to an end. */
export function endsStatement(said: string): boolean {
  return ENDS_STATEMENT.test(said);
}

/** The span without white space at its ends. */
export function trim(text: string, { start, end }: Span): Span {
  while (start < end && /\s/.test(text.charAt(start))) start += 1;
  while (end > start && /\s/.test(text.charAt(end - 1))) end -= 1;
  return { start, end };
}

/** The same, or nothing where the span holds nothing else. */
export function* withoutSpace(text: string, span: Span): Generator<Span> {
  const trimmed = trim(text, span);
  if (trimmed.start < trimmed.end) yield trimmed;
}

/** What most lines that another one follows come up to; the last of a paragraph may be of any length. */
function widthOf(lines: readonly Line[]): number {
  const full = lines
    .filter((_, i) => lines[i + 1]?.isAfterGap === false)
    .map(({ indent, said }) => indent + columnsOf(said))
    .sort((a, b) => a - b);
  return asWidth(full[Math.floor(0.95 * full.length)] ?? 0);
}

/** The columns that lines are wrapped at, if these are the most they have; endless where they are too many for that. */
export function asWidth(columns: number): number {
  return columns > MAX_WIDTH ? Number.POSITIVE_INFINITY : Math.max(MIN_WIDTH, columns);
}

/** Columns that `text` takes: two for a Chinese character, four for a tab. */
function columnsOf(text: string): number {
  return text.length + (text.match(WIDE)?.length ?? 0) + (TAB_COLUMNS - 1) * (text.match(/\t/g)?.length ?? 0);
}
