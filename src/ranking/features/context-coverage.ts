import { coverageOf, weighCoverage } from '../matches.ts';
import { type Feature, ofPassage } from './feature.ts';

/** Share of the question that the heading above, or what the document is called, says. */
export const contextCoverage: Feature = ofPassage(({ headingMatches, nameMatches }, { query }) =>
  weighCoverage(query, coverageOf(query, [...headingMatches, ...nameMatches])),
);
