import PQueue from 'p-queue';
import type { Delivery } from './delivery.ts';
import type { Journal } from './journal.ts';
import type { Logger } from './logger.ts';

/** Of those left from before a restart, so that what is asked meanwhile finds room beside them. */
const CONCURRENCY = 8;
/** Other processes on the same data folder may die as well. */
const EVERY_MS = 60_000;

/** Answers what processes that died have left. */
export type Adoption = {
  /** Now and from time to time. */
  readonly start: () => void;
  /** What was adopted and has not begun waits for the next start. Resolves once nothing is under way. */
  readonly stop: () => Promise<void>;
};

/**
 * @param find what is left and can be answered here, which is this process's from then on
 * @param handle sees it through
 */
export function createAdoption(
  find: () => ReturnType<Journal['adopt']>,
  handle: (delivery: Delivery, payload: unknown) => Promise<void>,
  log: Logger,
): Adoption {
  const adopted = new PQueue({ concurrency: CONCURRENCY });
  const adopt = (): void => {
    const left = find();
    if (left.length > 0) log.warn({ deliveries: left.length }, 'answering what a process that died has left');
    for (const { delivery, payload } of left)
      adopted
        .add(() => handle(delivery, payload))
        .catch((err: unknown) => log.error({ err }, 'not answered after a restart'));
  };
  let adopting: NodeJS.Timeout | undefined;
  return {
    start() {
      adopt();
      adopting = setInterval(adopt, EVERY_MS).unref();
    },
    async stop() {
      clearInterval(adopting);
      adopted.clear();
      await adopted.onIdle();
    },
  };
}
