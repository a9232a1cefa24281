import { answerKindPresent } from './answer-kind-present.ts';
import type { Feature } from './feature.ts';

/** Whether "how many", "how much" or "how long" is asked, and the excerpt says no amount: it cannot be the answer. */
export const numberMissed: Feature = (candidate, asked) =>
  (asked.kind === 'number' || asked.kind === 'extent') && answerKindPresent(candidate, asked) === 0 ? 1 : 0;
