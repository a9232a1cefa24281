import type { DocumentIndex } from '../../index/document-index.ts';
import { type AnswerKind, answerKindOf } from './answer-kind.ts';
import { coverageOf, createMatcher, type Match, type Matcher, matchText } from './matches.ts';
import type { Query, QueryTerm } from './query.ts';
import type { Thread } from './thread.ts';

/** What a question asks, for features to compare candidates with. Terms are positions in `query.terms`. */
export type Asked = {
  readonly query: Query;
  readonly matcher: Matcher;
  /** The conversation the question leans on, if it does. */
  readonly thread: Thread | null;
  readonly kind: AnswerKind | null;
  /**
   * For each term, how much it tells the document meant, 0 to 1: of the passages that say it, the share in documents
   * called by it.
   */
  readonly nameShares: readonly number[];
  /** Terms that name a jurisdiction some document is declared for. */
  readonly jurisdictionTerms: ReadonlySet<number>;
};

export function understand(query: Query, thread: Thread | null, index: DocumentIndex): Asked {
  const matcher = createMatcher(query);
  const jurisdictions = new Set([...index.documents.values()].map((document) => document.jurisdiction ?? ''));
  return {
    query,
    matcher,
    thread,
    kind: answerKindOf(query.text),
    nameShares: query.terms.map((term) => nameShare(term, index)),
    jurisdictionTerms: new Set(
      [...jurisdictions].flatMap((name) => matchText(matcher, name).map(({ term }) => term)),
    ),
  };
}

/** For each query term, how surely it means a document whose names match like this. */
export function nameCoverage({ query, nameShares }: Asked, nameMatches: readonly Match[]): number[] {
  return coverageOf(query, nameMatches).map((strength, term) => strength * (nameShares[term] ?? 0));
}

function nameShare({ variants }: QueryTerm, { search }: DocumentIndex): number {
  const shares = variants.map(({ terms }) =>
    Math.min(
      ...terms.map((term) => search.termCounts(term)).map(({ text, named }) => named / Math.max(1, text)),
    ),
  );
  return Math.max(0, ...shares);
}
