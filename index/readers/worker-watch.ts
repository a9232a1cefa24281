import { workerData } from 'node:worker_threads';

/** What the thread that watches a reading process is given. */
export type Watch = {
  /** More than this, and the process ends; all of its memory counts. */
  readonly megabytes: number;
};

/** A second is enough to fill a machine's memory. */
const EVERY_MS = 100;

const { megabytes } = workerData as Watch;
const parent = process.ppid;

/**
 * Ends the process that reads when it takes too much memory, of which V8 limits only a part: 4 kB of a PDF unpack to
 * gigabytes outside of its heap. So too when its parent has gone, as nobody else would end it while it is busy.
 */
setInterval(() => {
  if (process.memoryUsage.rss() > megabytes * 1_000_000 || process.ppid !== parent) {
    process.kill(process.pid, 'SIGKILL');
  }
}, EVERY_MS);
