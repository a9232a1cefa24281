import type { Adapter } from './adapter.ts';
import type { Logger } from './logger.ts';

/**
 * Starts the adapters and serves until `signal` aborts or all of them have ended by themselves; then stops them,
 * letting replies under way finish.
 * @throws what an adapter's start throws, with the others stopped
 */
export async function serve(adapters: readonly Adapter[], signal: AbortSignal, log: Logger): Promise<void> {
  const aborted = new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  try {
    // A platform that cannot be reached is waited for, unless it is time to stop.
    await Promise.race([aborted, Promise.all(adapters.map((adapter) => adapter.start()))]);
    if (signal.aborted) return;
    log.info({ adapters: adapters.map(({ name }) => name) }, 'serving');
    await Promise.race([aborted, Promise.all(adapters.map(({ ended }) => ended))]);
  } finally {
    await Promise.allSettled(adapters.map((adapter) => adapter.stop()));
    log.info('stopped');
  }
}
