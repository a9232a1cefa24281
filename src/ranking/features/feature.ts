import type { Asked } from '../asked.ts';
import type { Candidate } from '../candidates.ts';

/** One reason to prefer a candidate, or to avoid it, as a number from 0 to 1; what may speak for it or against it, from -1. */
export type Feature = (candidate: Candidate, asked: Asked) => number;

/** A feature of the paragraph, the same for all candidates in it: worked out once for each. */
export function ofPassage(feature: Feature): Feature {
  const known = new WeakMap<Candidate['passageMatches'], number>();
  return (candidate, asked) => {
    const value = known.get(candidate.passageMatches) ?? feature(candidate, asked);
    known.set(candidate.passageMatches, value);
    return value;
  };
}
