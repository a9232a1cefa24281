import type { Feature } from './feature.ts';

/** How well the search as a whole liked the passage. */
export const searchScore: Feature = (candidate) => candidate.searchScore;
