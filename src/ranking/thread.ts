import { namesOf } from '../../index/analyzed-document.ts';
import type { Document } from '../../index/document.ts';
import type { VisibleIndex } from '../../index/restricted-index.ts';
import { NAME_SHARE, nameShareOf } from './asked.ts';
import type { Candidate } from './candidates.ts';
import { atLeast, coverageOf, createMatcher, matchText, weighCoverage } from './matches.ts';
import { type Query, type QueryTerm, refersBack, weighTerms, withEarlier } from './query.ts';

/** What was answered last in the conversation a question leans on. */
export type Thread = { readonly answered: Candidate };

/** A question as the conversation makes it; without a thread if it has moved on from what was answered. */
export type Turn = { readonly query: Query; readonly thread: Thread | null };

/** A conversation about more turns than this has moved on from what they said. */
export const MAX_THREAD_DEPTH = 3;
/** Passages of a document looked at for what is asked. */
const MAX_PASSAGES = 20;
/** A document that says less of a short question than this is not what it is about. */
const MIN_SAID = 0.5;

/**
 * How a question that may lean on the conversation continues it. "And the leave policy?" turns to another document: the
 * subject stays, the document asked before goes. A new subject, which the document that answered does not speak of,
 * leaves both behind, unless the question refers back in so many words.
 */
export function continueThread(
  query: Query,
  answered: Candidate,
  history: readonly string[],
  index: VisibleIndex,
): Turn {
  const whole = withEarlier(query, history, index);
  if (turnsAway(query, answered.document, index)) {
    const terms = whole.terms.filter((term) => !term.isEarlier || !isName(term, index));
    return { query: { ...whole, terms }, thread: null };
  }
  if (!refersBack(query.asking) && saidIn(answered.document, query, index) < MIN_SAID)
    return { query, thread: null };
  return { query: whole, thread: { answered } };
}

/** Whether the question names another document than the one that answered last, and that one less. */
function turnsAway(query: Query, answered: Document, index: VisibleIndex): boolean {
  const names = { ...query, terms: query.terms.filter((term) => isName(term, index)) };
  if (names.terms.length === 0) return false;
  const matcher = createMatcher(names);
  const called = (document: Document): number =>
    weighCoverage(names, coverageOf(names, matchText(matcher, namesOf(document))));
  const least = called(answered);
  const paths = new Set(
    index.search.search(weighTerms(names), MAX_PASSAGES).map(({ passage }) => passage.documentPath),
  );
  return [...paths].some((path) => {
    const document = index.documents.get(path);
    return document !== undefined && called(document) > least;
  });
}

function isName(term: QueryTerm, index: VisibleIndex): boolean {
  return nameShareOf(term, index) >= NAME_SHARE;
}

/** Share of the question that the document says somewhere, 0 to 1; 1 where nothing is asked but "why?". */
function saidIn(document: Document, query: Query, index: VisibleIndex): number {
  if (query.terms.length === 0) return 1;
  const matcher = createMatcher(query);
  const hits = index.search.searchWithin(new Set([document.path]), weighTerms(query), MAX_PASSAGES);
  const coverage = hits
    .map(({ passage }) => coverageOf(query, matcher(index.search.tokensOf(passage))))
    .reduce(atLeast, coverageOf(query, matchText(matcher, namesOf(document))));
  return weighCoverage(query, coverage);
}
