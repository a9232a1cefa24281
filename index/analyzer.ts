import { LRUCache } from 'lru-cache';
import { allMatches } from './all-matches.ts';
import { baseOf } from './irregular-forms.ts';
import { isMeant } from './meant-words.ts';
import { COMPOUND_NUMBER, wordToDigits } from './number-words.ts';
import { findReadings } from './readings.ts';
import { fullTermOf } from './short-words.ts';
import { simplify } from './simplify.ts';
import { stemOf } from './stemming.ts';
import { isStopWord } from './stop-words.ts';
import { findWords } from './unspaced-words.ts';

/** What is looked up for a stretch of a text. `start` and `end` are UTF-16 offsets into the text that was analyzed. */
type Written = {
  /** What the index holds: normalised, with number words as digits and English words stemmed. */
  readonly term: string;
  /** The word as written, but for case, width, accents and possessives. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
};

/** Another way to read the word, alone or with what follows it. */
type OtherReading = Written & {
  /** Whether it is said beside what the words say, rather than being the same: the dollars in "$15". */
  readonly isBeside: boolean;
};

/** One word of a text. */
export type Token = Written & {
  /** A word of grammar, neither indexed nor asked. */
  readonly stop: boolean;
  readonly others?: readonly OtherReading[];
};

/** Characters that are invisible inside a word: soft hyphen, zero-width space and joiners, byte order mark. */
const INVISIBLE = '\\u00ad\\u200b-\\u200d\\u2060\\ufeff';
/** Scripts written without spaces. */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
/** What is unspaced, a number and its unit are groups without names: a match of names takes twice the time to make. */
const RUN = new RegExp(
  [
    `([${UNSPACED}]+)`,
    // "C++" and "C#" are languages of their own.
    '(?<![\\p{L}\\p{N}])\\p{L}(?:\\+\\+|#)(?![\\p{L}\\p{N}+#])',
    `(\\p{Nd}+(?:[.,．]\\p{Nd}+)*)((?:(?![${UNSPACED}])\\p{L})*)`,
    `\\b${COMPOUND_NUMBER}\\b`,
    // "e-commerce" and "x-ray" are one word; other hyphens part words.
    `(?:\\p{L}[-‐‑])?(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}${INVISIBLE}])+(?:['’](?:(?![${UNSPACED}])[\\p{L}\\p{M}])+)*`,
  ].join('|'),
  'giu',
);
/** Letters that are no letter with an accent, as they are written without a keyboard for them. */
const LATIN: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ł: 'l' };
const LETTERS = /[ßæœøđł]/gu;
/** "GPs", "IDs" */
const ACRONYMS = /^\p{Lu}{2,}s$/u;
const ORDINAL = /^(?:st|nd|rd|th)$/u;
const INVISIBLE_CHARS = new RegExp(`[${INVISIBLE}]`, 'gu');
const HAN = /^\p{Script=Han}+$/u;
const PLAIN = /^[a-z]+$/i;

/**
 * Words of a text in order. Chinese is cut into words by a dictionary; inside long words, and over runs of single
 * characters that the dictionary does not know, pairs of characters stand too, so that 互联网 is found however
 * it is cut, and in such runs each character as well. Such tokens overlap; all others follow each other.
 */
export function analyze(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of allMatches(RUN, text)) {
    for (const token of readRun(match)) if (token !== null) tokens.push(inContext(token, text));
  }
  return withOtherReadings(tokens, text);
}

function inContext(token: Token, text: string): Token {
  return token.stop && isMeant(text, token.start, token.end) ? { ...token, stop: false } : token;
}

/** A reading stands with the first word of meaning that it covers, or with the one beside a sign. */
function withOtherReadings(tokens: readonly Token[], text: string): Token[] {
  const readings = new Map<number, OtherReading[]>();
  for (const { word, start, end, isBeside } of findReadings(text)) {
    const first = firstEndingBehind(tokens, start);
    let at = first;
    while (tokens[at]?.stop && (tokens[at]?.start ?? end) < end) at += 1;
    const token = tokens[at];
    if (token === undefined || token.start >= end || token.stop) continue;
    const normal = normalizeWord(word);
    const other = { term: toTerm(normal), word: normal, start, end, isBeside };
    if (other.term !== token.term || end > token.end) readings.set(at, [...(readings.get(at) ?? []), other]);
  }
  if (readings.size === 0) return [...tokens];
  return tokens.map((token, i) => {
    const others = readings.get(i);
    return others === undefined ? token : { ...token, others };
  });
}

/** Position of the first of the tokens, which are in the order of their starts, that reaches beyond `offset`. */
function firstEndingBehind(tokens: readonly Token[], offset: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function readRun({ 0: run, 1: unspaced, 2: number, 3: unit = '', index }: RegExpExecArray): (Token | null)[] {
  if (unspaced !== undefined) return analyzeUnspaced(simplify(unspaced), index);
  return number === undefined ? [toToken(run, index)] : analyzeNumber(number, unit, index);
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
  const joined = word.replace(/[-‐‑]/gu, '').replace(LETTERS, (letter) => LATIN[letter] ?? letter);
  const full = fullTermOf(joined);
  if (full !== undefined) return full;
  return /^[a-z]{4,}$/.test(joined) ? stemOf(joined) : baseOf(joined);
}

function toToken(written: string, start: number): Token | null {
  const { term, word, stop } = readWord(written);
  return word === '' ? null : { term, word, start, end: start + written.length, stop };
}

type Word = Pick<Token, 'term' | 'word' | 'stop'>;

const words = new Map<string, Word>();
/** More than a document has; then they are gathered anew, which costs less than to keep an order among them at each word. */
const MAX_KEPT_WORDS = 20_000;

/** A word wherever it stands: texts repeat their words. */
function readWord(written: string): Word {
  const known = words.get(written);
  if (known !== undefined) return known;
  const word = normalizeWord(written);
  const singular = ACRONYMS.test(written) ? word.slice(0, -1) : word;
  const read = { term: toTerm(singular), word, stop: isStopWord(word) };
  if (words.size >= MAX_KEPT_WORDS) words.clear();
  words.set(written, read);
  return read;
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
