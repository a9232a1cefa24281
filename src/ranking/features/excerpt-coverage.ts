import { atLeast, coverageOf, weighCoverage } from '../matches.ts';
import type { Feature } from './feature.ts';

/**
 * Share of the question itself that the excerpt itself says. Words that tell which document is meant count as said in
 * that document: nobody repeats the subject of a plan in each of its sentences.
 */
export const excerptCoverage: Feature = ({ matches, named }, { ownQuery }) =>
  weighCoverage(ownQuery, atLeast(coverageOf(ownQuery, matches), named));
