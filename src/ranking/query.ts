import { analyze, type Token } from '../../index/analyzer.ts';
import type { Span } from '../../index/document.ts';
import { isEnglishWord, isOnlyName, rarityOf } from '../../index/general-english.ts';
import type { Synonyms } from '../../index/glossary.ts';
import type { VisibleIndex } from '../../index/restricted-index.ts';
import { withoutOverlaps } from '../../index/spans.ts';
import { isSlipOfStopWord, isStopWord } from '../../index/stop-words.ts';
import { findAskingWords } from './answer-kind.ts';
import { blanked, partsOf } from './aside.ts';
import { clauseKindSpansIn } from './clause-references.ts';
import { findOneWords, type OneWord } from './compounds.ts';
import { rarestOf, weightOf } from './term-weight.ts';
import { variantsOf } from './wordings.ts';
import { isWrittenAsName } from './written-names.ts';

/** One way the documents may say what was asked: one term, or several that follow each other. */
export type Variant = {
  readonly terms: readonly string[];
  readonly via: 'word' | 'glossary' | 'abbreviation' | 'spelling';
  /** Whether its terms say what is meant next to each other alone: parts of one word, or of a name. */
  readonly isOneWord?: true;
};

/** How fully a variant says a term. */
export const STRENGTH: Readonly<Record<Variant['via'], number>> = {
  word: 1,
  abbreviation: 0.9,
  glossary: 0.9,
  spelling: 0.8,
};

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
  /** The text with blanks for what asks nothing. */
  readonly asking: string;
  /** In the order of the question; those of the history follow. */
  readonly terms: readonly QueryTerm[];
};

/** How much a word of a sentence that asks nothing weighs against those that do: what or-sharc's training part likes best. */
const ASIDE_WEIGHT = 0.25;
/** How much an earlier question's words weigh against the question's own, for the last and the one before it. */
const HISTORY_WEIGHTS = [0.4, 0.2];
/** A question with no more words of meaning than this leans on the conversation. */
const MAX_DEPENDENT_TERMS = 2;
const REFERS_BACK =
  /\b(?:it|its|that|this|they|them|their|those|these|he|she|there|one|same|else)\b|^(?:and|what about|how about|ok|so)\b|[那它这其]/iu;

/** A word rarer than this in general is about something, whether the documents know it or not. */
export const MIN_TELLING_RARITY = 0.3;

/** A question by itself. */
export function makeQuery(text: string, index: VisibleIndex): Query {
  const { parts, asking } = partsOf(text);
  const terms = termsOf(blanked(text, parts, ['chatter']), index, 1).flatMap((term) => {
    const role = parts.find((part) => isInside(term, part))?.role ?? 'asks';
    if (role === 'asks') return [term];
    // Whom somebody calls is in no document; a topic in front of the question is.
    if (role === 'address' && !term.known) return [];
    return [{ ...term, weight: ASIDE_WEIGHT * term.weight, isAside: role === 'aside' }];
  });
  return { text, asking, terms: distinct(terms) };
}

/**
 * Whether a question may only make sense together with what was asked before. What no document knows does not become
 * known by that.
 */
