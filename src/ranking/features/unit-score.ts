import { B, K1 } from '../../../index/search-index.ts';
import type { Feature } from './feature.ts';

/** What stands above many excerpts tells less about each of them. */
const INHERITED = 0.5;

/** BM25 of the excerpt with what stands above it, over the highest it could have for the question. */
export const unitScore: Feature = (
  { matches, inheritedMatches, start, end, passage, lengthRatio },
  { query },
) => {
  const frequencies = query.terms.map(() => 0);
  for (const { term, strength } of matches) frequencies[term] = (frequencies[term] ?? 0) + strength;
  const inherited = query.terms.map(() => 0);
  for (const { term, strength } of inheritedMatches)
    inherited[term] = Math.max(inherited[term] ?? 0, strength);
  const ownRatio = (lengthRatio * (end - start)) / (passage.end - passage.start);
  const saturation = K1 * (1 - B + B * ownRatio);
  let sum = 0;
  let most = 0;
  query.terms.forEach(({ weight }, term) => {
    const frequency = (frequencies[term] ?? 0) + INHERITED * (inherited[term] ?? 0);
    sum += (weight * frequency) / (frequency + saturation);
    most += weight;
  });
  return most === 0 ? 0 : sum / most;
};
