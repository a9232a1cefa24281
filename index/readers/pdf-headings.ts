import { findDates } from '../dates.ts';
import { findRole, isStamp } from './furniture.ts';
import { looksLikeHeading } from './layout.ts';
import { markerOf } from './markers.ts';
import { isCut } from './pdf-joining.ts';
import type { Line, Table } from './pdf-layout.ts';
import { isMarked, isParagraph, type Paragraph } from './pdf-paragraphs.ts';

/** Larger than the text by so much, a line stands above it; by so much, it may be the title. */
const HEADING_SIZE = 1.12;
const TITLE_SIZE = 1.25;
const MAX_HEADING_CHARS = 200;
const MAX_HEADING_LINES = 3;
const MAX_CAPITALS_CHARS = 80;
/** In sizes of the type: lines of one title stand no farther apart. */
const TITLE_LEADING = 2.4;
/** Lines farther apart are not of one paragraph; without any to tell by, they are so far apart. */
const MAX_LEADING = 2.5;
const USUAL_LEADING = 1.25;
/** What documents of all kinds have: no title of one. */
const SECTION_NAME =
  /^(?:executive summary|introduction|overview|foreword|preface|summary|abstract|(?:table of )?contents|目[录錄]|前言|引言)$/iu;
const REVISION =
  /\b(?:revis|updat|amend|effective|adopt|approv|version|issued|publish|draft|rev\.|as of)|修订|修訂|发布|發布|生效|版/iu;

/** Chapters of Chinese rules are often set as their text is. */
const CHINESE_CHAPTER = /^第\S{1,5}[编編章节節](?:\s|$)/u;
const MAX_CHAPTER_HAN = 30;

/** The type that most of a document is set in. */
export type Type = {
  readonly size: number;
  readonly font: string;
  readonly isBold: boolean;
  /** How far lines that follow each other are apart, in sizes of the type. */
  readonly leading: number;
};

/** The type of most characters. */
export function typeOf(lines: readonly Pick<Line, 'text' | 'size' | 'font' | 'y'>[]): Type {
  const sizes = new Map<number, number>();
  const fonts = new Map<string, number>();
  const weights = new Map<boolean, number>();
  const distances = new Map<number, number>();
  for (const [i, { text, size, font, y }] of lines.entries()) {
    const distance = (y - (lines[i - 1]?.y ?? y)) / size;
    if (distance > 0.9 && distance < MAX_LEADING) add(distances, Math.round(20 * distance) / 20, 1);
    add(sizes, Math.round(2 * size) / 2, text.length);
    add(fonts, font.name, text.length);
    add(weights, font.isBold, text.length);
  }
  return {
    size: mostOf(sizes) ?? 0,
    font: mostOf(fonts) ?? '',
    isBold: mostOf(weights) ?? false,
    leading: mostOf(distances) ?? USUAL_LEADING,
  };
}

