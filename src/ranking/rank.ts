import type { Document } from '../../index/document.ts';
import type { VisibleIndex } from '../../index/restricted-index.ts';
import type { Hit } from '../../index/search-index.ts';
import { type Asked, understand } from './asked.ts';
import { type Candidate, findCandidates } from './candidates.ts';
import { answerKindPresent } from './features/answer-kind-present.ts';
import { featuresOf, scoreOf } from './model.ts';
import { makeQuery, mayLean, type Query, weighTerms } from './query.ts';
import { continueThread, MAX_THREAD_DEPTH, type Thread, type Turn } from './thread.ts';

/** A candidate with its place in the ranking. */
export type RankedExcerpt = {
  readonly candidate: Candidate;
  /** Log-odds of being right, against the question's other candidates. */
  readonly score: number;
  /** Whether it holds the kind of thing asked for. */
  readonly holdsKind: boolean;
};

export type Ranking = { readonly asked: Asked; readonly excerpts: readonly RankedExcerpt[] };

/** Passages looked at closely. Twice as many take half as long again, and find next to nothing more on the public sets. */
const MAX_PASSAGES = 70;

/**
 * All that could be quoted in answer to a question, best first; equal scores in reading order. A search brings the
 * passages that hold the question's words; then each span of them that could be quoted is scored by itself.
 * @param history earlier questions of the conversation, oldest first
 */
export function rankExcerpts(text: string, history: readonly string[], index: VisibleIndex): Ranking {
  return rank(gatherCandidates(text, history, index));
}

/**
 * The same for a part of a question's terms, such as what documents are compared by, over all of what these documents
 * say: only so can it be told that one of them does not say.
 */
export function rankWithin(documents: readonly Document[], query: Query, index: VisibleIndex): Ranking {
  const paths = new Set(documents.map(({ path }) => path));
  const hits = index.search.searchWithin(paths, weighTerms(query), MAX_PASSAGES);
  return rank(gatherFrom(hits, query, null, index));
}

/** What is scored for a question, before it is scored. */
export function gatherCandidates(text: string, history: readonly string[], index: VisibleIndex): Gathered {
  const { query, thread } = readTurn(text, history, index);
  return gatherFrom(index.search.search(weighTerms(query), MAX_PASSAGES), query, thread, index);
}

type Gathered = { readonly asked: Asked; readonly candidates: readonly Candidate[] };

function gatherFrom(
  hits: readonly Hit[],
  query: Query,
  thread: Thread | null,
  index: VisibleIndex,
): Gathered {
  const asked = understand(query, thread, index);
  return { asked, candidates: findCandidates(hits, asked, index) };
}

function rank({ asked, candidates }: Gathered): Ranking {
  const excerpts = candidates
    .map((candidate) => ({
      candidate,
      score: scoreOf(featuresOf(candidate, asked)),
      holdsKind: answerKindPresent(candidate, asked) > 0,
    }))
    .sort((a, b) => b.score - a.score || compareReadingOrder(a.candidate, b.candidate));
  return { asked, excerpts };
}

/** The question together with what was asked before and what that was answered with, if it leans on that. */
function readTurn(text: string, history: readonly string[], index: VisibleIndex): Turn {
  const query = makeQuery(text, index);
  const [last, ...earlier] = history.slice(-MAX_THREAD_DEPTH).reverse();
  if (last === undefined || !mayLean(query)) return { query, thread: null };
  const answered = rankExcerpts(last, earlier.reverse(), index).excerpts[0]?.candidate;
  return answered === undefined ? { query, thread: null } : continueThread(query, answered, history, index);
}

function compareReadingOrder(a: Candidate, b: Candidate): number {
  if (a.document.path !== b.document.path) return a.document.path < b.document.path ? -1 : 1;
  return a.start - b.start;
}
