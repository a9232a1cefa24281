import type { Encoding } from './encoding-process.ts';
import type { UnitText } from './unit-texts.ts';
import type { Vector } from './vectors.ts';

/** Units sent to a process at once: whatever else is to be done waits no longer than for these. */
const BATCH = 8;

/** How texts are encoded in a process of its own. */
export type Work = {
  readonly start: () => Encoding;
  /** Settles when it is time for more. */
  readonly turn: () => Promise<void>;
  readonly made: (vectors: ReadonlyMap<string, Vector>) => void;
  readonly signal: AbortSignal;
};

/**
 * Encodes texts, given by their digests. Where the process ends before its time, another one is started, once.
 * @throws {Error} where that ends too, and when `signal` aborts
 */
export async function encodeElsewhere(
  texts: ReadonlyMap<string, { readonly text: UnitText }>,
  { start, turn, made, signal }: Work,
): Promise<void> {
  const all = [...texts];
  let encoding = start();
  const end = (): void => encoding.end();
  signal.addEventListener('abort', end);
  let mayRetry = true;
  try {
    for (let at = 0; at < all.length; at += BATCH) {
      await turn();
      signal.throwIfAborted();
      const batch = all.slice(at, at + BATCH);
      const asked = batch.map(([, { text }]) => text);
      const vectors = await encoding.encode(asked).catch((err: unknown) => {
        if (signal.aborted || !mayRetry) throw err;
        mayRetry = false;
        encoding.end();
        encoding = start();
        return encoding.encode(asked);
      });
      made(new Map(batch.map(([digest], i) => [digest, vectors[i] ?? new Int8Array()])));
    }
  } finally {
    signal.removeEventListener('abort', end);
    end();
  }
}
