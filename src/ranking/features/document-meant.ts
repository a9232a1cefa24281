import { weighCoverage } from '../matches.ts';
import type { Feature } from './feature.ts';

/** Share of the question that tells which document is meant and that this document is called by. */
export const documentMeant: Feature = ({ named }, { wholeQuery }) => weighCoverage(wholeQuery, named);
