import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { currentDelivery } from './delivery.ts';

/** Far more than a person asks, far less than a loop does. */
const QUESTIONS_A_USER = 100;
/** Many people at once: platforms take about one message a second there, and the rest wait their turn. */
const ANSWERS_A_CHANNEL = 600;
/** Buttons, help and the like, which still work where there were too many questions. */
const ERRANDS_A_USER = 100;
const WINDOW_SECONDS = 60;

/**
 * How much is done for people, in memory of this process: `null` is let in, for anything else it says when to try again.
 * What was taken before a restart is let in.
 */
export type Limits = {
  /** @param channel `null` where others do not see the answer */
  readonly admitQuestion: (user: string, channel: string | null) => Promise<Date | null>;
  readonly admitErrand: (user: string) => Promise<Date | null>;
};

export function createLimits(): Limits {
  const limiter = (points: number) => new RateLimiterMemory({ points, duration: WINDOW_SECONDS });
  const [questions, answers, errands] = [QUESTIONS_A_USER, ANSWERS_A_CHANNEL, ERRANDS_A_USER].map(limiter);
  return {
    async admitQuestion(user, channel) {
      if (currentDelivery()?.isRedelivered === true) return null;
      return (await refusal(questions, user)) ?? (channel === null ? null : refusal(answers, channel));
    },
    admitErrand: (user) => refusal(errands, user),
  };
}

/** When to try again; `null` if it is not too much yet. */
async function refusal(limiter: RateLimiterMemory | undefined, key: string): Promise<Date | null> {
  try {
    await limiter?.consume(key);
    return null;
  } catch (rejection) {
    if (!(rejection instanceof RateLimiterRes)) throw rejection;
    return new Date(Date.now() + rejection.msBeforeNext);
  }
}
