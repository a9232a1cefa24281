import damerauLevenshtein from 'damerau-levenshtein';
import { toTerm } from './analyzer.ts';
import type { PassageCounts } from './vocabulary.ts';

/** Shorter words have too many neighbours for a guess. */
const MIN_WORD_CHARS = 4;
/** Longer runs of letters are no words. */
const MAX_WORD_CHARS = 40;
/** Up to here one slip is allowed, in longer words two. */
const ONE_SLIP_CHARS = 7;
const MIN_PART_CHARS = 3;

/** What an unknown word may have meant: each alternative is one known word, or two that it runs together. */
export type Correction = { readonly alternatives: readonly (readonly string[])[] };

/**
 * Known words closest in spelling to a word that is not known; none if nothing is close. Several with different
 * terms are equally close: which one was meant cannot be told from the spelling. Slips in the first letter are
 * too rare to look for.
 */
export function correct(word: string, wordCounts: PassageCounts): Correction {
  if (word.length < MIN_WORD_CHARS || word.length > MAX_WORD_CHARS || !/^\p{L}+$/u.test(word))
    return { alternatives: [] };
  let slips = word.length <= ONE_SLIP_CHARS ? 1 : 2;
  let closest: string[] = [];
  const letters = signature(word);
  for (const known of wordCounts.words()) {
    if (known[0] !== word[0] || Math.abs(known.length - word.length) > slips || known.length < MIN_WORD_CHARS)
      continue;
    if (bits(letters ^ signature(known)) > 2 * slips) continue;
    const { steps } = damerauLevenshtein(word, known);
    if (steps > slips) continue;
    if (steps < slips) closest = [];
    slips = steps;
    closest.push(known);
  }
  const byTerm = new Map(closest.sort().map((known) => [toTerm(known), known]));
  if (byTerm.size > 0) return { alternatives: [...byTerm.values()].map((known) => [known]) };
  const parts = splitCompound(word, wordCounts);
  return { alternatives: parts === null ? [] : [parts] };
}

/** The two known words that `word` runs together ("silkroad"), the commonest pair if there are several. */
function splitCompound(word: string, wordCounts: PassageCounts): string[] | null {
  let best: string[] | null = null;
  let bestCount = 0;
  for (let i = MIN_PART_CHARS; i <= word.length - MIN_PART_CHARS; i += 1) {
    const parts = [word.slice(0, i), word.slice(i)];
    const count = Math.min(...parts.map((part) => wordCounts.get(part)));
    if (count > bestCount) {
      best = parts;
      bestCount = count;
    }
  }
  return best;
}

/** Which letters a word has, a bit each: words that differ in many letters need no closer look. */
function signature(word: string): number {
  let letters = 0;
  for (let i = 0; i < word.length; i += 1) letters |= 1 << (word.charCodeAt(i) & 31);
  return letters;
}

function bits(value: number): number {
  let count = 0;
  for (let rest = value; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
