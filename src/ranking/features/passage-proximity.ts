import { proximityOf } from '../proximity.ts';
import { type Feature, ofPassage } from './feature.ts';

/** How much of what stands together in the question does so in the paragraph. */
export const passageProximity: Feature = ofPassage(({ passageMatches }, { query }) =>
  proximityOf(query, passageMatches),
);
