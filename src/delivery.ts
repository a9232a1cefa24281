import { AsyncLocalStorage } from 'node:async_hooks';

/** Something a platform brought that somebody expects to be answered, from its arrival to its end. */
export type Delivery = {
  /** What tells it from others, the same however often it is delivered. Nobody can read from it what was delivered. */
  readonly id: string;
  /** Left by a process that died before it was answered. */
  readonly isRedelivered: boolean;
  /** So long ago that an answer would come out of the blue. */
  readonly isStale: boolean;
  /** When a process before began to answer, by the clock; `null` if it did not. All of it may have arrived, or nothing. */
  readonly begunAt: Date | null;
  /** From now on an answer may be there that cannot be looked up. */
  readonly begin: () => void;
  /** It is answered, or deliberately not. What it said is forgotten. */
  readonly end: () => void;
};

type UnderWay = {
  readonly delivery: Delivery;
  isLeft: boolean;
  /** Once somebody does what it asks for. */
  done: Promise<void> | null;
};

/** What is being answered where this is asked, through all that waits and queues. */
const underWay = new AsyncLocalStorage<UnderWay>();

/** The delivery that is being answered here; `undefined` for what nobody needs to see answered. */
export function currentDelivery(): Delivery | undefined {
  return underWay.getStore()?.delivery;
}

/**
 * Does what a delivery asks for, and ends it. One of which nothing got through stays, to be answered after the next start.
 */
export async function seeThrough(delivery: Delivery, work: () => Promise<void>): Promise<void> {
  const own: UnderWay = { delivery, isLeft: false, done: null };
  await underWay.run(own, work);
  if (!own.isLeft) delivery.end();
}

/**
 * Tells listeners of a delivery, one of whom takes it by {@link pickUp}.
 * @returns `null` if nobody did, and else what resolves when it is done
 */
export function handOver(delivery: Delivery, tell: () => void): Promise<void> | null {
  const own: UnderWay = { delivery, isLeft: false, done: null };
  underWay.run(own, tell);
  return own.done;
}

/**
 * Takes what a listener is told of, at once, to be done when its turn comes.
 * @returns what does it
 */
export function pickUp(work: () => Promise<void>): () => Promise<void> {
  const own = underWay.getStore();
  if (own === undefined) return work;
  const { promise, resolve } = Promise.withResolvers<void>();
  own.done = promise;
  return () => seeThrough(own.delivery, work).finally(resolve);
}

/** Sends something in answer to what is under way; as long as that fails, it is not answered. */
export async function sendInAnswer<Result>(send: () => Promise<Result>): Promise<Result> {
  const own = underWay.getStore();
  try {
    const result = await send();
    if (own !== undefined) own.isLeft = false;
    return result;
  } catch (err) {
    leaveUnanswered();
    throw err;
  }
}

/** What is under way has failed where nobody heard of it: it stays, as {@link seeThrough} says. */
export function leaveUnanswered(): void {
  const own = underWay.getStore();
  if (own !== undefined) own.isLeft = true;
}
