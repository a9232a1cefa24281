import { answerKindPresent } from './answer-kind-present.ts';
import type { Feature } from './feature.ts';

/** Whether "how many" or "how much" is asked, and the excerpt holds no number: it cannot be the answer. */
export const numberMissed: Feature = (candidate, asked) =>
  asked.kind === 'number' && answerKindPresent(candidate, asked) === 0 ? 1 : 0;
