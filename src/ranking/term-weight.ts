import type { VisibleIndex } from '../../index/restricted-index.ts';

/**
 * In a few hundred passages it is chance which ordinary words are rare. General English is taken for as good a judge of
 * that as so many passages are: the training sets like it no worse than any smaller number.
 */
const GENERAL_PASSAGES = 500;

/**
 * How likely an answer repeats a word of its question, in log-odds: names and numbers nearly always, what is rare in general
 * rather than what is said all the time, and a word less, the fewer passages say it. The signs are those of a logistic
 * regression over the words of the training questions; the sizes are what these sets like best.
 */
const REPEATED = { bias: -0.42, isName: 1, rarity: 1, frequency: -0.08 };
/** Share of its inverse document frequency that every word keeps, as far as it is rare in general. */
const MIN_SHARE = 0.1;

/**
 * The weight of a known word (Robertson & Spärck Jones 1976): its inverse document frequency, more if answers repeat such a
 * word and less if they do not. In few passages its rarity in general says both better.
 */
export function weightOf(
  frequency: number,
  rarity: number,
  isName: boolean,
  { search }: VisibleIndex,
): number {
  const general = GENERAL_PASSAGES / (GENERAL_PASSAGES + search.passageCount);
  const repeated =
    REPEATED.bias +
    (isName ? REPEATED.isName : 0) +
    REPEATED.rarity * rarity +
    REPEATED.frequency * frequency;
  const weight = frequency * (1 - general * (1 - rarity)) + (1 - general) * repeated;
  return Math.max(MIN_SHARE * frequency * rarity, weight);
}

/** An expression says as much as its rarest word, and half of what the others say. */
export function rarestOf(terms: readonly string[], index: VisibleIndex): number {
  const each = terms.map((term) => inverseDocumentFrequency(term, index));
  const most = Math.max(0, ...each);
  return most + 0.5 * (each.reduce((sum, weight) => sum + weight, 0) - most);
}

/** Inverse document frequency as in BM25 (Robertson & Spärck Jones), over passages; never negative. */
function inverseDocumentFrequency(term: string, { search }: VisibleIndex): number {
  const { text, anywhere } = search.termCounts(term);
  const n = text || anywhere;
  return Math.log(1 + (search.passageCount - n + 0.5) / (n + 0.5));
}
