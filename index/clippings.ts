import { isEnglishWord } from './general-english.ts';
import type { PassageCounts } from './vocabulary.ts';

const MIN_SHORT_CHARS = 3;
const MAX_SHORT_CHARS = 6;
/** What is cut off is longer than an ending: "report" is not short for "reporter". */
const MIN_CUT_CHARS = 4;
const LETTERS = /^[a-z]+$/;
const ENDING = /s$/;

/**
 * Words of documents that a word is short for ("gov", "bldg"), or that are short for it. What is short is no English word, and either
 * begins the long one or has its first and last letters and others in between, in their order.
 */
export function findClipped(word: string, wordCounts: PassageCounts): string[] {
  if (!LETTERS.test(word)) return [];
  const isShort = word.length <= MAX_SHORT_CHARS && !isEnglishWord(word);
  const found: string[] = [];
  for (const known of wordCounts.words()) {
    if (known[0] !== word[0] || !LETTERS.test(known)) continue;
    const isLonger = known.length > word.length;
    if (isLonger ? isShort && isShortFor(word, known) : !isEnglishWord(known) && isShortFor(known, word))
      found.push(known);
  }
  return found;
}

function isShortFor(short: string, long: string): boolean {
  if (short.length < MIN_SHORT_CHARS || short.length > MAX_SHORT_CHARS) return false;
  const [clipped, whole] =
    ENDING.test(short) && ENDING.test(long) ? [short.slice(0, -1), long.slice(0, -1)] : [short, long];
  if (whole.length - clipped.length < MIN_CUT_CHARS) return false;
  return whole.startsWith(clipped) || (clipped.at(-1) === whole.at(-1) && isWithin(clipped, whole));
}

/** Whether letters stand in a word in their order. */
function isWithin(letters: string, word: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = word.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
