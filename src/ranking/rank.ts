import type { Document } from '../../index/document.ts';
import type { DocumentIndex } from '../../index/document-index.ts';
import type { Hit } from '../../index/search-index.ts';
import { type Asked, understand } from './asked.ts';
import { type Candidate, findCandidates } from './candidates.ts';
import { answerKindPresent } from './features/answer-kind-present.ts';
import { STRENGTH } from './matches.ts';
import { featuresOf, scoreOf } from './model.ts';
import { makeQuery, type Query } from './query.ts';
import { MAX_THREAD_DEPTH, type Thread } from './thread.ts';

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
export function rankExcerpts(text: string, history: readonly string[], index: DocumentIndex): Ranking {
  return rank(gatherCandidates(text, history, index));
}

/**
 * The same for a part of a question's terms, such as what documents are compared by, over all of what these documents
 * say: only so can it be told that one of them does not say.
 */
export function rankWithin(documents: readonly Document[], query: Query, index: DocumentIndex): Ranking {
  const paths = new Set(documents.map(({ path }) => path));
  const hits = index.search.searchWithin(paths, weighTerms(query), MAX_PASSAGES);
  return rank(gatherFrom(hits, query, null, index));
}

/** What is scored for a question, before it is scored. */
export function gatherCandidates(text: string, history: readonly string[], index: DocumentIndex): Gathered {
  const query = makeQuery(text, history, index);
  const hits = index.search.search(weighTerms(query), MAX_PASSAGES);
  return gatherFrom(hits, query, query.leans ? threadOf(history, index) : null, index);
}

type Gathered = { readonly asked: Asked; readonly candidates: readonly Candidate[] };

function gatherFrom(
  hits: readonly Hit[],
  query: Query,
  thread: Thread | null,
  index: DocumentIndex,
): Gathered {
  const asked = understand(query, thread, index);
  return { asked, candidates: findCandidates(hits, asked, index) };
}

/** What each term of the index is worth in a search: a part of an expression its part of the expression. */
function weighTerms({ terms }: Query): Map<string, number> {
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

/** What the last question of a conversation was answered with. */
function threadOf(history: readonly string[], index: DocumentIndex): Thread | null {
  const [last = '', ...earlier] = history.slice(-MAX_THREAD_DEPTH).reverse();
  const answered = rankExcerpts(last, earlier.reverse(), index).excerpts[0]?.candidate;
  return answered === undefined ? null : { answered };
}

function compareReadingOrder(a: Candidate, b: Candidate): number {
  if (a.document.path !== b.document.path) return a.document.path < b.document.path ? -1 : 1;
  return a.start - b.start;
}
