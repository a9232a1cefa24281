import { parentPort, workerData } from 'node:worker_threads';

/** What the thread that watches a reading process is given. */
export type Watch = {
  /** More than this, and the process ends; all of its memory counts. */
  readonly megabytes: number;
  /** So too when it computes longer than this for one file. */
  readonly cpuSeconds: number;
};

/** A second is enough to fill a machine's memory. */
const EVERY_MS = 100;

const { megabytes, cpuSeconds } = workerData as Watch;
const parent = process.ppid;
/** What the process had computed when it began with the file it is at; `null` between files. */
let begun: NodeJS.CpuUsage | null = null;

parentPort?.on('message', (what: 'begun' | 'ended') => {
  begun = what === 'begun' ? process.cpuUsage() : null;
});

/**
 * Ends the process that reads when it takes too much memory, of which V8 limits only a part: 4 kB of a PDF unpack to
 * gigabytes outside of its heap. So too when it computes too long, by its own time, as the clock would count what others
 * do on a busy machine; and when its parent has gone, as nobody else would end it while it is busy.
 */
setInterval(() => {
  if (process.memoryUsage.rss() > megabytes * 1_000_000 || process.ppid !== parent) end('SIGKILL');
  if (begun === null) return;
  const { user, system } = process.cpuUsage(begun);
  if (user + system > cpuSeconds * 1_000_000) end('SIGALRM');
}, EVERY_MS);

/** By the signal, the parent tells what it was. */
function end(signal: 'SIGKILL' | 'SIGALRM'): void {
  process.kill(process.pid, signal);
}
