import type { Feature } from './feature.ts';

/** Share of the question that the excerpt says in the very same word forms. */
export const exactCoverage: Feature = ({ matches }, { query }) => {
  const exact = new Set(matches.filter(({ isExact }) => isExact).map(({ term }) => term));
  const total = query.terms.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return 0;
  return query.terms.reduce((sum, { weight }, term) => sum + (exact.has(term) ? weight : 0), 0) / total;
};
