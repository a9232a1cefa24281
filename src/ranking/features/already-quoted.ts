import type { Feature } from './feature.ts';

/** Share of the excerpt that was quoted last: whoever asks on wants something else. */
export const alreadyQuoted: Feature = ({ document, start, end }, { thread }) => {
  if (thread === null || thread.answered.document !== document) return 0;
  const { answered } = thread;
  return Math.max(0, Math.min(end, answered.end) - Math.max(start, answered.start)) / (end - start);
};
