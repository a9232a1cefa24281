import { eld } from 'eld/extrasmall';

/** Enough to tell the language of a document by; more only costs time. */
const SAMPLE_CHARS = 4_000;

/** BCP 47 tag of the language most of `text` is written in; `und` (undetermined) if there are no words to tell by. */
export function detectLanguage(text: string): string {
  return eld.detect(text.slice(0, SAMPLE_CHARS)).language || 'und';
}

/** How much `text` is like the language it is most like, from 0 to 1. */
export function detectFit(text: string): number {
  return Math.max(0, ...Object.values(eld.detect(text.slice(0, SAMPLE_CHARS)).getScores()));
}
