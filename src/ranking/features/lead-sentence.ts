import type { Feature } from './feature.ts';

/** Whether the excerpt opens its paragraph, where its subject is stated. */
export const leadSentence: Feature = ({ start, passage }) => (start === passage.start ? 1 : 0);
