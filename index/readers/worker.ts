import { Worker } from 'node:worker_threads';
import workerpool from 'workerpool';
import { detectLanguage } from '../language.ts';
import type { Reading, Refusal } from './reader.ts';

/** Libraries are loaded with the first file that needs them. */
const FORMATS = {
  text: async () => (await import('./text.ts')).readText,
  markdown: async () => (await import('./markdown.ts')).readMarkdown,
  html: async () => (await import('./html.ts')).readHtml,
  docx: async () => (await import('./docx.ts')).readDocx,
  pdf: async () => (await import('./pdf.ts')).readPdf,
};

/** Each is a passage at least, with a place in the index: more would take the memory of all other documents. */
const MAX_PARAGRAPHS = 100_000;

export type Format = keyof typeof FORMATS;

/** What a process for reading does, given what a file may cost: it reads one file after the other. */
async function read(format: Format, bytes: Uint8Array): Promise<Reading | Refusal> {
  watch.postMessage('begun');
  try {
    const readFormat = await FORMATS[format]();
    const reading = await readFormat(bytes);
    if ('refused' in reading) return reading;
    if (reading.blocks.length > MAX_PARAGRAPHS)
      return { refused: `it has more than ${MAX_PARAGRAPHS.toLocaleString('en')} paragraphs: split it` };
    return withLanguage(reading);
  } catch (err) {
    const message = err instanceof Error ? err.message : String(err);
    return { refused: `it cannot be read, it may be damaged (${message.split('\n')[0]})` };
  } finally {
    watch.postMessage('ended');
  }
}

/** What does not say its language is asked here: loading the tables to tell it by would hold up answers. */
function withLanguage(reading: Reading): Reading {
  if (reading.description.language !== undefined) return reading;
  return { ...reading, description: { ...reading.description, language: detectLanguage(reading.text) } };
}

const watch = new Worker(new URL('./worker-watch.ts', import.meta.url), {
  workerData: JSON.parse(process.argv[2] ?? ''),
});
watch.unref();
workerpool.worker({ read });
