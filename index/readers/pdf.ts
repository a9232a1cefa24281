import { findSentences } from '../sentences.ts';
import { looksLikeHeading } from './layout.ts';
import { ListLevels, markerOf } from './markers.ts';
import { headingOf, type Part, partOf, toReading } from './parts.ts';
import { readPdfFile } from './pdf-file.ts';
import { findFurniture } from './pdf-furniture.ts';
import { findLines, type Line } from './pdf-lines.ts';
import { findParagraphs, isCut, joinLines, type Paragraph } from './pdf-paragraphs.ts';
import type { Reading, Refusal } from './reader.ts';

/** Larger than the text by so much, a line stands above it; by so much, it may be the title. */
const HEADING_SIZE = 1.12;
const TITLE_SIZE = 1.25;
const MAX_HEADING_CHARS = 200;
const MAX_HEADING_LINES = 3;
/** Shorter lines are labels, which need no full stop at their end. */
const MIN_CUT_CHARS = 60;

/** The type that most of a document is set in, and the largest on its first page. */
type Type = { readonly size: number; readonly font: string; readonly largest: number };

/** Reads a PDF document: its paragraphs with the page that each starts on. */
export async function readPdf(bytes: Uint8Array): Promise<Reading | Refusal> {
  const file = await readPdfFile(bytes);
  if ('refused' in file) return file;
  const pages = findLines(file.pages);
  const furniture = findFurniture(pages);
  const texts = pages.map((lines) => lines.filter((line) => !furniture.has(line)));
  if (!texts.flat().some(({ cells }) => /[\p{L}\p{N}]/u.test(cells.join('')))) {
    return { refused: 'it holds pictures of text only: run text recognition over it first' };
  }
  const type = findType(texts);
  const parts: Part[] = [];
  pages.forEach((lines, i) => {
    const page = i + 1;
    for (const paragraph of findParagraphs(texts[i] ?? [])) addParagraph(parts, paragraph, page, type);
    const around = lines.filter((line) => furniture.has(line));
    parts.push(...around.map(({ cells }) => partOf('furniture', cells.join(' '), { page })));
  });
  return toReading(parts, { description: {}, recordedTitle: file.recordedTitle });
}

function findType(pages: readonly (readonly Line[])[]): Type {
  const sizes = new Map<number, number>();
  const fonts = new Map<string, number>();
  for (const { cells, size, font } of pages.flat()) {
    const { length } = cells.join('');
    const rounded = Math.round(2 * size) / 2;
    sizes.set(rounded, (sizes.get(rounded) ?? 0) + length);
    fonts.set(font, (fonts.get(font) ?? 0) + length);
  }
  const largest = Math.max(...(pages[0] ?? []).map(({ size }) => size));
  return { size: mostFrequent(sizes) ?? 0, font: mostFrequent(fonts) ?? '', largest };
}

function mostFrequent<T>(counts: ReadonlyMap<T, number>): T | undefined {
  return [...counts].reduce<[T | undefined, number]>(
    (best, [key, count]) => (count > best[1] ? [key, count] : best),
    [undefined, -1],
  )[0];
}

/** Adds the paragraph to the parts, or to the last of them where it goes on from another column or page. */
function addParagraph(parts: Part[], paragraph: Paragraph, page: number, type: Type): void {
  const { kind, text } = paragraph;
  const level = headingLevel(paragraph, page, type);
  if (level > 0) {
    parts.push(headingOf(level, text, page));
    return;
  }
  const at = parts.findLastIndex((part) => part.form !== 'furniture');
  const last = parts[at];
  if (last === undefined || kind !== 'paragraph' || !goesOn(last, text)) {
    parts.push(...partsOf(paragraph, page));
    return;
  }
  const joined = joinLines(last.text, text);
  // The sentence that was cut stays whole, on the page it starts on; what follows it is on this page.
  const cut = last.text.length - 1;
  const sentence = findSentences(joined, { start: 0, end: joined.length }).find(({ end }) => end > cut);
  const end = last.page === page ? joined.length : (sentence?.end ?? joined.length);
  parts[at] = { ...last, text: joined.slice(0, end) };
  if (joined.slice(end).trim() !== '') parts.push(partOf('paragraph', joined.slice(end), { page }));
}

/** The items of a list, the rows of a table, or the one paragraph. */
function partsOf({ kind, text }: Paragraph, page: number): Part[] {
  if (kind === 'paragraph') return [partOf('paragraph', text, { page })];
  const levels = new ListLevels();
  return text.split('\n').map((line) => {
    if (kind === 'table') return partOf('row', line, { page });
    const marker = markerOf(line);
    const level = marker === null ? 1 : levels.levelOf(marker, 0);
    return partOf('item', line, { level, label: marker?.label ?? '', page });
  });
}

function goesOn(last: Part, text: string): boolean {
  if (last.form !== 'paragraph' && last.form !== 'item') return false;
  return isCut(last.text) && (/^\p{Ll}/u.test(text) || last.text.length >= MIN_CUT_CHARS);
}

/** 1 for what may be the title, 2 for other headings, 0 for what is none. */
function headingLevel({ kind, lines, text }: Paragraph, page: number, type: Type): number {
  if (kind === 'table' || text.length > MAX_HEADING_CHARS || lines.length > MAX_HEADING_LINES) return 0;
  if (!/\p{L}/u.test(text)) return 0;
  const size = Math.min(...lines.map((line) => line.size));
  if (page === 1 && size >= TITLE_SIZE * type.size && size > type.largest - 0.5) return 1;
  if (size >= HEADING_SIZE * type.size) return 2;
  const isSetApart = size > 0.95 * type.size && lines.every(({ font }) => font !== type.font);
  return isSetApart && looksLikeHeading(text) ? 2 : 0;
}
