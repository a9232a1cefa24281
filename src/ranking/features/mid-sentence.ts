import type { Feature } from './feature.ts';

/** Whether the excerpt begins inside a sentence, and so without its subject. */
export const midSentence: Feature = ({ start, passage }) =>
  passage.sentences.some((sentence) => sentence.start === start) ? 0 : 1;
