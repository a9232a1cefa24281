import { LRUCache } from 'lru-cache';
import { stemmer } from 'stemmer';
import { COMPOUND_NUMBER, wordToDigits } from './number-words.ts';
import { isStopWord } from './stop-words.ts';

/** One word of a text, as it is looked up. `start` and `end` are UTF-16 offsets into the text that was analyzed. */
export type Token = {
  /** What the index holds: normalised, with number words as digits and English words stemmed. */
  readonly term: string;
  /** The word as written, but for case, width, accents and possessives. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
  /** A word of grammar, neither indexed nor asked. */
  readonly stop: boolean;
};

/** Characters that are invisible inside a word: soft hyphen, zero-width space and joiners, byte order mark. */
const INVISIBLE = '\\u00ad\\u200b-\\u200d\\u2060\\ufeff';
/** Scripts written without spaces. */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const RUN = new RegExp(
  [
    // A Chinese year, digit by digit.
    '(?<year>[〇零一二三四五六七八九]{4})(?=年)',
    `(?<unspaced>[${UNSPACED}]+?)(?=[〇零一二三四五六七八九]{4}年|(?![${UNSPACED}]))`,
    `(?<number>\\p{Nd}+(?:[.,]\\p{Nd}+)*)(?<unit>(?:(?![${UNSPACED}])\\p{L})*)`,
    `\\b${COMPOUND_NUMBER}\\b`,
    // "e-commerce" and "x-ray" are one word; other hyphens part words.
    `(?:\\p{L}[-‐‑])?(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}${INVISIBLE}])+(?:['’](?:(?![${UNSPACED}])[\\p{L}\\p{M}])+)*`,
  ].join('|'),
  'giu',
);
const ORDINAL = /^(?:st|nd|rd|th)$/u;
const INVISIBLE_CHARS = new RegExp(`[${INVISIBLE}]`, 'gu');
const HAN = /^\p{Script=Han}+$/u;
const PLAIN = /^[a-z]+$/i;
const SEGMENTER = new Intl.Segmenter('zh', { granularity: 'word' });

/**
 * Words of a text in order. Chinese is cut into words by a dictionary; inside long words, and over runs of single
 * characters that the dictionary does not know, pairs of characters stand too, so that 互联网 is found however
 * it is cut. Such tokens overlap; all others follow each other.
 */
export function analyze(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(RUN)) {
    const { unspaced, number, unit = '' } = match.groups ?? {};
    const start = match.index;
    if (unspaced !== undefined) tokens.push(...analyzeUnspaced(unspaced, start));
    else if (number !== undefined) tokens.push(...analyzeNumber(number, unit, start));
    else {
      const token = toToken(match[0], start);
      if (token !== null) tokens.push(token);
    }
  }
  return tokens;
}

/** A word as it is compared: compatibility forms, case and accents folded, possessive and invisible characters off. */
export function normalizeWord(word: string): string {
  if (PLAIN.test(word)) return word.toLowerCase();
  return word
    .normalize('NFKD')
    .replace(INVISIBLE_CHARS, '')
    .replace(/[\u0300-\u036f]/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’']s?$/u, '')
    .replace(/['’]/gu, '');
}

/** Stemming is most of the work of building an index, and texts repeat their words. */
const terms = new LRUCache<string, string>({ max: 20_000 });

/** The term the index holds for a normalised word. */
export function toTerm(word: string): string {
  const known = terms.get(word);
  if (known !== undefined) return known;
  const term = makeTerm(word);
  terms.set(word, term);
  return term;
}

function makeTerm(word: string): string {
  const digits = wordToDigits(word.replace(/[‐‑ ]/u, '-'));
  if (digits !== null) return digits;
  const joined = word.replace(/[-‐‑]/gu, '');
  return /^[a-z]{4,}$/.test(joined) ? stemmer(joined) : joined;
}

function toToken(written: string, start: number): Token | null {
  const word = normalizeWord(written);
  if (word === '') return null;
  return { term: toTerm(word), word, start, end: start + written.length, stop: isStopWord(word) };
}

/** "1,000" is 1000, "100Mbps" two words, "5G" and "14th" one. */
function analyzeNumber(number: string, unit: string, start: number): Token[] {
  const digits = normalizeWord(number).replace(/,(?=\d{3}(?!\d))/gu, '');
  const middle = start + number.length;
  const end = middle + unit.length;
  const suffix = normalizeWord(unit);
  if (suffix.length < 2 || ORDINAL.test(suffix)) {
    const word = digits + suffix;
    return [{ term: word, word, start, end, stop: false }];
  }
  const rest = toToken(unit, middle);
  const value = { term: digits, word: digits, start, end: middle, stop: false };
  return rest === null ? [value] : [value, rest];
}

function analyzeUnspaced(run: string, offset: number): Token[] {
  const tokens: Token[] = [];
  const push = (from: number, to: number): void => {
    const token = toToken(run.slice(from, to), offset + from);
    if (token !== null) tokens.push(token);
  };
  const pushPairs = (from: number, to: number): void => {
    for (let i = from; i + 2 <= to; i += 1) push(i, i + 2);
  };
  let singles = 0;
  const closeSingles = (end: number): void => {
    if (singles === 1) push(end - 1, end);
    else if (singles > 1) pushPairs(end - singles, end);
    singles = 0;
  };
  for (const { segment, index } of SEGMENTER.segment(run)) {
    if (segment.length === 1 && !isStopWord(segment)) {
      singles += 1;
      continue;
    }
    closeSingles(index);
    push(index, index + segment.length);
    if (segment.length > 2 && HAN.test(segment) && wordToDigits(segment) === null)
      pushPairs(index, index + segment.length);
  }
  closeSingles(run.length);
  return tokens;
}
