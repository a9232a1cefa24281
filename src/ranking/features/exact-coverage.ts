import { atLeast, weighCoverage } from '../matches.ts';
import type { Feature } from './feature.ts';

/** Share of the question itself that the excerpt says in the very same word forms, with the document meant as in the excerpt. */
export const exactCoverage: Feature = ({ matches, named }, { ownQuery }) => {
  const exact = ownQuery.terms.map(() => 0);
  for (const { term, isExact } of matches) if (isExact) exact[term] = 1;
  return weighCoverage(ownQuery, atLeast(exact, named));
};
