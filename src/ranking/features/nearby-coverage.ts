import { atLeast, coverageOf, weighCoverage } from '../matches.ts';
import type { Feature } from './feature.ts';

/** About a sentence. */
const REACH_CHARS = 150;

/** Share of the question that the excerpt and what stands right beside it say. */
export const nearbyCoverage: Feature = (candidate, { ownQuery }) => {
  const from = candidate.start - candidate.passage.start - REACH_CHARS;
  const to = candidate.end - candidate.passage.start + REACH_CHARS;
  const nearby = candidate.passageMatches.filter(({ start, end }) => start >= from && end <= to);
  return weighCoverage(ownQuery, atLeast(coverageOf(ownQuery, nearby), candidate.named));
};
