import { setTimeout as delay } from 'node:timers/promises';

/** Waits until `find` finds something. */
export async function until<T>(
  find: () => T | undefined | false,
  what: string,
  timeoutMs = 15_000,
): Promise<T> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const found = find();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
    await delay(5);
  }
}
