import { NAME_SHARE } from '../asked.ts';
import { isWhole } from '../matches.ts';
import type { Feature } from './feature.ts';

/** So many words in a row are hardly there by chance; more say no more. */
const LONG = 5;

/**
 * The longest run of the question's words that the excerpt says one after the other, over {@link LONG}; without those the
 * document is called by, which tell nothing about the excerpt.
 */
export const longestRun: Feature = ({ matches, named }, { ownQuery }) => {
  const lengths = ownQuery.terms.map(() => 0);
  const positions = ownQuery.terms.map(() => -1);
  let longest = 0;
  for (const match of matches) {
    const { term, position } = match;
    if (!isWhole(match) || (named[term] ?? 0) >= NAME_SHARE) continue;
    const isNext = term > 0 && positions[term - 1] === position - 1;
    const length = 1 + (isNext ? (lengths[term - 1] ?? 0) : 0);
    lengths[term] = length;
    positions[term] = position;
    longest = Math.max(longest, length);
  }
  return Math.min(1, longest / LONG);
};
