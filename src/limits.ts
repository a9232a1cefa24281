import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Far more than a person asks, far less than a loop does. */
const QUESTIONS_A_USER = 100;
/** Many people at once: platforms take about one message a second there, and the rest wait their turn. */
const ANSWERS_A_CHANNEL = 600;
const WINDOW_SECONDS = 60;

/** `over` says that it is the first one too many: the time to say so, once. */
export type Admission = 'admitted' | 'over' | 'dropped';

/** How much is answered, in memory of this process. */
export type Limits = {
  /** `channel` is `null` where others do not see the answer. */
  readonly admit: (user: string, channel: string | null) => Promise<Admission>;
};

export function createLimits(): Limits {
  const users = new RateLimiterMemory({ points: QUESTIONS_A_USER, duration: WINDOW_SECONDS });
  const channels = new RateLimiterMemory({ points: ANSWERS_A_CHANNEL, duration: WINDOW_SECONDS });
  return {
    async admit(user, channel) {
      const byUser = await consume(users, user);
      return byUser !== 'admitted' || channel === null ? byUser : consume(channels, channel);
    },
  };
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<Admission> {
  try {
    await limiter.consume(key);
    return 'admitted';
  } catch (rejection) {
    if (!(rejection instanceof RateLimiterRes)) throw rejection;
    return rejection.consumedPoints === limiter.points + 1 ? 'over' : 'dropped';
  }
}
