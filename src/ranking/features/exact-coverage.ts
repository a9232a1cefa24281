import { atLeast, weighCoverage } from '../matches.ts';
import type { Feature } from './feature.ts';

/** Share of the question that the excerpt says in the very same word forms, with the document meant as in the excerpt. */
export const exactCoverage: Feature = ({ matches, named }, { query }) => {
  const exact = query.terms.map(() => 0);
  for (const { term, isExact } of matches) if (isExact) exact[term] = 1;
  return weighCoverage(query, atLeast(exact, named));
};
