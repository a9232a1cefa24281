import { Worker } from 'node:worker_threads';
import workerpool from 'workerpool';
import type { Reading, Refusal } from './reader.ts';
import type { Watch } from './worker-watch.ts';

/** Libraries are loaded with the first file that needs them. */
const FORMATS = {
  markdown: async () => (await import('./markdown.ts')).readMarkdown,
  html: async () => (await import('./html.ts')).readHtml,
  docx: async () => (await import('./docx.ts')).readDocx,
  pdf: async () => (await import('./pdf.ts')).readPdf,
};

export type Format = keyof typeof FORMATS;

/** What a process for reading does, given how many megabytes it may have: it reads one file after the other. */
async function read(format: Format, bytes: Uint8Array): Promise<Reading | Refusal> {
  const readFormat = await FORMATS[format]();
  return readFormat(bytes);
}

const watch: Watch = { megabytes: Number(process.argv[2]) };
new Worker(new URL('./worker-watch.ts', import.meta.url), { workerData: watch }).unref();
workerpool.worker({ read });
