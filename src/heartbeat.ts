import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Logger } from './logger.ts';

const FILE = 'serving.json';
const INTERVAL_MS = 10_000;
/** Three beats: one may be late on a busy machine. */
const MAX_AGE_MS = 3 * INTERVAL_MS;

/** What a process that serves knows of itself. */
const Told = z.object({
  /** Names of the adapters that run. */
  adapters: z.array(z.string()),
  /** Index it answers from. */
  indexId: z.string(),
  /** How far its answers by meaning are, and what is in their way; `null` where they are switched off. */
  meaning: z
    .object({
      isInUse: z.boolean(),
      units: z.number(),
      unitsDone: z.number(),
      problem: z.string().nullable(),
    })
    .nullable(),
  /** ISO 8601 time of its next look for changed documents by the clock; `null` for never. */
  nextRefreshAt: z.string().nullable(),
  /** What came of its last look; `null` before the first. */
  lastRefresh: z.object({ at: z.string(), outcome: z.string(), reason: z.string().nullable() }).nullable(),
  memory: z.object({ rssBytes: z.number(), heapBytes: z.number() }),
});
export type Told = z.infer<typeof Told>;

const Details = Told.extend({ startedAt: z.string() });

/** Another version may have written it: what it tells of itself counts only where it can be understood. */
const Beat = z.object({
  pid: z.int().positive(),
  beatAt: z.number(),
  details: Details.nullable().catch(null),
});

/** A process that serves; `details` is `null` if it is of a version that tells other things. */
export type Serving = Pick<z.infer<typeof Beat>, 'pid' | 'details'>;

/** Says, in the data folder, that a process serves, and what it does; for health checks and maintainers outside it. */
export type Heartbeat = { readonly stop: () => Promise<void> };

/**
 * Beats until stopped. A data folder that cannot be written to is logged once and costs only the heartbeat.
 * @param tell asked at each beat
 */
export async function startHeartbeat(
  dataDir: string,
  tell: () => Promise<Told>,
  log: Logger,
): Promise<Heartbeat> {
  const file = join(dataDir, FILE);
  const startedAt = new Date().toISOString();
  let failed = false;
  const beat = async (): Promise<void> => {
    try {
      const details = { ...(await tell()), startedAt };
      const content: z.infer<typeof Beat> = { pid: process.pid, beatAt: Date.now(), details };
      await mkdir(dataDir, { recursive: true });
      await writeFile(`${file}.${process.pid}`, JSON.stringify(content));
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

/** The process that serves from this data folder; `null` if there is none. */
export async function readServing(dataDir: string, now: Date): Promise<Serving | null> {
  const beat = await readBeat(dataDir);
  if (beat === null || now.getTime() - beat.beatAt > MAX_AGE_MS || !isRunning(beat.pid)) return null;
  return { pid: beat.pid, details: beat.details };
}

async function readBeat(dataDir: string): Promise<z.infer<typeof Beat> | null> {
  try {
    return Beat.parse(JSON.parse(await readFile(join(dataDir, FILE), 'utf8')));
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
