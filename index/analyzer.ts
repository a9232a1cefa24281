import { LRUCache } from 'lru-cache';
import { COMPOUND_NUMBER, wordToDigits } from './number-words.ts';
import { simplify } from './simplify.ts';
import { stemOf } from './stemming.ts';
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
    `(?<unspaced>[${UNSPACED}]+)`,
    `(?<number>\\p{Nd}+(?:[.,]\\p{Nd}+)*)(?<unit>(?:(?![${UNSPACED}])\\p{L})*)`,
    `\\b${COMPOUND_NUMBER}\\b`,
    // "e-commerce" and "x-ray" are one word; other hyphens part words.
    `(?:\\p{L}[-‐‑])?(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}${INVISIBLE}])+(?:['’](?:(?![${UNSPACED}])[\\p{L}\\p{M}])+)*`,
  ].join('|'),
  'giu',
);
const ORDINAL = /^(?:st|nd|rd|th)$/u;
const INVISIBLE_CHARS = new RegExp(`[${INVISIBLE}]`, 'gu');
const NUMERAL = /^[〇零一二三四五六七八九十百千万亿]+$/u;
/** A Chinese year, digit by digit; the dictionary would cut 二〇三五年 before 五年, "five years". */
const YEAR = /([〇零一二三四五六七八九]{4}(?=年))/u;
const HAN = /^\p{Script=Han}+$/u;
const PLAIN = /^[a-z]+$/i;
const SEGMENTER = new Intl.Segmenter('zh', { granularity: 'word' });

/**
 * Words of a text in order. Chinese is cut into words by a dictionary; inside long words, and over runs of single
 * characters that the dictionary does not know, pairs of characters stand too, so that 互联网 is found however
 * it is cut, and in such runs each character as well. Such tokens overlap; all others follow each other.
 */
export function analyze(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(RUN)) {
    for (const token of readRun(match[0], match.index, match.groups ?? {}))
      if (token !== null) tokens.push(token);
  }
  return tokens;
}

function readRun(
  run: string,
  start: number,
  { unspaced, number, unit = '' }: Record<string, string>,
): (Token | null)[] {
  if (unspaced !== undefined) return analyzeUnspaced(simplify(unspaced), start);
  return number === undefined ? [toToken(run, start)] : analyzeNumber(number, unit, start);
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
  return /^[a-z]{4,}$/.test(joined) ? stemOf(joined) : joined;
}

function toToken(written: string, start: number): Token | null {
  const word = normalizeWord(written);
  if (word === '') return null;
  return { term: toTerm(word), word, start, end: start + written.length, stop: isStopWord(word) };
}

/** "1,000" is 1000, "100Mbps" two words, "5G" and "14th" one. */
function analyzeNumber(number: string, unit: string, start: number): (Token | null)[] {
  const digits = normalizeWord(number).replace(/,(?=\d{3}(?!\d))/gu, '');
  const middle = start + number.length;
  const end = middle + unit.length;
  const suffix = normalizeWord(unit);
  if (suffix.length < 2 || ORDINAL.test(suffix)) {
    const word = digits + suffix;
    return [{ term: word, word, start, end, stop: false }];
  }
  return [{ term: digits, word: digits, start, end: middle, stop: false }, toToken(unit, middle)];
}

function analyzeUnspaced(run: string, offset: number): (Token | null)[] {
  const tokens: (Token | null)[] = [];
  const push = (from: number, to: number): void => {
    tokens.push(toToken(run.slice(from, to), offset + from));
  };
  for (const { start, end, kind } of findWords(run)) {
    const isLong = kind === 'word' && end - start > 2 && HAN.test(run.slice(start, end));
    if (kind !== 'unknown') push(start, end);
    for (let i = start; i < end; i += 1) {
      if (kind === 'unknown') push(i, i + 1);
      if ((kind === 'unknown' || isLong) && i + 2 <= end) push(i, i + 2);
    }
  }
  return tokens;
}

type UnspacedWord = { readonly start: number; end: number; readonly kind: 'word' | 'numeral' | 'unknown' };

/** Words by the dictionary; neighbouring numerals are one, and so are neighbouring characters it does not know. */
function findWords(run: string): UnspacedWord[] {
  const words: UnspacedWord[] = [];
  let offset = 0;
  for (const part of run.split(YEAR)) {
    for (const { segment, index } of SEGMENTER.segment(part)) {
      const kind = kindOf(segment);
      const last = words.at(-1);
      const start = offset + index;
      if (kind !== 'word' && last?.kind === kind) last.end = start + segment.length;
      else words.push({ start, end: start + segment.length, kind });
    }
    offset += part.length;
  }
  return words;
}

function kindOf(segment: string): UnspacedWord['kind'] {
  if (NUMERAL.test(segment)) return 'numeral';
  return segment.length === 1 && !isStopWord(segment) ? 'unknown' : 'word';
}
