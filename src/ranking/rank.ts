import type { Document } from '../../index/document.ts';
import type { Passage } from '../../index/passages.ts';
import type { VisibleIndex } from '../../index/restricted-index.ts';
import type { Hit } from '../../index/search-index.ts';
import { type Asked, understand } from './asked.ts';
import { type Candidate, findCandidates } from './candidates.ts';
import { answerKindPresent } from './features/answer-kind-present.ts';
import { featuresOf, type Stage, scoreOf } from './model.ts';
import { findNearest, type Nearest } from './nearest.ts';
import { makeQuery, mayLean, type Query, weighTerms } from './query.ts';
import { isReadable, readCandidates } from './reading.ts';
import { continueThread, MAX_THREAD_DEPTH, type Thread, type Turn } from './thread.ts';

/** A candidate with its place in the ranking. */
export type RankedExcerpt = {
  readonly candidate: Candidate;
  /** Log-odds of being right, against the question's other candidates. */
  readonly score: number;
  /** Whether it holds the kind of thing asked for. */
  readonly holdsKind: boolean;
};

export type Ranking = {
  readonly asked: Asked;
  /** What it was told by: words alone, meaning too, or by reading the best of them. */
  readonly stage: Stage;
  readonly excerpts: readonly RankedExcerpt[];
};

/** Passages looked at closely. Twice as many take half as long again, and find next to nothing more on the public sets. */
const MAX_PASSAGES = 70;
/** Candidates that are read, as a rule at most so many of a passage: each takes some 10 ms. */
const MAX_READ = 10;
const MAX_READ_OF_PASSAGE = 4;
/** What is read takes time by its length, some 40 ms for 1,000 characters on one core: fewer are read where they are long, ... */
const MAX_READ_CHARS = 4_000;
/** ... but so many always. */
const MIN_READ = 4;
/** What is read with each: the question, and what stands above. */
const CONTEXT_CHARS = 150;

/**
 * All that could be quoted in answer to a question, best first; equal scores in reading order. A search brings the
 * passages that hold the question's words, and those near it in meaning; each span of them that could be quoted is scored by
 * itself; the best are read, where there is a reader for them, and scored anew.
 * @param history earlier questions of the conversation, oldest first
 */
export async function rankExcerpts(
  text: string,
  history: readonly string[],
  index: VisibleIndex,
): Promise<Ranking> {
  const gathered = await gatherCandidates(text, history, index);
  return readBest(gathered.spoken, rank(gathered), index);
}

/**
 * The same for a part of a question, such as what documents are compared by, over all of what these documents say: only so
 * can it be told that one of them does not say.
 * @param spoken the part in words, for what goes by meaning
 */
export async function rankWithin(
  documents: readonly Document[],
  query: Query,
  spoken: string,
  index: VisibleIndex,
): Promise<Ranking> {
  const paths = new Set(documents.map(({ path }) => path));
  const nearest = await findNearest(spoken, index, paths);
  const hits = index.search.searchWithin(paths, weighTerms(query), MAX_PASSAGES);
  return readBest(spoken, rank(gatherFrom(hits, nearest, query, null, index)), index);
}

/** What is scored for a question, before it is scored; and the question as it is spoken, with what it leans on. */
export async function gatherCandidates(
  text: string,
  history: readonly string[],
  index: VisibleIndex,
): Promise<Gathered & { readonly spoken: string }> {
  const { query, thread } = await readTurn(text, history, index);
  const spoken = thread === null ? text : [...history.slice(-1), text].join(' ');
  const nearest = await findNearest(spoken, index);
  const hits = index.search.search(weighTerms(query), MAX_PASSAGES);
  return { ...gatherFrom(hits, nearest, query, thread, index), spoken };
}

type Gathered = {
  readonly asked: Asked;
  readonly stage: Stage;
  readonly candidates: readonly Candidate[];
};

