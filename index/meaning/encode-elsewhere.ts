import type { Encoding } from './encoding-process.ts';
import type { UnitText } from './unit-texts.ts';
import type { Vector } from './vectors.ts';

/** Units sent to a process at once: whatever else is to be done waits no longer than for these. */
const BATCH = 8;

/** How texts are encoded in processes of their own. */
export type Work = {
  readonly start: () => Encoding;
  readonly processes: number;
  /** Settles when it is time for more. */
  readonly turn: () => Promise<unknown>;
  readonly made: (vectors: ReadonlyMap<string, Vector>) => void;
  readonly signal: AbortSignal;
};

/**
 * Encodes texts, given by their digests. Where a process ends before its time, another one is started, once.
 * @throws {Error} where that ends too, and when `signal` aborts
 */
export async function encodeElsewhere(
  texts: ReadonlyMap<string, { readonly text: UnitText }>,
  { start, processes, turn, made, signal }: Work,
): Promise<void> {
  const batches = batchesOf([...texts]);
  const over = new AbortController();
  const stopped = AbortSignal.any([signal, over.signal]);
  let mayRetry = true;

  const work = async (): Promise<void> => {
    let encoding = start();
    const end = (): void => encoding.end();
    stopped.addEventListener('abort', end);
    try {
      for (const batch of batches) {
        await turn();
        stopped.throwIfAborted();
        const asked = batch.map(([, { text }]) => text);
        const vectors = await encoding.encode(asked).catch((err: unknown) => {
          if (stopped.aborted || !mayRetry) throw err;
          mayRetry = false;
          encoding.end();
          encoding = start();
          return encoding.encode(asked);
        });
        made(new Map(batch.map(([digest], i) => [digest, vectors[i] ?? new Int8Array()])));
      }
    } finally {
      stopped.removeEventListener('abort', end);
      end();
    }
  };

  try {
    await Promise.all(Array.from({ length: processes }, work));
  } finally {
    over.abort();
  }
}

/** Taken from by several, each gets what no other has. */
function* batchesOf<T>(all: readonly T[]): Generator<T[]> {
  for (let at = 0; at < all.length; at += BATCH) yield all.slice(at, at + BATCH);
}
