import type { Feature } from './feature.ts';

/** How near the beginning of its paragraph the excerpt stands: that is where a subject is introduced. */
export const opening: Feature = ({ start, passage }) => {
  const before = passage.sentences.findIndex((sentence) => sentence.end > start);
  return 1 / (1 + Math.max(0, before));
};
