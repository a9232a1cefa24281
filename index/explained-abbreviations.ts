import { rarityOf } from './general-english.ts';
import { romanToDigits } from './roman-numerals.ts';
import { isStopWord } from './stop-words.ts';

/** An abbreviation that a document explains, and what it stands for, as written: "PTO" and "paid time off". */
export type Abbreviation = { readonly short: string; readonly long: string };

/** "paid time off (PTO)", "PTO (paid time off)", (the “Agency”) is none. */
const BRACKETED = /[(（]\s*(?:the\s+|or\s+)?["“‘']?(?<inside>[^()（）"“”\n]{2,80}?)["”’']?\s*[)）]/gu;
const SHORT = /^(?=[^\p{Lu}]*\p{Lu}[^\p{Lu}]*\p{Lu})[\p{L}\p{N}][\p{L}\p{N}&./-]{1,9}$/u;
const SHORT_BEFORE = /(?<![\p{L}\p{N}])(?<short>[\p{L}\p{N}][\p{L}\p{N}&./-]{1,9})["”’']?\s*$/u;
const LONG = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}\s&,'’./-]*$/u;
/** An abbreviation that is a word people say all the time as well, such as CAR, is not to be taken for it. */
const MIN_RARITY = 0.5;
/** As much text in front as may hold what an abbreviation stands for. */
const MAX_LONG_CHARS = 120;

/**
 * The abbreviations that a text explains, by the rule of Schwartz & Hearst (PSB 2003): every letter of an abbreviation stands in
 * what is written beside it in brackets, in the same order, and the first one begins a word.
 */
export function findAbbreviations(text: string): Abbreviation[] {
  const found = new Map<string, Abbreviation>();
  for (const match of text.matchAll(BRACKETED)) {
    const inside = match.groups?.inside ?? '';
    const before = text
      .slice(Math.max(0, match.index - MAX_LONG_CHARS), match.index)
      .replace(/^.*[\n.;:!?]\s/su, '');
    const explained = SHORT.test(inside) ? explain(inside, before) : explainBefore(before, inside);
    if (explained !== null && isTelling(explained))
      found.set(`${explained.short}\n${explained.long}`, explained);
  }
  return [...found.values()];
}

function isTelling({ short, long }: Abbreviation): boolean {
  const word = short.toLowerCase();
  return (
    LONG.test(long) && romanToDigits(short) === null && (isStopWord(word) || rarityOf(word) >= MIN_RARITY)
  );
}

function explainBefore(before: string, inside: string): Abbreviation | null {
  const short = SHORT_BEFORE.exec(before)?.groups?.short ?? '';
  const explained = SHORT.test(short) ? explain(short, inside) : null;
  // All of what stands in brackets, not only the end of it.
  return explained?.long === inside ? explained : null;
}

function explain(short: string, before: string): Abbreviation | null {
  const letters = [...short.toLowerCase()].filter((char) => /[\p{L}\p{N}]/u.test(char));
  const words = before.trimEnd().split(/\s+/);
  const near = words.slice(-Math.min(letters.length + 5, 2 * letters.length)).join(' ');
  const lower = near.toLowerCase();
  let at = lower.length;
  for (const [i, letter] of letters.entries().toArray().reverse()) {
    const isAt = (place: number): boolean =>
      lower[place] === letter && (i > 0 || !/[\p{L}\p{N}]/u.test(lower[place - 1] ?? ''));
    do at -= 1;
    while (at >= 0 && !isAt(at));
    if (at < 0) return null;
  }
  const long = near.slice(at);
  const isLonger =
    long.split(/[\s-]+/).length > 1 && !lower.slice(at).split(/\s+/).includes(short.toLowerCase());
  return isLonger ? { short, long } : null;
}
