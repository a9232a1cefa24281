import { atLeast, coverageOf, weighCoverage } from '../matches.ts';
import { excerptCoverage } from './excerpt-coverage.ts';
import type { Feature } from './feature.ts';

/**
 * How much of what only earlier questions say the paragraph says, as far as the excerpt says what is asked now: one that
 * only says the former repeats an old answer.
 */
export const threadCoverage: Feature = (candidate, asked) => {
  const { earlierQuery, ownQuery } = asked;
  const { passageMatches, named } = candidate;
  const asksSomething = ownQuery.terms.some(({ weight }) => weight > 0);
  const earlier = weighCoverage(earlierQuery, atLeast(coverageOf(earlierQuery, passageMatches), named));
  return earlier * (asksSomething ? excerptCoverage(candidate, asked) : 1);
};
