import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from './logger.ts';

const FILE = 'serving.json';
const INTERVAL_MS = 10_000;
/** Three beats: one may be late on a busy machine. */
const MAX_AGE_MS = 3 * INTERVAL_MS;

/** Says, in the data folder, that a process serves; for health checks from outside it. */
export type Heartbeat = { readonly stop: () => Promise<void> };

/** Beats until stopped. A data folder that cannot be written to is logged once and costs only the heartbeat. */
export async function startHeartbeat(dataDir: string, log: Logger): Promise<Heartbeat> {
  const file = join(dataDir, FILE);
  let failed = false;
  const beat = async (): Promise<void> => {
    try {
      await mkdir(dataDir, { recursive: true });
      await writeFile(`${file}.${process.pid}`, JSON.stringify({ pid: process.pid, beatAt: Date.now() }));
      await rename(`${file}.${process.pid}`, file);
    } catch (err) {
      if (!failed) log.warn({ err }, 'no heartbeat: health checks will fail');
      failed = true;
    }
  };
  await beat();
  const timer = setInterval(() => void beat(), INTERVAL_MS).unref();
  return {
    async stop() {
      clearInterval(timer);
      if (!failed) await rm(file, { force: true });
    },
  };
}

/** Whether a process that uses this data folder is serving. */
export async function isServing(dataDir: string, now: Date): Promise<boolean> {
  try {
    const { beatAt } = JSON.parse(await readFile(join(dataDir, FILE), 'utf8')) as { beatAt?: unknown };
    return typeof beatAt === 'number' && now.getTime() - beatAt <= MAX_AGE_MS;
  } catch {
    return false; // No file, or one caught half written: nobody vouches for the process.
  }
}
