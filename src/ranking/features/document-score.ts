import type { Feature } from './feature.ts';

/** How much of what the search brought up comes from the document. */
export const documentScore: Feature = ({ documentScore: score }) => score;
