import { setImmediate } from 'node:timers/promises';
import type { Encoding } from './encoding-process.ts';
import type { Models } from './meaning.ts';
import type { UnitText } from './unit-texts.ts';
import type { Vector } from './vectors.ts';

/** So few are encoded here: a process takes as long to start. */
export const FEW = 64;
/** Sent to a process at once: whatever else is to be done waits no longer than for these. */
const BATCH = 8;

/** Texts by their digests. */
type Texts = ReadonlyMap<string, { readonly text: UnitText }>;

/** How texts are encoded. */
export type Work = {
  /** For few texts. */
  readonly open: () => Promise<Models>;
  /** For many. */
  readonly start: () => Encoding;
  /** Settles when it is time for more. */
  readonly turn: () => Promise<void>;
  readonly made: (vectors: ReadonlyMap<string, Vector>) => void;
  readonly signal: AbortSignal;
};

/**
 * Encodes texts: here, one after the other, or in a process of its own. Where that ends before its time, another one is started,
 * once.
 * @param texts of which are gone, whenever it is time for more, those that need not be encoded any more
 * @throws {Error} if it cannot be done, and when `signal` aborts
 */
export async function encodeTexts(texts: Texts, work: Work): Promise<void> {
  if (texts.size > FEW) await encodeElsewhere(texts, work);
  else if (texts.size > 0) await encodeHere(texts, work);
}

async function encodeHere(texts: Texts, work: Work): Promise<void> {
  const { encoder } = await work.open();
  for await (const [digests, [text]] of batchesOf(texts, 1, work))
    if (text !== undefined)
      work.made(byDigest(digests, [await encoder.encodePassage(text.context, text.text)]));
}

async function encodeElsewhere(texts: Texts, work: Work): Promise<void> {
  const { start, made, signal } = work;
  let encoding = start();
  const end = (): void => encoding.end();
  signal.addEventListener('abort', end);
  let mayRetry = true;
  try {
    for await (const [digests, batch] of batchesOf(texts, BATCH, work)) {
      const vectors = await encoding.encode(batch).catch((err: unknown) => {
        if (signal.aborted || !mayRetry) throw err;
        mayRetry = false;
        encoding.end();
        encoding = start();
        return encoding.encode(batch);
      });
      made(byDigest(digests, vectors));
    }
  } finally {
    signal.removeEventListener('abort', end);
    end();
  }
}

async function* batchesOf(
  texts: Texts,
  size: number,
  { turn, signal }: Work,
): AsyncGenerator<[digests: string[], texts: UnitText[]]> {
  for (; ; await setImmediate()) {
    await turn();
    signal.throwIfAborted();
    const batch = [...texts.entries().take(size)];
    if (batch.length === 0) return;
    yield [batch.map(([digest]) => digest), batch.map(([, { text }]) => text)];
  }
}

function byDigest(digests: readonly string[], vectors: readonly Vector[]): Map<string, Vector> {
  return new Map(digests.map((digest, i) => [digest, vectors[i] ?? new Int8Array()]));
}