export function mayLean({ asking, terms }: Query): boolean {
  const isForeign = terms.length > 0 && !terms.some((term) => term.known);
  return !isForeign && (refersBack(asking) || terms.length <= MAX_DEPENDENT_TERMS);
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

function termsOf(text: string, index: VisibleIndex, factor: number): QueryTerm[] {
  const asking = [...findAskingWords(text), ...clauseKindSpansIn(text)];
  const all = analyze(text);
  const tokens = all.filter(
    (token) =>
      !token.stop && !asking.some((span) => overlap(span, token)) && !isGrammarAfterAll(text, token, index),
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
  const explained = index.abbreviations.findSynonyms(text);
  const oneWords = oneWordsOf(text, all, [...asking, ...synonyms], index);
  const compounds = oneWords.map((forms) => {
    const [{ start, end }] = forms;
    const own = tokens.filter((token) => isInside(token, { start, end }));
    return toCompound(text, forms, own, index, factor);
  });
  const words = tokens
    .filter(
      (token) => ![...synonyms, ...oneWords.map(([form]) => form)].some((span) => isInside(token, span)),
    )
    .filter((token) => !tokens.some((other) => isCutThrough(token, other, index)))
    .filter((token) => !tokens.some((other) => isPartOf(token, other, index)) && !isSlip(token, index))
    .map((token) => {
      const { variants, suggestions } = variantsOf(text, token, index);
      const meant = { variants: [...variants, ...abbreviationsOf(token, explained)], suggestions };
      return toQueryTerm(text, token, [token], meant, index, factor);
    });
  return [...expressions, ...compounds, ...words].sort((a, b) => a.start - b.start || a.end - b.end);
}

/**
 * What documents say for a word by an abbreviation that one of them explains: all of "paid time off" for "PTO"; "PTO" for each
 * word of "paid time off", which may be said in other words as well.
 */
function abbreviationsOf(token: Token, explained: readonly Synonyms[]): Variant[] {
  return explained
    .filter((use) => isInside(token, use))
    .flatMap(({ start, end, alternatives }) => {
      const isAll = start === token.start && end === token.end;
      return alternatives
        .filter((terms) => isAll || terms.length === 1)
        .map((terms): Variant => ({ terms, via: 'abbreviation', isOneWord: true }));
    });
}

function isInside(inner: Span, { start, end }: Span): boolean {
  return start <= inner.start && inner.end <= end;
}

function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Stretches of the question that the documents have as one word; each with all of the words that it may be. */
function oneWordsOf(
  text: string,
  tokens: readonly Token[],
  taken: readonly Span[],
  index: VisibleIndex,
): (readonly [OneWord, ...OneWord[]])[] {
  const free = findOneWords(text, tokens, index).filter((form) => !taken.some((span) => overlap(span, form)));
  const longestFirst = free.toSorted((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  return withoutOverlaps(longestFirst, text.length).map((form) => [
    form,
    ...free.filter((other) => other !== form && other.start === form.start && other.end === form.end),
  ]);
}

function toCompound(
  text: string,
  forms: readonly [OneWord, ...OneWord[]],
  own: readonly Token[],
  index: VisibleIndex,
  factor: number,
): QueryTerm {
  const variants: Variant[] = [
    { terms: own.map(({ term }) => term), via: 'word' },
    ...forms.map(({ term }): Variant => ({ terms: [term], via: 'word' })),
  ];
  const made = toQueryTerm(text, forms[0], own, { variants, suggestions: [] }, index, factor);
  return { ...made, words: [...made.words, ...forms.map(({ word }) => word)] };
}

/** "IT" or "may" that no document means anything by; 能去, of which each character is grammar; 走吧, which ends in a particle. */
function isGrammarAfterAll(text: string, { word, term, end }: Token, { search }: VisibleIndex): boolean {
  const isGrammar = HAN.test(word)
    ? [...word].every(isStopWord) || (/^.吧$/u.test(word) && !HAN.test(text.charAt(end)))
    : isStopWord(word);
  return isGrammar && search.termCounts(term).anywhere === 0;
}

/** Whether Chinese characters are no word, since the documents hold one that begins or ends amid them: 开网 in 开网吧. */
function isCutThrough(token: Token, word: Token, { search }: VisibleIndex): boolean {
  return (
    HAN.test(token.word) &&
    overlap(token, word) &&
    !isInside(token, word) &&
    !isInside(word, token) &&
    search.termCounts(token.term).anywhere === 0 &&
    search.termCounts(word.term).anywhere > 0
  );
}

const HAN = /^\p{Script=Han}+$/u;

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
function isName(text: string, { word, start, end }: Token): boolean {
  return /^\p{Nd}/u.test(word) || isOnlyName(word) || isWrittenAsName(text, { start, end });
}
