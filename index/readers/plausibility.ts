import { detectFit } from '../language.ts';

/** Characters of scripts without spaces, and letters of all others, in runs. */
const CHARACTER = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}々〇ー]';
const RUN = new RegExp(`${CHARACTER}+|(?:(?!${CHARACTER})[\\p{L}\\p{M}])+`, 'gu');
const OF_CHARACTERS = new RegExp(`^${CHARACTER}`, 'u');
const HALF_WIDTH = /[\uff66-\uff9f]/;
const NOT_ASCII = /\P{ASCII}/gu;

/** Words as alphabets write them: in small letters, with a capital in front or (McDonald) two, all in capitals; or without capitals. */
const WRITTEN: readonly RegExp[] = [
  ...['Latin', 'Cyrillic', 'Greek'].map(
    (script) =>
      new RegExp(
        `^(?=[\\p{Script=${script}}\\p{Script=Inherited}]+$)(?:\\p{Lu}?[\\p{Ll}\\p{M}]+|[\\p{Lu}\\p{M}]+|\\p{Lu}\\p{Ll}+\\p{Lu}\\p{Ll}{2,})$`,
        'u',
      ),
  ),
  ...['Hebrew', 'Arabic', 'Hangul'].map((script) => new RegExp(`^[\\p{Script=${script}}\\p{M}]+$`, 'u')),
];
/** No Latin word has so many letters in a row that are none of the usual twenty-six, or consists of them. */
const NO_LATIN_WORD = /^(?=.*\p{Script=Latin})(?:.*\P{ASCII}{4}|\P{ASCII}{2,}$)/u;

/** Marks and signs where they are used: a wrong encoding puts them into words, and several in a row. */
const SIGNS: readonly RegExp[] = [
  // Quotation marks that open, close, or stand for an apostrophe.
  /(?<=^|[\s([{<"'/–—-]|\p{Script=Han}|[“‘«„‹「『《（【〈])[“‘«„‹「『《（【〈](?=\S)/gmu,
  /(?<=\S)[”’»“‘›」』》）】〉](?=$|[\s)\]}>"'.,;:!?/–—-]|[”’»」』》）】〉、。，；：！？]|\p{L})/gmu,
  /(?<=^|[\s\p{L}\p{N}\p{P}])[–—―…‥](?=$|[\s\p{L}\p{N}\p{P}…])/gmu,
  /(?<=[\p{Lo}\w）」』》”’％])[、。，；：！？](?!\p{Script=Latin})/gu,
  // Alone, or with numbers: "§ 5", "8 °C", "£9", "½", "•".
  /(?<=^|[\s\d(])[^\p{ASCII}¤\ufffd\p{L}\p{M}\p{C}](?=$|[\s\d.,;:)/%-]|[CF]\b)/gmu,
  // With words: "Acme®", "m²", "¿Qué", "8 µg", a product.
  /(?<=[\p{L}\d)])[²³¹®™©ªº·×](?![\p{Ll}\d]{2})|(?<=^|[\s"'(])[¿¡•☐☑☒✓✔©](?=\p{L})|(?<=\d\s?)µ(?=[gmlsAV])/gmu,
  // Spaces, and marks that do not show.
  /(?<=\S)\u00a0|\u00a0(?=\S)|(?<=\p{L})\u00ad(?=\p{L})|[\u3000\u0085\u2028\u2029\ufeff]/gu,
  /[①-⑳㈠-㈩Ⅰ-Ⅻ]/gu,
];

/** Its dictionary tells words of Chinese and Japanese from characters in no order. */
const DICTIONARY = new Intl.Segmenter('zh', { granularity: 'word' });

/**
 * How likely it is that bytes were meant to be `text`, from 0 to 1: by its characters beyond ASCII, which make words of
 * a language, or stand where such signs do.
 */
export function plausibilityOf(text: string): number {
  const all = countBeyondAscii(text);
  if (all === 0) return 1;
  const spelled: string[] = [];
  let letters = 0;
  let characters = 0;
  for (const { 0: run, index } of text.matchAll(RUN)) {
    if (countBeyondAscii(run) === 0) continue;
    const around = text.charAt(index - 1) + text.charAt(index + run.length);
    if (OF_CHARACTERS.test(run)) characters += countInWords(run, around);
    else {
      spelled.push(run);
      if (isWritten(run, around)) letters += countBeyondAscii(run);
    }
  }
  const signs = SIGNS.reduce((sum, sign) => sum + (text.match(sign)?.length ?? 0), 0);
  const fit = 0.5 + 0.5 * detectFit(spelled.join(' '));
  return Math.min(all, letters * fit + characters + signs * 0.95) / all;
}

function countBeyondAscii(text: string): number {
  return text.match(NOT_ASCII)?.length ?? 0;
}

function isWritten(word: string, around: string): boolean {
  if (NO_LATIN_WORD.test(word) || /\p{L}/u.test(around)) return false;
  return WRITTEN.some((pattern) => pattern.test(word));
}

/** Characters that are part of a word in the dictionary, and half of the others, as single ones are words too. */
function countInWords(run: string, around: string): number {
  if (HALF_WIDTH.test(run) || ([...run].length === 1 && /\p{Script=Latin}/u.test(around))) return 0;
  let sum = 0;
  for (const { segment } of DICTIONARY.segment(run)) {
    const size = [...segment].length;
    sum += size > 1 || /\p{Script=Hiragana}/u.test(segment) ? size : 0.5;
  }
  return sum;
}
