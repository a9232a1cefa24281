import { atLeast, coverageOf, weighCoverage } from '../matches.ts';
import type { Feature } from './feature.ts';

/** Share of the question itself that the excerpt says together with what stands above it and belongs to it. */
export const wholeCoverage: Feature = ({ matches, inheritedMatches, named }, { ownQuery }) =>
  weighCoverage(ownQuery, atLeast(coverageOf(ownQuery, [...matches, ...inheritedMatches]), named));