function gatherFrom(
  hits: readonly Hit[],
  nearest: Nearest | null,
  query: Query,
  thread: Thread | null,
  index: VisibleIndex,
): Gathered {
  const asked = understand(query, thread, index);
  const stage = nearest === null ? 'words' : 'meaning';
  const found = new Set(hits.map(({ passage }) => passage));
  const near = (nearest?.passages ?? []).filter((passage) => !found.has(passage));
  const all = [...hits, ...index.search.scoresOf(near, weighTerms(query))];
  return { asked, stage, candidates: findCandidates(all, nearest, asked, index) };
}

function rank({ asked, stage, candidates }: Gathered): Ranking {
  const excerpts = candidates.map((candidate) => scored(candidate, asked, stage)).sort(compareRanked);
  return { asked, stage, excerpts };
}

function scored(candidate: Candidate, asked: Asked, stage: Stage): RankedExcerpt {
  return {
    candidate,
    score: scoreOf(featuresOf(candidate, asked), stage),
    holdsKind: answerKindPresent(candidate, asked) > 0,
  };
}

/** Has the most promising excerpts read, where there is a reader for them. */
async function readBest(spoken: string, ranking: Ranking, { meaning }: VisibleIndex): Promise<Ranking> {
  const best = mostPromising(ranking.excerpts);
  if (meaning === null || !isReadable(spoken, best[0]?.candidate)) return ranking;
  const candidates = best.map(({ candidate }) => candidate);
  return withRead(ranking, best, await readCandidates(spoken, candidates, meaning.models.reader));
}

/** The best few of each passage, as many as are read; where there are fewer passages, more of each. */
export function mostPromising<Ranked extends Pick<RankedExcerpt, 'candidate'>>(
  ranked: readonly Ranked[],
): Ranked[] {
  const counts = new Map<Passage, number>();
  const best: Ranked[] = [];
  const others: Ranked[] = [];
  for (const excerpt of ranked) {
    if (best.length === MAX_READ) break;
    const { passage } = excerpt.candidate;
    const count = counts.get(passage) ?? 0;
    counts.set(passage, count + 1);
    (count < MAX_READ_OF_PASSAGE ? best : others).push(excerpt);
  }
  let chars = 0;
  return [...best, ...others].slice(0, MAX_READ).filter(({ candidate: { start, end } }, i) => {
    chars += end - start + CONTEXT_CHARS;
    return i < MIN_READ || chars <= MAX_READ_CHARS;
  });
}

/** The ranking with what was read in front, and the rest as far behind the last of it as it was before. */
function withRead(
  { asked, excerpts }: Ranking,
  promising: readonly RankedExcerpt[],
  candidates: readonly Candidate[],
): Ranking {
  const read = candidates.map((candidate) => scored(candidate, asked, 'reading')).sort(compareRanked);
  const least = read.at(-1)?.score ?? 0;
  const leastBefore = Math.min(...promising.map(({ score }) => score));
  const known = new Set(promising);
  const rest = excerpts
    .filter((excerpt) => !known.has(excerpt))
    .map((excerpt) => ({ ...excerpt, score: least + Math.min(0, excerpt.score - leastBefore) }));
  return { asked, stage: 'reading', excerpts: [...read, ...rest] };
}

/** The question together with what was asked before and what that was answered with, if it leans on that. */
async function readTurn(text: string, history: readonly string[], index: VisibleIndex): Promise<Turn> {
  const query = makeQuery(text, index);
  const [last, ...earlier] = history.slice(-MAX_THREAD_DEPTH).reverse();
  if (last === undefined || !mayLean(query)) return { query, thread: null };
  const { excerpts } = await rankExcerpts(last, earlier.reverse(), index);
  const answered = excerpts[0]?.candidate;
  return answered === undefined ? { query, thread: null } : continueThread(query, answered, history, index);
}

function compareRanked(a: RankedExcerpt, b: RankedExcerpt): number {
  return b.score - a.score || compareReadingOrder(a.candidate, b.candidate);
}

function compareReadingOrder(a: Candidate, b: Candidate): number {
  if (a.document.path !== b.document.path) return a.document.path < b.document.path ? -1 : 1;
  return a.start - b.start;
}
