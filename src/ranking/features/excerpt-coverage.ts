import { coverageOf, weighCoverage } from '../matches.ts';
import type { Feature } from './feature.ts';

/** Share of the question that the excerpt itself says. */
export const excerptCoverage: Feature = ({ matches }, { query }) =>
  weighCoverage(query, coverageOf(query, matches));
