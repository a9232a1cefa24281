import { atLeast, coverageOf, weighCoverage } from '../matches.ts';
import { type Feature, ofPassage } from './feature.ts';

/** Share of the question that the paragraph around the excerpt and what stands above it say, with the document meant as in the excerpt. */
export const passageCoverage: Feature = ofPassage(({ passageMatches, inheritedMatches, named }, { query }) =>
  weighCoverage(query, atLeast(coverageOf(query, [...passageMatches, ...inheritedMatches]), named)),
);
