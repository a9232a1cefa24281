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
      // Another process on the same folder may have taken over.
      if ((await readBeat(dataDir))?.pid === process.pid) await rm(file, { force: true });
    },
  };
}

/** Whether a process that uses this data folder is serving. */
export async function isServing(dataDir: string, now: Date): Promise<boolean> {
  const beat = await readBeat(dataDir);
  return beat !== null && now.getTime() - beat.beatAt <= MAX_AGE_MS && isRunning(beat.pid);
}

type Beat = { readonly pid: number; readonly beatAt: number };

async function readBeat(dataDir: string): Promise<Beat | null> {
  try {
    const { pid, beatAt } = JSON.parse(await readFile(join(dataDir, FILE), 'utf8')) as Partial<Beat>;
    return typeof pid === 'number' && typeof beatAt === 'number' ? { pid, beatAt } : null;
  } catch {
    return null; // No file, or no heartbeat in it: nobody vouches for the process.
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (err) {
    return err instanceof Error && 'code' in err && err.code === 'EPERM';
  }
}
