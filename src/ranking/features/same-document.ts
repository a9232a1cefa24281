import type { Feature } from './feature.ts';

/** Whether the document is the one that answered last, where the question leans on that. */
export const sameDocument: Feature = ({ document }, { thread }) =>
  thread?.answered.document === document ? 1 : 0;
