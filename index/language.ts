import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Enough to tell the language of a document by; more only costs time. */
const SAMPLE_CHARS = 4_000;

type Library = typeof import('eld/extrasmall');

const load = createRequire(import.meta.url);
let loaded: Library | null = null;

/** The detector, whose tables take as long to load as many a folder to read: most pages say their language, and need none. */
function detector(): Library['eld'] {
  // What is loaded by its path has no types.
  loaded ??= load(fileURLToPath(import.meta.resolve('eld/extrasmall'))) as Library;
  return loaded.eld;
}

/** BCP 47 tag of the language most of `text` is written in; `und` (undetermined) if there are no words to tell by. */
export function detectLanguage(text: string): string {
  return detector().detect(text.slice(0, SAMPLE_CHARS)).language || 'und';
}

/** How much `text` is like the language it is most like, from 0 to 1. */
export function detectFit(text: string): number {
  return Math.max(0, ...Object.values(detector().detect(text.slice(0, SAMPLE_CHARS)).getScores()));
}
