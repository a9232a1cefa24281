import { fileURLToPath } from 'node:url';
import { getDocument, type PDFDocumentProxy, Util, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Refusal } from './reader.ts';

/** Some words of a page, as they were set in one go. Lengths are points; `y` is the base line, from the top down. */
export type Run = {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
  readonly font: string;
  /** Whether the file has a space in front of it. */
  readonly spaced: boolean;
};

/** What a PDF file holds. */
export type PdfFile = {
  /** The runs of each page, in the order of the file. */
  readonly pages: readonly (readonly Run[])[];
  readonly recordedTitle: string | null;
};

const MAX_PAGES = 2_000;

/** Bytes at either end that the marks of a PDF file may lie in. */
const MARGIN_BYTES = 1_024;

const DATA = fileURLToPath(new URL('.', import.meta.resolve('pdfjs-dist/package.json')));
/** Bullets of the symbol fonts of Word, which have no characters of their own. */
const BULLETS = /[\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc\uf076]/g;

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
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const file = await task.promise;
    if (file.numPages > MAX_PAGES) return { refused: `it has more than ${MAX_PAGES} pages` };
    const pages: Run[][] = [];
    for (let number = 1; number <= file.numPages; number += 1) pages.push(await readRuns(file, number));
    return { pages, recordedTitle: await readTitle(file) };
  } catch (err) {
    return { refused: reasonFor(err) };
  } finally {
    await task.destroy();
  }
}

async function readRuns(file: PDFDocumentProxy, number: number): Promise<Run[]> {
  const page = await file.getPage(number);
  const { transform } = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  page.cleanup();
  const runs: Run[] = [];
  let spaced = false;
  for (const item of items) {
    if (!('str' in item)) continue;
    const text = item.str.replace(BULLETS, '•');
    if (text.trim() === '') {
      spaced ||= text !== '' || item.hasEOL;
      continue;
    }
    const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = Util.transform(transform, item.transform) as number[];
    // Text that does not run from left to right is a watermark or a label of a drawing.
    if (Math.abs(b) < 0.1 * Math.abs(a)) {
      runs.push({ text, x, y, width: item.width, size: Math.hypot(c, d), font: item.fontName, spaced });
    }
    spaced = item.hasEOL;
  }
  return runs;
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
