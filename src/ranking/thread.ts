import type { Candidate } from './candidates.ts';

/** What was answered last in the conversation a question leans on. */
export type Thread = { readonly answered: Candidate };

/** A conversation about more turns than this has moved on from what they said. */
export const MAX_THREAD_DEPTH = 3;
