import { nameCoverage } from '../asked.ts';
import { atLeast, coverageOf, weighCoverage } from '../matches.ts';
import type { Feature } from './feature.ts';

/** Share of the question that the paragraph around the excerpt says, with the document meant as in the excerpt. */
export const passageCoverage: Feature = ({ passageMatches, nameMatches }, asked) =>
  weighCoverage(
    asked.query,
    atLeast(coverageOf(asked.query, passageMatches), nameCoverage(asked, nameMatches)),
  );
