import type { Block, LaidOut, Span } from '../document.ts';
import { findRole, isStamp } from './furniture.ts';
import { ListLevels, markerOf } from './markers.ts';
import { nest } from './nesting.ts';

export const LINE_BREAK = /\r\n|[\n\r\f\v\u0085\u2028\u2029]/g;
const MAX_HEADING_CHARS = 100;
const MAX_HEADING_WORDS = 14;
/** So many heading-like lines in a row are a list, not headings. */
const MAX_HEADINGS_IN_A_ROW = 4;
const ENDS_SENTENCE = /[.。;；,，:：!！?？…"”'’」』]$/u;
const LIST_MARKER =
  /^(?:[-*•·‣▪◦–—]\s|[(（]?(?:\d{1,3}|[a-z]|[ivxlc]{1,5}|[一二三四五六七八九十]{1,3})[)）]|(?:\d{1,3}|[a-z])\.\s|[一二三四五六七八九十]{1,3}、)/iu;

/** Lines of `text` that hold more than white space, trimmed, grouped into paragraphs by the blank lines between. */
export function findParagraphs(text: string): Span[][] {
  const paragraphs: Span[][] = [];
  let current: Span[] = [];
  let lineStart = 0;
  const endLine = (lineEnd: number): void => {
    const line = trim(text, { start: lineStart, end: lineEnd });
    if (line.start < line.end) current.push(line);
    else if (current.length > 0) {
      paragraphs.push(current);
      current = [];
    }
  };
  for (const { index, 0: lineBreak } of text.matchAll(LINE_BREAK)) {
    endLine(index);
    lineStart = index + lineBreak.length;
  }
  endLine(text.length);
  if (current.length > 0) paragraphs.push(current);
  return paragraphs;
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

/** Whether the line opens an item of a list, such as `- `, `(a)`, `2.` or `三、`. */
export function startsListItem(line: string): boolean {
  return LIST_MARKER.test(line);
}

/**
 * How a plain text is laid out: what is its title, what are headings, what is furniture. Lines in front of the
 * title (a site's name, a breadcrumb) are furniture. Without a line that could be a title there is none.
 */
export function findBlocks(text: string): Block[] {
  const units = joinLists(
    text,
    findParagraphs(text).flatMap((lines) => splitOffHeadings(text, lines)),
  );
  const kinds = units.map((unit) => classify(text, unit));
  const firstBody = kinds.indexOf('body');
  const head = kinds.slice(0, firstBody < 0 ? kinds.length : firstBody);
  const title = findTitle(text, units, head);
  if (title >= 0) kinds[title] = 'title';
  kinds.forEach((kind, i) => {
    if (i < title && kind === 'heading') kinds[i] = 'furniture'; // The site's name.
  });
  demoteLists(kinds);
  const levels = new ListLevels();
  const laidOut = units.flatMap((unit, i): LaidOut[] => {
    const kind = kinds[i] ?? 'body';
    if (kind === 'body') return splitItems(text, unit, levels);
    if (kind === 'heading') levels.end();
    const isHeading = kind === 'heading' || kind === 'title';
    const form = isHeading ? 'heading' : 'paragraph';
    return [{ ...unit, kind, form, level: kind === 'heading' ? 1 : 0, label: '', page: null }];
  });
  return nest(text, laidOut);
}

/** The items of a list, each with the lines that go on with it, and what stands in front of the first. */
function splitItems(text: string, unit: Span, levels: ListLevels): LaidOut[] {
  const found: LaidOut[] = [];
  const lines = findParagraphs(text.slice(unit.start, unit.end)).flat();
  for (const { start, end } of lines) {
    const line = { start: unit.start + start, end: unit.start + end };
    const marker = markerOf(text.slice(line.start, line.end));
    const last = found.at(-1);
    if (marker !== null) {
      const indent = line.start - (text.lastIndexOf('\n', line.start) + 1);
      const level = levels.levelOf(marker, indent);
      found.push({ ...line, kind: 'body', form: 'item', level, label: marker.label, page: null });
    } else if (last !== undefined) found[found.length - 1] = { ...last, end: line.end };
    else found.push({ ...line, kind: 'body', form: 'paragraph', level: 0, label: '', page: null });
  }
  return found;
}

/** A list stays with the words that open it ("Staff may:"), whatever blank lines there are: its items say nothing without. */
function joinLists(text: string, units: readonly Span[]): Span[] {
  const joined: Span[] = [];
  let isOpen = false;
  for (const unit of units) {
    const last = joined.at(-1);
    const isItem = startsListItem(text.slice(unit.start, unit.end));
    if (isOpen && isItem && last !== undefined)
      joined[joined.length - 1] = { start: last.start, end: unit.end };
    else joined.push(unit);
    isOpen = (isOpen && isItem) || /[:：]$/u.test(text.slice(unit.start, unit.end));
  }
  return joined;
}

/** Headings and furniture that stand in the same run of lines as the text below them are split off. */
function splitOffHeadings(text: string, lines: readonly Span[]): Span[] {
  const isText = lines.findIndex((line, i) => !standsAlone(text, line, lines[i + 1]));
  const first = lines[isText];
  if (first === undefined) return [...lines];
  return [...lines.slice(0, isText), { start: first.start, end: lines.at(-1)?.end ?? first.end }];
}

function standsAlone(text: string, { start, end }: Span, following: Span | undefined): boolean {
  if (following === undefined) return true;
  const line = text.slice(start, end);
  const next = text.slice(following.start, following.end);
  if (startsListItem(next)) return false;
  if (findRole(line) !== null) return true;
  return looksLikeHeading(line) && (isStamp(next) || (!looksLikeHeading(next) && next.length > line.length));
}

function classify(text: string, { start, end }: Span): Block['kind'] {
  const line = text.slice(start, end);
  return findRole(line) ?? (looksLikeHeading(line) ? 'heading' : 'body');
}

/** Whether a line, by its form alone, could stand above a text. */
export function looksLikeHeading(line: string): boolean {
  if (line.length > MAX_HEADING_CHARS || /[\n\r]/.test(line) || ENDS_SENTENCE.test(line)) return false;
  if (!/\p{L}/u.test(line) || /^\p{Ll}/u.test(line)) return false;
  return line.split(/\s+/).length <= MAX_HEADING_WORDS && !/^[-*•·‣▪◦]\s/u.test(line);
}

/** The line above the time stamp, where a page has one below a heading; else the first heading in front of the text. */
function findTitle(text: string, units: readonly Span[], head: readonly Block['kind'][]): number {
  const stamp = units.findIndex(({ start, end }, i) => i < head.length && isStamp(text.slice(start, end)));
  const aboveStamp = stamp < 0 ? -1 : head.lastIndexOf('heading', stamp);
  return aboveStamp >= 0 ? aboveStamp : head.indexOf('heading');
}

/** Headings stand above text. A run of short lines, or one that nothing follows, is a list or a closing line. */
function demoteLists(kinds: Block['kind'][]): void {
  for (let start = 0; start < kinds.length; start += 1) {
    if (kinds[start] !== 'heading') continue;
    let end = start;
    while (kinds[end] === 'heading') end += 1;
    if (end - start > MAX_HEADINGS_IN_A_ROW || kinds[end] !== 'body') kinds.fill('body', start, end);
    start = end;
  }
}
