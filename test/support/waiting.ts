import { setTimeout as delay } from 'node:timers/promises';

/** A server that is slow: in the meantime whoever waits may be gone. */
export type Slowness = { readonly acceptsAfterMs: number; readonly tellsAfterMs: number };

export const AT_ONCE: Slowness = { acceptsAfterMs: 0, tellsAfterMs: 0 };

/** None at all is no time, not even a turn of the event loop. */
export async function takeTime(ms: number): Promise<void> {
  if (ms > 0) await delay(ms);
}

/** Waits until `find` finds something. */
export async function until<T>(
  find: () => T | undefined | false,
  what: string,
  timeoutMs = 45_000,
): Promise<T> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const found = find();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
    await delay(5);
  }
}
