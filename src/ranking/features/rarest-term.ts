import type { Feature } from './feature.ts';

/** How fully the excerpt says the word of the question that is rarest in the documents. */
export const rarestTerm: Feature = ({ matches }, { query }) => {
  let rarest = -1;
  query.terms.forEach(({ known, weight }, term) => {
    if (known && weight > (query.terms[rarest]?.weight ?? 0)) rarest = term;
  });
  return matches.reduce((most, { term, strength }) => (term === rarest ? Math.max(most, strength) : most), 0);
};
