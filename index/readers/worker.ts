import workerpool from 'workerpool';
import type { Reading, Refusal } from './reader.ts';

/** Libraries are loaded with the first file that needs them. */
const FORMATS = {
  markdown: async () => (await import('./markdown.ts')).readMarkdown,
  html: async () => (await import('./html.ts')).readHtml,
  docx: async () => (await import('./docx.ts')).readDocx,
  pdf: async () => (await import('./pdf.ts')).readPdf,
};

export type Format = keyof typeof FORMATS;

/** What a process for reading does: it reads one file after the other. */
async function read(format: Format, bytes: Uint8Array): Promise<Reading | Refusal> {
  const readFormat = await FORMATS[format]();
  return readFormat(bytes);
}

workerpool.worker({ read });
