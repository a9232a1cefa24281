import { coverageOf, weighCoverage } from '../matches.ts';
import type { Feature } from './feature.ts';

/** Share of the question that the paragraph around the excerpt says. */
export const passageCoverage: Feature = ({ passageMatches }, { query }) =>
  weighCoverage(query, coverageOf(query, passageMatches));
