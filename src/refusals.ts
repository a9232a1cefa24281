import type PQueue from 'p-queue';

/** Of what is still to be said, to all people together. */
const MAX_WAITING = 1_000;

/** Tells people that it is too much, as fast as the platform takes it. */
export type Refusals = {
  /**
   * To everybody each time, those first who have heard least of it. Where very much is still to be said, what waits to be
   * said to the same person is enough: they will see it after this.
   */
  readonly tell: (user: string, say: () => Promise<void>) => Promise<void>;
};

/** @param queue whatever is in it may wait for the platform without anything else waiting for it */
export function createRefusals(queue: PQueue): Refusals {
  const waiting = new Map<string, number>();
  return {
    async tell(user, say) {
      const own = waiting.get(user) ?? 0;
      if (own > 0 && queue.size >= MAX_WAITING) return;
      waiting.set(user, own + 1);
      try {
        await queue.add(say, { priority: -own });
      } finally {
        const left = (waiting.get(user) ?? 1) - 1;
        if (left === 0) waiting.delete(user);
        else waiting.set(user, left);
      }
    },
  };
}
