import fc from 'fast-check';
import PQueue from 'p-queue';
import { expect, it } from 'vitest';
import { createRefusals } from '../../src/refusals.ts';

const PEOPLE = 50;
const BOUND = 1_000 + PEOPLE;

/** A platform that takes what is said to people one by one, when it likes. */
function slowPlatform() {
  const waiting: (() => void)[] = [];
  const said: { readonly user: number; readonly at: number }[] = [];
  const queue = new PQueue({ concurrency: 2 });
  const { tell } = createRefusals(queue);
  let now = 0;
  return {
    queue,
    said,
    /** @returns when it was asked for */
    ask(user: number): number {
      now += 1;
      const at = now;
      void tell(String(user), () => {
        now += 1;
        said.push({ user, at: now });
        return new Promise<void>((resolve) => void waiting.push(resolve));
      });
      return at;
    },
    async take(count: number): Promise<void> {
      for (const done of waiting.splice(0, count)) done();
      await new Promise<void>((resolve) => setImmediate(resolve));
    },
    async takeAll(): Promise<void> {
      while (queue.size + queue.pending > 0) await this.take(waiting.length);
    },
  };
}

it('everybody hears of it after each time, and what waits to be said is bounded', async () => {
  const step = fc.oneof(
    fc.record({ user: fc.nat(PEOPLE - 1), times: fc.integer({ min: 1, max: 600 }) }),
    fc.record({ take: fc.nat(3) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const platform = slowPlatform();
      const asked: { readonly user: number; readonly at: number }[] = [];
      for (const each of steps) {
        if ('take' in each) await platform.take(each.take);
        else
          for (let i = 0; i < each.times; i += 1)
            asked.push({ user: each.user, at: platform.ask(each.user) });
        expect(platform.queue.size).toBeLessThanOrEqual(BOUND);
      }
      await platform.takeAll();
      const lastAsked = new Map(asked.map(({ user, at }) => [user, at]));
      const lastSaid = new Map(platform.said.map(({ user, at }) => [user, at]));
      for (const [user, at] of lastAsked) expect(lastSaid.get(user) ?? 0).toBeGreaterThan(at);
    }),
    { numRuns: 30 },
  );
});

it('one who floods keeps nobody else waiting', async () => {
  const platform = slowPlatform();
  for (let i = 0; i < 500; i += 1) platform.ask(0);
  platform.ask(1);
  await platform.take(2);
  expect(platform.said.slice(2)).toContainEqual(expect.objectContaining({ user: 1 }));
  await platform.takeAll();
  expect(platform.said).toHaveLength(501);
});
