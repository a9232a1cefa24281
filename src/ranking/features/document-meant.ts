import { coverageOf } from '../matches.ts';
import type { Feature } from './feature.ts';

/**
 * How well the document fits the names in the question: of the words that say which document is meant, the share
 * that this document is called by. Without such words no document fits better than another.
 */
export const documentMeant: Feature = ({ nameMatches }, { query, nameShares }) => {
  const coverage = coverageOf(query, nameMatches);
  let sum = 0;
  let total = 0;
  query.terms.forEach(({ weight }, i) => {
    const share = weight * (nameShares[i] ?? 0) ** 2;
    total += weight;
    sum += share * (coverage[i] ?? 0);
  });
  return total === 0 ? 0 : sum / total;
};
