import { isEnglishWord } from '../general-english.ts';
import { findRole } from './furniture.ts';
import { looksLikeHeading, startsListItem } from './layout.ts';
import { rowOf } from './parts.ts';
import type { Line } from './pdf-lines.ts';

/** Lines that were wrapped, or that stand alone, with what tells what they are. */
export type Paragraph = {
  readonly kind: 'paragraph' | 'list' | 'table';
  readonly lines: readonly Line[];
  readonly text: string;
};

/** In sizes of the type, and in usual distances of lines. */
const INDENT = 0.8;
const SAME_MARGIN = 0.3;
const BLANK_LINE = 1.35;
const TIGHT_LINE = 1.45;
const ENDS_STATEMENT = /[.!?:;。！？：；…][”’"')）]?$/u;

/** How the lines of a column go: most of them are this far apart, and between these margins. */
type Measure = { readonly leading: number; readonly left: number; readonly right: number };

/** Puts the lines of a page together that are one paragraph, one list or one table. */
export function findParagraphs(lines: readonly Line[]): Paragraph[] {
  const measures = new Map<number, Measure>();
  for (const { column } of lines) {
    if (!measures.has(column)) measures.set(column, measure(lines.filter((line) => line.column === column)));
  }
  const rows = new Set(
    lines.filter(
      (line, i) =>
        isRow(line) && [lines[i - 1], lines[i + 1]].some((next) => next !== undefined && isRow(next)),
    ),
  );
  const groups: Line[][] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    const own = measures.get(line.column);
    if (group !== undefined && own !== undefined && continues(line, group, own, rows)) group.push(line);
    else groups.push([line]);
  }
  return joinItems(groups.map((group) => toParagraph(group, rows)));
}

/** Lines of one paragraph as one text: without the breaks, and without the hyphens that were put in for them. */
export function joinLines(text: string, next: string): string {
  const before = /(?<half>\p{L}+)[-\u00ad\u2010]$/u.exec(text)?.groups?.half;
  const after = /^\p{Ll}+/u.exec(next)?.[0];
  if (before !== undefined && after !== undefined) {
    return (hasHyphen(before.toLowerCase(), after) ? text : text.slice(0, -1)) + next;
  }
  const isHan =
    /[\p{Script=Han}，。、；：！？”）》]$/u.test(text) && /^[\p{Script=Han}“（《\d，。、；：]/u.test(next);
  return isHan ? text + next : `${text} ${next}`;
}

/** "twenty-eight", and not "regu-lation". */
function hasHyphen(before: string, after: string): boolean {
  return isEnglishWord(before) && isEnglishWord(after) && !isEnglishWord(before + after);
}

/** Whether the text stops in the middle of a statement. */
export function isCut(text: string): boolean {
  return !ENDS_STATEMENT.test(text);
}

function measure(lines: readonly Line[]): Measure {
  const distances = lines.slice(1).map((line, i) => line.y - (lines[i]?.y ?? 0));
  const usual = distances.filter((distance) => distance > 0).sort((a, b) => a - b);
  // Not the median: in a text of short paragraphs most distances are those between paragraphs.
  const leading = usual[Math.floor(usual.length / 4)] ?? 0;
  return {
    leading,
    left: Math.min(...lines.map((line) => line.left)),
    right: Math.max(...lines.map((line) => line.right)),
  };
}

function isRow({ cells }: Line): boolean {
  return cells.length > 1;
}

function continues(line: Line, group: readonly Line[], own: Measure, rows: ReadonlySet<Line>): boolean {
  const last = group.at(-1);
  const first = group[0];
  if (last === undefined || first === undefined || last.column !== line.column) return false;
  if (rows.has(line) || rows.has(last)) return rows.has(line) && rows.has(last) && !isFar(line, last, own, 2);
  if (isFar(line, last, own, 1) || Math.abs(line.size - last.size) > 0.08 * last.size) return false;
  const text = line.cells.join(' ');
  if (startsListItem(text)) return false;
  const lastText = last.cells.join(' ');
  if ([lastText, text].some((each) => findRole(each) === 'metadata')) return false;
  if (line.font !== last.font && group.length === 1 && looksLikeHeading(lastText) && !isFull(last, own))
    return false;
  if (startsListItem(first.cells.join(' ')) && line.left > first.left + SAME_MARGIN * line.size) return true;
  if (line.left > last.left + INDENT * line.size && last.left < own.left + SAME_MARGIN * line.size)
    return false;
  return isFull(last, own) || !ENDS_STATEMENT.test(lastText);
}

function isFar(line: Line, last: Line, { leading }: Measure, factor: number): boolean {
  const distance = line.y - last.y;
  return distance < 0 || distance > factor * Math.max(BLANK_LINE * leading, TIGHT_LINE * line.size);
}

function isFull({ right }: Line, own: Measure): boolean {
  return right > own.right - 0.15 * (own.right - own.left);
}

function toParagraph(lines: readonly Line[], rows: ReadonlySet<Line>): Paragraph {
  const [first] = lines;
  if (first !== undefined && rows.has(first)) {
    return { kind: 'table', lines, text: lines.map(({ cells }) => rowOf(cells)).join('\n') };
  }
  const text = lines.map(({ cells }) => cells.join(' ')).reduce(joinLines);
  return { kind: startsListItem(text) && !looksLikeHeading(text) ? 'list' : 'paragraph', lines, text };
}

/** Items that follow each other are one list. */
function joinItems(paragraphs: readonly Paragraph[]): Paragraph[] {
  const joined: Paragraph[] = [];
  for (const paragraph of paragraphs) {
    const last = joined.at(-1);
    if (last?.kind === 'list' && paragraph.kind === 'list') {
      const text = `${last.text}\n${paragraph.text}`;
      joined[joined.length - 1] = { kind: 'list', lines: [...last.lines, ...paragraph.lines], text };
    } else joined.push(paragraph);
  }
  return joined;
}
