import type { Feature } from './feature.ts';
import { shareOfNeighbours } from './proximity.ts';

/** As {@link proximity}, over the whole paragraph. */
export const passageProximity: Feature = ({ passageMatches }, { query }) =>
  shareOfNeighbours(passageMatches, query);
