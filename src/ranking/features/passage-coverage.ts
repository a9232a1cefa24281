import { atLeast, coverageOf, weighCoverage } from '../matches.ts';
import { type Feature, ofPassage } from './feature.ts';

/** Share of the question that the paragraph around the excerpt and its heading say, with the document meant as in the excerpt. */
export const passageCoverage: Feature = ofPassage(({ passageMatches, headingMatches, named }, { query }) =>
  weighCoverage(query, atLeast(coverageOf(query, [...passageMatches, ...headingMatches]), named)),
);
