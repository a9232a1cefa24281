import { analyze } from '../../index/analyzer.ts';
import type { Document, Span } from '../../index/document.ts';
import type { DocumentIndex } from '../../index/document-index.ts';
import { type Hit, namesOf } from '../../index/search-index.ts';
import { answerKindOf } from './answer-kind.ts';
import { findCandidates } from './candidates.ts';
import { answerKindPresent } from './features/answer-kind-present.ts';
import { brevity } from './features/brevity.ts';
import { contextCoverage } from './features/context-coverage.ts';
import { excerptCoverage } from './features/excerpt-coverage.ts';
import type { Asked, Candidate, Feature } from './features/feature.ts';
import { furniture } from './features/furniture.ts';
import { label } from './features/label.ts';
import { passageCoverage } from './features/passage-coverage.ts';
import { proximity } from './features/proximity.ts';
import { searchScore } from './features/search-score.ts';
import { coverageOf, createMatcher, type Match, type Matcher, weighCoverage } from './matches.ts';
import type { Query } from './query.ts';

const FEATURES = {
  excerptCoverage,
  passageCoverage,
  contextCoverage,
  proximity,
  answerKindPresent,
  searchScore,
  furniture,
  label,
  brevity,
} satisfies Record<string, Feature>;

type FeatureName = keyof typeof FEATURES;

const WEIGHTS: Readonly<Record<FeatureName, number>> = {
  excerptCoverage: 1,
  passageCoverage: 0.5,
  contextCoverage: 0.4,
  proximity: 0.3,
  answerKindPresent: 0.15,
  searchScore: 0.3,
  furniture: -0.3,
  label: -0.25,
  brevity: 0.02,
};

/** A candidate with its score; the matches are those inside it. Offsets count in the document. */
export type RankedExcerpt = Span & {
  readonly candidate: Candidate;
  readonly score: number;
  /** Share of the question that the excerpt and where it stands say, 0 to 1. */
  readonly coverage: number;
};

/** Passages looked at closely. More cost time and, on the question sets tried, changed no first place. */
const MAX_PASSAGES = 50;
/** What the surroundings say counts less than what the excerpt says itself. */
const SURROUNDINGS_STRENGTH = 0.8;

/** All that could be quoted in answer to the query, best first; equal scores in reading order. */
export function rankExcerpts(query: Query, index: DocumentIndex): RankedExcerpt[] {
  const asked: Asked = { query, kind: answerKindOf(query.text) };
  const matcher = createMatcher(query);
  const names = new Map<string, readonly Match[]>();
  const hits = index.search.search(searchTerms(query), MAX_PASSAGES);
  const best = hits[0]?.score ?? 1;
  return hits
    .flatMap((hit) => {
      const document = index.documents.get(hit.passage.documentPath);
      if (document === undefined) return [];
      const nameMatches = names.get(document.path) ?? matcher(analyze(namesOf(document)));
      names.set(document.path, nameMatches);
      return toCandidates(hit, hit.score / best, document, matcher, nameMatches, index);
    })
    .map((candidate) => ({
      start: candidate.start,
      end: candidate.end,
      candidate,
      score: scoreOf(candidate, asked),
      coverage: totalCoverage(candidate, query),
    }))
    .sort((a, b) => b.score - a.score || compareReadingOrder(a.candidate, b.candidate));
}

function searchTerms(query: Query): { term: string; weight: number }[] {
  const weights = new Map<string, number>();
  for (const { variants, weight } of query.terms) {
    for (const term of variants.flatMap((variant) => variant.terms))
      weights.set(term, Math.max(weights.get(term) ?? 0, weight > 0 ? 1 : 0));
  }
  return [...weights].map(([term, weight]) => ({ term, weight }));
}

function toCandidates(
  { passage }: Hit,
  searchScore: number,
  document: Document,
  matcher: Matcher,
  nameMatches: readonly Match[],
  index: DocumentIndex,
): Candidate[] {
  const tokens = index.search.tokensOf(passage);
  const passageMatches = matcher(tokens);
  const headingMatches = matcher(analyze(passage.heading ?? ''));
  const inDocument = passageMatches.map((match) => ({
    ...match,
    start: passage.start + match.start,
    end: passage.start + match.end,
  }));
  return findCandidates(document.text, passage, inDocument).map(({ start, end }) => {
    const isInside = (span: Span) => start <= passage.start + span.start && passage.start + span.end <= end;
    return {
      start,
      end,
      document,
      passage,
      tokens: tokens.filter(isInside),
      matches: passageMatches.filter(isInside),
      passageMatches,
      headingMatches,
      nameMatches,
      searchScore,
    };
  });
}

function scoreOf(candidate: Candidate, asked: Asked): number {
  return Object.entries(FEATURES).reduce((sum, [name, feature]) => {
    return sum + WEIGHTS[name as FeatureName] * feature(candidate, asked); // Object.entries forgets the key type.
  }, 0);
}

function totalCoverage(
  { matches, passageMatches, headingMatches, nameMatches }: Candidate,
  query: Query,
): number {
  const inside = coverageOf(query, matches);
  const around = coverageOf(query, [...passageMatches, ...headingMatches, ...nameMatches]);
  return weighCoverage(
    query,
    inside.map((strength, i) => Math.max(strength, SURROUNDINGS_STRENGTH * (around[i] ?? 0))),
  );
}

function compareReadingOrder(a: Candidate, b: Candidate): number {
  if (a.document.path !== b.document.path) return a.document.path < b.document.path ? -1 : 1;
  return a.start - b.start;
}