function add<T>(counts: Map<T, number>, key: T, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

function mostOf<T>(counts: ReadonlyMap<T, number>): T | undefined {
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** What a paragraph is, where it is more than text: a heading, with its look, or a question that the text below answers. */
export function roleOf({ lines, text }: Paragraph, type: Type): 'heading' | 'question' | null {
  if (
    text.length > MAX_HEADING_CHARS ||
    lines.length > MAX_HEADING_LINES ||
    !/\p{L}/u.test(text) ||
    isRevision(text)
  )
    return null;
  if (lines[0].isSideHeading) return 'heading';
  if (isBulleted(text) || /_{3}/.test(text)) return null;
  const size = Math.min(...lines.map((line) => line.size));
  const isLarge = size >= HEADING_SIZE * type.size;
  const isBold = lines.every(({ font }) => font.isBold) && !type.isBold;
  const isUnderlined = lines.every((line) => line.isUnderlined);
  const isApart =
    isLarge ||
    isBold ||
    isUnderlined ||
    (size > 0.95 * type.size && lines.every(({ font }) => font.name !== type.font));
  if (isApart && /[?？]["”’)]?$/u.test(text)) return 'question';
  if (isLarge && (text.length < MAX_CAPITALS_CHARS || !/[.;,:。；，：]$/u.test(text))) return 'heading';
  const isCapitals = text.length <= MAX_CAPITALS_CHARS && /\p{Lu}{4}/u.test(text) && !/\p{Ll}/u.test(text);
  const isChapter = CHINESE_CHAPTER.test(text) && text.length <= MAX_CHAPTER_HAN;
  return (isApart || isCapitals || isChapter) && looksLikeHeading(text) ? 'heading' : null;
}

/** So many other headings that look like it are sections beside it. */
const MIN_SECTIONS = 2;

/**
 * Whether what stands on top heads no more than the text right below it: others that look alike head other sections, and the
 * document has no title.
 */
export function isSection(title: readonly Paragraph[], all: readonly Paragraph[], type: Type): boolean {
  const [first] = title;
  const next = all[all.findLastIndex((each) => title.includes(each)) + 1];
  if (first === undefined || next === undefined || roleOf(next, type) === 'heading' || isRevision(next.text))
    return false;
  const alike = all.filter(
    (each) => !title.includes(each) && roleOf(each, type) === 'heading' && lookOf(each) === lookOf(first),
  );
  return alike.length >= MIN_SECTIONS;
}

/** The paragraphs of the first page that are the title of the document together, if any are. */
export function findTitle(
  first: readonly Paragraph[],
  type: Type,
  recorded: string | null,
): readonly Paragraph[] {
  const large = first.filter(
    ({ lines, text }) =>
      text.length <= MAX_HEADING_CHARS &&
      /\p{L}{2}/u.test(text) &&
      lines[0].size >= TITLE_SIZE * type.size &&
      !isRevision(text) &&
      !SECTION_NAME.test(text),
  );
  const known =
    recorded === null ? undefined : first.find(({ text }) => text.length > 3 && alike(text, recorded));
  if (known !== undefined) return [known];
  const largest = Math.max(...large.map(({ lines }) => lines[0].size));
  const start = large.findIndex(({ lines }) => lines[0].size > largest - 0.5);
  const title: Paragraph[] = [];
  for (const paragraph of large.slice(Math.max(0, start))) {
    const last = title.at(-1)?.lines.at(-1);
    const [line] = paragraph.lines;
    const isNext =
      last === undefined ||
      (Math.abs(line.size - last.size) < 0.5 &&
        line.y > last.y &&
        line.y - last.y < TITLE_LEADING * line.size);
    if (!isNext || title.map(({ text }) => text).join(' ').length > MAX_HEADING_CHARS) break;
    title.push(paragraph);
  }
  return title;
}

/** "Last revised January 2024": what a title page says beside the title. */
export function isRevision(text: string): boolean {
  return (
    isStamp(text) ||
    findRole(text) === 'metadata' ||
    (REVISION.test(text) &&
      (findDates(text).length > 0 || /\b(?:19|20)\d\d\b|\bv(?:ersion)?\.?\s*\d/iu.test(text)))
  );
}

function alike(text: string, other: string): boolean {
  return letters(text) === letters(other);
}

export function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Ranks the looks of headings: the larger, and then the bolder, stand above the others. */
export function rankHeadings(headings: readonly Paragraph[]): (heading: Paragraph) => number {
  const looks = [...new Set(headings.map(lookOf))].sort((a, b) => b - a);
  return (heading) => looks.indexOf(lookOf(heading));
}

/** The larger the number, the higher the heading. */
function lookOf({ lines, text }: Paragraph): number {
  const [{ size, font }] = lines;
  const division = DIVISIONS.findIndex((pattern) => pattern.test(text));
  const look = 4 * Math.round(2 * size) + (font.isBold ? 2 : 0) + (/\p{Ll}/u.test(text) ? 0 : 1);
  return look + (division < 0 ? 0 : (DIVISIONS.length - division) / (DIVISIONS.length + 1));
}

/** Parts of rules that hold those after them, in looks that are alike. */
const DIVISIONS: readonly RegExp[] = [
  /^(?:part|title|book|teil)\s+[\dIVXLC]+\b|^第\S{1,4}[编編]/iu,
  /^(?:chapter|division|kapitel|chapitre|capítulo)\s+[\dIVXLC]+\b|^第\S{1,4}章/iu,
  /^(?:article|artikel|artículo|appendix|annex|schedule|anlage)\s+[\dIVXLC]+\b|^第\S{1,4}[节節]/iu,
];

const MAX_ALONE_CHARS = 80;
const MIN_TEXT_CHARS = 80;
const MIN_TEXT_HAN = 30;

/**
 * Headings that are set as the text is: a short line that ends by itself, between a statement that has ended and a longer text
 * that begins at the same margin.
 */
export function standingAlone(blocks: readonly (Paragraph | Table)[]): ReadonlySet<Paragraph> {
  const alone = new Set<Paragraph>();
  // From the end: "II. Travel" stands above "A. Fares", and that above its text; "4.1" does not stand above "4.2".
  for (let i = blocks.length - 1; i >= 0; i -= 1) {
    const [before, block, next] = [blocks[i - 1], blocks[i], blocks[i + 1]];
    if (block === undefined || next === undefined || !isParagraph(block) || !isParagraph(next)) continue;
    const isAbove = alone.has(next) ? isNumberedApart(block, next) : !next.isMarked && isText(next);
    const isBelow = before === undefined || !isParagraph(before) || !isCut(before.text) || isNumbered(before);
    if (isAbove && isBelow && isShort(block, next) && !/[:：]$/u.test(textOf(before))) alone.add(block);
  }
  return alone;
}

/** Whether a line could be a heading by its words, ends by itself, and begins at the margin of what follows. */
function isShort({ lines, text }: Paragraph, next: Paragraph): boolean {
  const [line] = lines;
  const [first] = next.lines;
  if (lines.length > 1 || text.length > MAX_ALONE_CHARS || isRevision(text)) return false;
  const isLike = Math.abs(line.size - first.size) < 0.08 * first.size;
  if (!isLike || Math.abs(line.left - first.left) > 3 * first.size) return false;
  const right = Math.max(...next.lines.map((each) => each.right));
  const isQuestion = /^\p{Lu}.*[?？]$/u.test(text);
  const isName =
    looksLikeHeading(text) && (isNumbered(next) || line.right < right - 0.15 * (right - first.left));
  return (
    isQuestion || (isName && (markerOf(text) === null ? !/[\d:@]/.test(text) : markerOf(text)?.label !== ''))
  );
}

function isBulleted(text: string): boolean {
  return isMarked(text) && (markerOf(text)?.label ?? '') === '';
}

/** A line that begins with a number, and not with a bullet. */
function isNumbered({ text }: Paragraph): boolean {
  return (markerOf(text)?.label ?? '') !== '';
}

/** Whether two lines are numbered, and each in a way of its own. */
function isNumberedApart(block: Paragraph, next: Paragraph): boolean {
  const [style, other] = [block, next].map(({ text }) => markerOf(text)?.readings[0]?.style);
  return isNumbered(block) && isNumbered(next) && style !== other;
}

function isText({ text }: Paragraph): boolean {
  const least = /\p{Script=Han}/u.test(text) ? MIN_TEXT_HAN : MIN_TEXT_CHARS;
  return text.length >= least && !/[?？]$/u.test(text) && findRole(text) === null;
}

function textOf(block: Paragraph | Table | undefined): string {
  return block !== undefined && isParagraph(block) ? block.text : '';
}
