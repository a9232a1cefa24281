import { fileURLToPath } from 'node:url';
import { readAnnotations } from './pdf-annotations.ts';
import { type PageFont, readDrawing } from './pdf-drawing.ts';
import type { Box } from './pdf-geometry.ts';
import { letters } from './pdf-headings.ts';
import {
  AnnotationMode,
  getDocument,
  type PDFDocumentProxy,
  type PDFPageProxy,
  VerbosityLevel,
} from './pdf-library.ts';
import { findRows, findRuns } from './pdf-runs.ts';
import { type Segment, segmentsOf } from './pdf-segments.ts';
import { withoutStruck } from './pdf-struck.ts';
import type { Refusal } from './reader.ts';

/** What a PDF file holds. */
export type PdfFile = {
  readonly pages: readonly FilePage[];
  /** Headings that the file lists as bookmarks, by their {@link letters}, with the level of each from 1. */
  readonly outline: ReadonlyMap<string, number>;
  readonly recordedTitle: string | null;
};

/** The words of a page, from the top down and from left to right, and the lines that are drawn on it. */
type FilePage = { readonly segments: readonly Segment[]; readonly rules: readonly Box[] };

const MAX_PAGES = 2_000;

/** Bytes at either end that the marks of a PDF file may lie in. */
const MARGIN_BYTES = 1_024;

const DATA = fileURLToPath(new URL('.', import.meta.resolve('pdfjs-dist/package.json')));

/** Opens a PDF file and takes the words off its pages. */
export async function readPdfFile(bytes: Uint8Array): Promise<PdfFile | Refusal> {
  const buffer = Buffer.from(bytes); // A copy: the library takes what it is given.
  if (!buffer.subarray(0, MARGIN_BYTES).includes('%PDF-'))
    return { refused: 'it is no PDF although its name says so' };
  if (!buffer.subarray(-MARGIN_BYTES).includes('%%EOF'))
    return { refused: 'it is cut short: its end is missing' };
  const task = getDocument({
    data: new Uint8Array(buffer),
    cMapUrl: `${DATA}cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${DATA}standard_fonts/`,
    disableFontFace: true,
    fontExtraProperties: true, // With their names, which say which are bold.
    maxImageSize: 0, // Pictures are not looked at, and to decode them takes long.
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const file = await task.promise;
    if (file.numPages > MAX_PAGES) return { refused: `it has more than ${MAX_PAGES} pages` };
    const pages: FilePage[] = [];
    const layers = await file.getOptionalContentConfig();
    for (let number = 1; number <= file.numPages; number += 1) {
      const page = await file.getPage(number);
      pages.push(await readPage(page, (layer) => layers.isVisible(layer)));
      page.cleanup();
    }
    return { pages, outline: await readOutline(file), recordedTitle: await readTitle(file) };
  } catch (err) {
    return { refused: reasonFor(err) };
  } finally {
    await task.destroy();
  }
}

async function readPage(page: PDFPageProxy, isShown: (layer: unknown) => boolean): Promise<FilePage> {
  const { transform, width, height } = page.getViewport({ scale: 1 });
  const operators = await page.getOperatorList({ annotationMode: AnnotationMode.DISABLE });
  const fontOf = (id: string): PageFont | null => fontIn(page, id);
  const { glyphs, rules } = readDrawing(operators, { transform, width, height, fontOf, isShown });
  const laidUpon = readAnnotations(await page.getAnnotations(), transform, glyphs);
  const shown = [...withoutStruck(glyphs, rules, laidUpon.struck), ...laidUpon.glyphs];
  return { segments: findRows(findRuns(shown)).flatMap(segmentsOf), rules };
}

const BOLD = /bold|black|heavy|semibd|demi|粗/i;

function fontIn(page: PDFPageProxy, id: string): PageFont | null {
  if (!page.commonObjs.has(id)) return null;
  // As `FontFaceObject` of the library, which it types as `any`.
  const font = page.commonObjs.get(id) as {
    readonly name: string;
    readonly vertical: boolean;
    readonly fontMatrix?: readonly number[];
  };
  return {
    name: id,
    isBold: BOLD.test(font.name),
    isVertical: font.vertical,
    unit: font.fontMatrix?.[0] ?? 0.001,
  };
}

const MAX_OUTLINE_DEPTH = 6;

type Bookmark = Awaited<ReturnType<PDFDocumentProxy['getOutline']>>[number];

async function readOutline(file: PDFDocumentProxy): Promise<Map<string, number>> {
  const levels = new Map<string, number>();
  const add = (bookmarks: readonly Bookmark[], level: number): void => {
    for (const { title, items } of bookmarks) {
      const name = letters(title);
      if (name !== '' && !levels.has(name)) levels.set(name, level);
      if (level < MAX_OUTLINE_DEPTH) add(items, level + 1);
    }
  };
  // A file without bookmarks has none to give, whatever the types say.
  add((await file.getOutline()) ?? [], 1);
  return levels;
}

async function readTitle(file: PDFDocumentProxy): Promise<string | null> {
  const { info } = await file.getMetadata();
  return 'Title' in info && typeof info.Title === 'string' && info.Title.trim() !== '' ? info.Title : null;
}

function reasonFor(err: unknown): string {
  if (!(err instanceof Error)) throw err;
  if (err.name === 'PasswordException') return 'it is encrypted: save it without a password';
  return `it is damaged (${err.message}): save it again`;
}
