import { toReading } from './parts.ts';
import { findContents } from './pdf-contents.ts';
import { readPdfFile } from './pdf-file.ts';
import { findFurniture } from './pdf-furniture.ts';
import { typeOf } from './pdf-headings.ts';
import { Joining } from './pdf-joining.ts';
import { layOut } from './pdf-layout.ts';
import { withoutLineNumbers } from './pdf-margins.ts';
import { splitNotes } from './pdf-notes.ts';
import { findParagraphs } from './pdf-paragraphs.ts';
import { type Page, toParts } from './pdf-parts.ts';
import type { Reading, Refusal } from './reader.ts';

/** Reads a PDF document: what it is built of, with the page that each part starts on. */
export async function readPdf(bytes: Uint8Array): Promise<Reading | Refusal> {
  const file = await readPdfFile(bytes);
  if ('refused' in file) return file;
  const all = file.pages.flatMap(({ segments }) => segments);
  if (!all.some(({ text }) => /[\p{L}\p{N}]/u.test(text))) {
    return { refused: 'it holds pictures of text only: run text recognition over it first' };
  }
  const type = typeOf(all);
  const joining = new Joining(all.map(({ text }) => text));
  const unnumbered = file.pages.map(({ segments, rules }) => ({
    segments: withoutLineNumbers(segments),
    rules,
  }));
  const segments = unnumbered.map((page) => page.segments);
  const furniture = new Set([...findFurniture(segments, type.size), ...findContents(segments)]);
  const pages = unnumbered.map(({ segments, rules }): Page => {
    const own = segments.filter((segment) => !furniture.has(segment));
    const { text, notes } = splitNotes(own, type.size, rules);
    const blocks = findParagraphs(layOut(text, rules), type.leading, joining);
    return { blocks, notes, around: segments.filter((segment) => furniture.has(segment)) };
  });
  const parts = toParts(pages, { type, joining, outline: file.outline, recordedTitle: file.recordedTitle });
  return toReading(parts, { description: {}, recordedTitle: file.recordedTitle });
}
