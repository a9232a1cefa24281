import type { Feature } from './feature.ts';

/** Cosines of the encoder for anything at all begin about here, ... */
const LEAST = 0.7;
/** ... and end about here for what says the same. */
const MOST = 0.95;

/** How near the question the part of the passage is in meaning that the excerpt stands in. */
export const nearness: Feature = ({ nearness: near }) => (near === null ? 0 : share(near.own));

/** The same of the part that is nearest. */
export const passageNearness: Feature = ({ nearness: near }) => (near === null ? 0 : share(near.passage));

function share(cosine: number): number {
  return Math.max(0, (cosine - LEAST) / (MOST - LEAST));
}
