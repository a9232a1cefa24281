import type { Feature } from './feature.ts';

/** Whether the excerpt is what was quoted last: whoever asks on wants something else. */
export const alreadyQuoted: Feature = ({ document, start, end }, { thread }) => {
  if (thread === null || thread.answered.document !== document) return 0;
  return start < thread.answered.end && thread.answered.start < end ? 1 : 0;
};
