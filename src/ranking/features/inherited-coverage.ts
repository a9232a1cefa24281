import { coverageOf, weighCoverage } from '../matches.ts';
import type { Feature } from './feature.ts';

/** Share of the question itself that headings and openings above the excerpt say: where they say all of it, it is its place. */
export const inheritedCoverage: Feature = ({ inheritedMatches }, { ownQuery }) =>
  weighCoverage(ownQuery, coverageOf(ownQuery, inheritedMatches));
