import { type Feature, ofPassage } from './feature.ts';

/** Saturation of repeated terms and weight of length, as BM25 has them (Robertson & Zaragoza 2009, section 3.4). */
const K1 = 1.2;
const B = 0.75;

/** BM25 of the passage over the highest it could have for the question, with true lengths. */
export const passageScore: Feature = ofPassage(({ passageMatches, lengthRatio }, { query }) => {
  const frequencies = query.terms.map(() => 0);
  for (const { term, strength } of passageMatches) frequencies[term] = (frequencies[term] ?? 0) + strength;
  let sum = 0;
  let most = 0;
  query.terms.forEach(({ weight }, term) => {
    const frequency = frequencies[term] ?? 0;
    sum += (weight * frequency) / (frequency + K1 * (1 - B + B * lengthRatio));
    most += weight;
  });
  return most === 0 ? 0 : sum / most;
});
