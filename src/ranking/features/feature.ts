import type { Asked } from '../asked.ts';
import type { Candidate } from '../candidates.ts';

/** One reason to prefer a candidate, or to avoid it, as a number from 0 to 1. */
export type Feature = (candidate: Candidate, asked: Asked) => number;
