import { analyze, type Token, toTerm } from '../../index/analyzer.ts';
import type { Span } from '../../index/document.ts';
import { isEnglishName, isEnglishWord, rarityOf } from '../../index/general-english.ts';
import type { VisibleIndex } from '../../index/restricted-index.ts';
import { correct } from '../../index/spelling.ts';
import { isSlipOfStopWord } from '../../index/stop-words.ts';
import { findAskingWords } from './answer-kind.ts';
import { findAside } from './aside.ts';

/** One way the documents may say what was asked: one term, or several that follow each other. */
export type Variant = {
  readonly terms: readonly string[];
  readonly via: 'word' | 'glossary' | 'spelling';
};

/** How fully a variant says a term. */
export const STRENGTH: Readonly<Record<Variant['via'], number>> = { word: 1, glossary: 0.9, spelling: 0.8 };

/** A word or expression of the question that carries meaning. `start` and `end` count in the question's text. */
export type QueryTerm = Span & {
  readonly text: string;
  /** The words it is made of, as the question has them. */
  readonly words: readonly string[];
  readonly variants: readonly Variant[];
  /**
   * How much of the question's meaning it carries: its inverse document frequency; less for what only the history says
   * and for what everybody does ("carried", "anything").
   */
  readonly weight: number;
  /** How rare it is in general English, 0 to 1. */
  readonly rarity: number;
  /** Whether it is a name or a number: a thing of its own, not said in other words. */
  readonly isName: boolean;
  /** Whether it stands in a sentence of the message that asks nothing, where another one does. */
  readonly isAside: boolean;
  /** Whether only an earlier question of the conversation says it. */
  readonly isEarlier: boolean;
  /** Whether the documents hold it in any variant. */
  readonly known: boolean;
  /** Known words equally close in spelling, where it cannot be told which was meant. */
  readonly suggestions: readonly string[];
};

export type Query = {
  readonly text: string;
  /** In the order of the question; those of the history follow. */
  readonly terms: readonly QueryTerm[];
};

/** How much a word of a sentence that asks nothing weighs against those that do: what or-sharc's training part likes best. */
const ASIDE_WEIGHT = 0.6;
/** How much an earlier question's words weigh against the question's own, for the last and the one before it. */
const HISTORY_WEIGHTS = [0.4, 0.2];
/** A question with no more words of meaning than this leans on the conversation. */
const MAX_DEPENDENT_TERMS = 2;
const REFERS_BACK =
  /\b(?:it|its|that|this|they|them|their|those|these|he|she|there|one|same|else)\b|^(?:and|what about|how about|ok|so)\b|[那它这其]/iu;
/** A typo is read as the commoner of two words if that is this much commoner. */
const CLEARLY_COMMONER = 5;

/** A word rarer than this in general is about something, whether the documents know it or not. */
export const MIN_TELLING_RARITY = 0.3;

/** A question by itself. */
export function makeQuery(text: string, index: VisibleIndex): Query {
  const aside = findAside(text);
  const terms = termsOf(text, index, 1).map((term) =>
    aside.some(({ start, end }) => start <= term.start && term.end <= end)
      ? { ...term, weight: ASIDE_WEIGHT * term.weight, isAside: true }
      : term,
  );
  return { text, terms: distinct(terms) };
}

/**
 * Whether a question may only make sense together with what was asked before. What no document knows does not become
 * known by that.
 */
export function mayLean({ text, terms }: Query): boolean {
  const isForeign = terms.length > 0 && !terms.some((term) => term.known);
  return !isForeign && (refersBack(text) || terms.length <= MAX_DEPENDENT_TERMS);
}

export function refersBack(text: string): boolean {
  return REFERS_BACK.test(text);
}

/** The question with what earlier ones say and the documents know; the last of `history` weighs most. */
export function withEarlier(query: Query, history: readonly string[], index: VisibleIndex): Query {
  const recent = history.slice(-HISTORY_WEIGHTS.length).reverse();
  const earlier = recent.flatMap((question, i) =>
    termsOf(question, index, HISTORY_WEIGHTS[i] ?? 0).map((term) => ({ ...term, isEarlier: true })),
  );
  return { ...query, terms: distinct([...query.terms, ...earlier.filter((term) => term.known)]) };
}

function distinct(terms: readonly QueryTerm[]): QueryTerm[] {
  const seen = new Set<string>();
  return terms.filter((term) => {
    const key = (term.variants[0]?.terms ?? [term.text]).join(' ');
    return !seen.has(key) && seen.add(key);
  });
}

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
function weightOf(frequency: number, rarity: number, isName: boolean, { search }: VisibleIndex): number {
  const general = GENERAL_PASSAGES / (GENERAL_PASSAGES + search.passageCount);
  const repeated =
    REPEATED.bias +
    (isName ? REPEATED.isName : 0) +
    REPEATED.rarity * rarity +
    REPEATED.frequency * frequency;
  const weight = frequency * (1 - general * (1 - rarity)) + (1 - general) * repeated;
  return Math.max(MIN_SHARE * frequency * rarity, weight);
}

/** What each term of the index is worth in a search: a part of an expression its part of the expression. */
export function weighTerms({ terms }: Query): Map<string, number> {
  const weights = new Map<string, number>();
  for (const { weight, variants } of terms) {
    for (const { terms: parts, via } of variants) {
      for (const part of parts) {
        weights.set(part, Math.max(weights.get(part) ?? 0, (weight * STRENGTH[via]) / parts.length));
      }
    }
  }
  return weights;
}

