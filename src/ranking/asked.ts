import type { VisibleIndex } from '../../index/restricted-index.ts';
import {
  type AnswerKind,
  answerKindOf,
  asksAboutDocument,
  asksForList,
  asksForMeaning,
} from './answer-kind.ts';
import { clausesIn } from './clause-references.ts';
import { coverageOf, createMatcher, type Match, type Matcher, matchText } from './matches.ts';
import type { Query, QueryTerm } from './query.ts';
import type { Thread } from './thread.ts';

/** What a question asks, for features to compare candidates with. Terms are positions in `query.terms`. */
export type Asked = {
  /** Words that only tell which document is meant weigh less here: it is about what is said of a subject. */
  readonly query: Query;
  /** The question's own words: without what only earlier questions say. */
  readonly ownQuery: Query;
  /** What earlier questions say and this one does not. */
  readonly earlierQuery: Query;
  /** The same with all words at their full weight. */
  readonly wholeQuery: Query;
  readonly matcher: Matcher;
  /** The conversation the question leans on, if it does. */
  readonly thread: Thread | null;
  readonly kind: AnswerKind | null;
  /** Clauses that the question names by their numbers. */
  readonly clauses: ReturnType<typeof clausesIn>;
  /** Whether it is asked about a document, and not about what it says. */
  readonly asksAboutDocument: boolean;
  /** Whether it is asked what something is. */
  readonly wantsMeaning: boolean;
  /** Whether all of several things are asked for. */
  readonly wantsList: boolean;
  /**
   * For each term, how much it tells the document meant, 0 to 1: of the passages that say it, the share in documents
   * called by it.
   */
  readonly nameShares: readonly number[];
  /** The same, with terms that stand together as in what a document is called by as sure names. */
  readonly phraseShares: readonly number[];
  /** Terms that name a jurisdiction some document is declared for. */
  readonly jurisdictionTerms: ReadonlySet<number>;
};

export function understand(query: Query, thread: Thread | null, index: VisibleIndex): Asked {
  const matcher = createMatcher(query);
  const inNames = findNamePhrases(query, index);
  const nameShares = query.terms.map((term) => (isNameAside(term) ? 0 : nameShareOf(term, index)));
  const jurisdictions = new Set([...index.documents.values()].map((document) => document.jurisdiction ?? ''));
  const phraseShares = nameShares.map((share, i) => (inNames.has(i) ? 1 : share));
  const discounted = discountNames(query, phraseShares);
  const only = (isEarlier: boolean): Query => ({
    ...discounted,
    terms: discounted.terms.map((term) => (term.isEarlier === isEarlier ? term : { ...term, weight: 0 })),
  });
  return {
    query: discounted,
    ownQuery: only(false),
    earlierQuery: only(true),
    wholeQuery: query,
    matcher,
    thread,
    kind: answerKindOf(query.asking),
    clauses: clausesIn(query.asking),
    asksAboutDocument: asksAboutDocument(query.asking),
    wantsMeaning: asksForMeaning(query.asking.trim()),
    wantsList: asksForList(query.asking),
    nameShares,
    phraseShares,
    jurisdictionTerms: new Set(
      [...jurisdictions]
        .flatMap((name) => matchText(matcher, name).map(({ term }) => term))
        .filter((term) => !isNameAside(query.terms[term])),
    ),
  };
}

/** Whether it is named beside what is asked, as the place that somebody comes from: that tells no document. */
function isNameAside(term: QueryTerm | undefined): boolean {
  return term?.isAside === true && term.isName;
}

/** For each query term, how surely it means a document whose names match like this. */
export function nameCoverage({ query, phraseShares }: Asked, nameMatches: readonly Match[]): number[] {
  return coverageOf(query, nameMatches).map((strength, term) => strength * (phraseShares[term] ?? 0));
}

/**
 * Terms that stand together in the question as in what a document is called by ("the 14th Five-Year Plan"): each of them may
 * stand anywhere, together they tell the document.
 */
function findNamePhrases({ terms }: Query, { search }: VisibleIndex): Set<number> {
  const asWritten = terms.map(({ variants }) => variants.find(({ via }) => via === 'word')?.terms ?? []);
  const found = new Set<number>();
  asWritten.forEach((next, i) => {
    const last = asWritten[i - 1]?.at(-1);
    const first = next[0];
    if (last === undefined || first === undefined || terms[i]?.isEarlier !== terms[i - 1]?.isEarlier) return;
    if ([terms[i], terms[i - 1]].some(isNameAside)) return;
    if (search.isNamePair(last, first)) found.add(i - 1).add(i);
  });
  return found;
}

/** From this share on a word says which document is meant, not what about it. */
export const NAME_SHARE = 0.5;
/** ... and from this one on there can be no doubt of it. */
export const SURE_NAME_SHARE = 0.9;

/**
 * Of the passages that say a term, the share in documents called by it, 0 to 1. What documents are called by and none
 * says ("湖南" over documents in English) is told by the other ways to say it, if there are any.
 */
export function nameShareOf({ variants }: QueryTerm, { search }: VisibleIndex): number {
  const said = variants.filter(({ terms }) => terms.every((term) => search.termCounts(term).text > 0));
  if (said.length === 0) return variants.length > 0 ? 1 : 0;
  const asWritten = said.filter(({ via }) => via === 'word');
  const shares = (asWritten.length > 0 ? asWritten : said).map(({ terms }) => {
    const counts = terms.map((term) => search.termCounts(term));
    return Math.min(...counts.map(({ text, named }) => named / text));
  });
  return Math.max(...shares);
}

/** How much less a word counts for what is said about its subject, the more surely it only tells which document is meant. */
const NAME_DISCOUNT = 0.5;

function discountNames(query: Query, shares: readonly number[]): Query {
  return {
    ...query,
    terms: query.terms.map((term, i) => ({
      ...term,
      weight: term.weight * (1 - NAME_DISCOUNT * (shares[i] ?? 0)),
    })),
  };
}
