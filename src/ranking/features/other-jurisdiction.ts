import type { Feature } from './feature.ts';

/**
 * Whether the question names jurisdictions and the document is declared for another one: how surely, 0 to 1. A name
 * that documents of other jurisdictions use often ("China" in a province's plan) says less.
 */
export const otherJurisdiction: Feature = (candidate, { jurisdictionTerms, nameShares }) => {
  if (candidate.document.jurisdiction === null) return 0;
  if (jurisdictionTerms.intersection(candidate.jurisdictionTerms).size > 0) return 0;
  return Math.max(0, ...[...jurisdictionTerms].map((term) => (nameShares[term] ?? 0) ** 4));
};