/** Inverse document frequency as in BM25 (Robertson & Spärck Jones), over passages; never negative. */
function inverseDocumentFrequency(term: string, { search }: VisibleIndex): number {
  const { text, anywhere } = search.termCounts(term);
  const n = text || anywhere;
  return Math.log(1 + (search.passageCount - n + 0.5) / (n + 0.5));
}

function termsOf(text: string, index: VisibleIndex, factor: number): QueryTerm[] {
  const isInside = (token: Token, { start, end }: Span) => start <= token.start && token.end <= end;
  const asking = findAskingWords(text);
  const tokens = analyze(text).filter(
    (token) => !token.stop && !asking.some(({ start, end }) => token.start < end && start < token.end),
  );
  const synonyms = index.glossary.findSynonyms(text);
  const expressions = synonyms.map((synonym) => {
    const own = tokens.filter((token) => isInside(token, synonym));
    const variants: Variant[] = [
      { terms: own.map((token) => token.term), via: 'word' },
      ...synonym.alternatives.map((terms) => ({ terms, via: 'glossary' as const })),
    ];
    return toQueryTerm(text, synonym, own, { variants, suggestions: [] }, index, factor);
  });
  const words = tokens
    .filter((token) => !synonyms.some((synonym) => isInside(token, synonym)))
    .filter((token) => !tokens.some((other) => isPartOf(token, other, index)) && !isSlip(token, index))
    .map((token) => toQueryTerm(text, token, [token], variantsOf(token, index), index, factor));
  return [...expressions, ...words].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** A word of grammar with a slip, which neither the documents nor general English know. */
function isSlip({ word, term }: Token, { search }: VisibleIndex): boolean {
  return search.termCounts(term).anywhere === 0 && !isEnglishWord(word) && isSlipOfStopWord(word);
}

/** A pair of characters inside a longer Chinese word says nothing more where the documents hold the word itself. */
function isPartOf(token: Token, word: Token, { search }: VisibleIndex): boolean {
  if (token === word || token.start < word.start || token.end > word.end) return false;
  return word.end - word.start > token.end - token.start && search.termCounts(word.term).anywhere > 0;
}

function toQueryTerm(
  text: string,
  { start, end }: Span,
  tokens: readonly Token[],
  {
    variants,
    suggestions,
  }: { readonly variants: readonly Variant[]; readonly suggestions: readonly string[] },
  index: VisibleIndex,
  factor: number,
): QueryTerm {
  const known = variants.filter(
    ({ terms }) => terms.length > 0 && terms.every((term) => index.search.termCounts(term).anywhere > 0),
  );
  const frequency = Math.min(
    ...(known.length > 0 ? known : variants).map(({ terms }) => rarestOf(terms, index)),
  );
  // The owner knows it, and still no document holds it in any form.
  const isForeign = known.length === 0 && variants.length > 1;
  const rarity = isForeign ? 1 : Math.max(0, ...tokens.map((token) => rarityIn(text, token)));
  const isNamed = isForeign || tokens.some((token) => isName(text, token));
  return {
    start,
    end,
    text: text.slice(start, end),
    words: tokens.map((token) => token.word),
    variants: known,
    weight: factor * (known.length > 0 ? weightOf(frequency, rarity, isNamed, index) : frequency * rarity),
    rarity,
    isAside: false,
    isEarlier: false,
    isName: isNamed,
    known: known.length > 0,
    suggestions,
  };
}

/** How rare a word of the question is in general: names and numbers always are; for Chinese words there is no telling. */
function rarityIn(text: string, token: Token): number {
  if (isName(text, token)) return 1;
  return /\p{Script=Han}/u.test(token.word) ? 0.5 : rarityOf(token.word);
}

/** A number, a word written like a name inside the question, or one that general English knows only as a name. */
function isName(text: string, { word, start }: Token): boolean {
  if (/^\p{Nd}/u.test(word) || isEnglishName(word)) return true;
  return start > 0 && /^\p{Lu}/u.test(text.slice(start)) && text !== text.toUpperCase();
}

/** An expression says as much as its rarest word, and half of what the others say. */
function rarestOf(terms: readonly string[], index: VisibleIndex): number {
  const each = terms.map((term) => inverseDocumentFrequency(term, index));
  const most = Math.max(0, ...each);
  return most + 0.5 * (each.reduce((sum, weight) => sum + weight, 0) - most);
}

function variantsOf(token: Token, { search }: VisibleIndex): { variants: Variant[]; suggestions: string[] } {
  const asWritten: Variant = { terms: [token.term], via: 'word' };
  if (search.termCounts(token.term).anywhere > 0) return { variants: [asWritten], suggestions: [] };
  if (isEnglishWord(token.word)) return { variants: [asWritten], suggestions: [] };
  const { alternatives } = correct(token.word, search.wordCounts);
  const counts = alternatives.map((words) =>
    Math.min(...words.map((word) => search.termCounts(toTerm(word)).anywhere)),
  );
  const [first = 0, second = 0] = counts.toSorted((a, b) => b - a);
  const settled = alternatives.length === 1 || first >= CLEARLY_COMMONER * second;
  const meant = settled ? alternatives[counts.indexOf(first)] : undefined;
  if (meant === undefined)
    return { variants: [asWritten], suggestions: alternatives.map((words) => words.join(' ')) };
  return { variants: [asWritten, { terms: meant.map(toTerm), via: 'spelling' }], suggestions: [] };
}
