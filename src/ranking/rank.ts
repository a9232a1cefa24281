import type { DocumentIndex } from '../../index/document-index.ts';
import { type Asked, understand } from './asked.ts';
import { type Candidate, findCandidates } from './candidates.ts';
import { atLeast, coverageOf, weighCoverage } from './matches.ts';
import { featuresOf, scoreOf } from './model.ts';
import type { Query } from './query.ts';

/** A candidate with its place in the ranking. */
export type RankedExcerpt = {
  readonly candidate: Candidate;
  readonly score: number;
  /** Share of the question that the excerpt and where it stands say, 0 to 1. */
  readonly coverage: number;
};

/** Passages looked at closely. More cost time and, on the question sets tried, changed no first place. */
const MAX_PASSAGES = 100;
/** What the surroundings say counts less than what the excerpt says itself. */
const SURROUNDINGS_STRENGTH = 0.8;

/**
 * All that could be quoted in answer to the query, best first; equal scores in reading order. A search brings the
 * passages that hold the question's words; then each span of them that could be quoted is scored by itself.
 */
export function rankExcerpts(query: Query, index: DocumentIndex): RankedExcerpt[] {
  const { asked, candidates } = gatherCandidates(query, index);
  return candidates
    .map((candidate) => ({
      candidate,
      score: scoreOf(featuresOf(candidate, asked)),
      coverage: totalCoverage(candidate, query),
    }))
    .sort((a, b) => b.score - a.score || compareReadingOrder(a.candidate, b.candidate));
}

/** What is scored for a query, before it is scored. */
export function gatherCandidates(query: Query, index: DocumentIndex): { asked: Asked; candidates: Candidate[] } {
  const asked = understand(query, index);
  const terms = new Set(query.terms.flatMap(({ variants }) => variants.flatMap((variant) => variant.terms)));
  const hits = index.search.search([...terms], MAX_PASSAGES);
  return { asked, candidates: findCandidates(hits, asked, index) };
}

function totalCoverage(candidate: Candidate, query: Query): number {
  const { matches, passageMatches, headingMatches, nameMatches } = candidate;
  const inside = coverageOf(query, matches);
  const around = coverageOf(query, [...passageMatches, ...headingMatches, ...nameMatches]);
  return weighCoverage(
    query,
    atLeast(
      inside,
      around.map((strength) => SURROUNDINGS_STRENGTH * strength),
    ),
  );
}

function compareReadingOrder(a: Candidate, b: Candidate): number {
  if (a.document.path !== b.document.path) return a.document.path < b.document.path ? -1 : 1;
  return a.start - b.start;
}
