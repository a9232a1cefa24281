import { fileURLToPath } from 'node:url';
import type { Pool } from 'workerpool';
import type { Reader, Reading, Refusal } from './reader.ts';
import type { Format } from './worker.ts';

/** What one file may cost before it is given up. */
export type Limits = {
  readonly seconds: number;
  /** Beside what the program itself takes. */
  readonly megabytes: number;
};

const LIMITS: Limits = { seconds: 20, megabytes: 512 };

/** Bridges the moments between one file and the next; longer, and a command would be slow to end. */
const IDLE_MS = 200;

/** What a process takes with all libraries loaded and nothing read. */
const PROGRAM_MB = 250;

type Started = { readonly pool: Pool; running: number; idle: NodeJS.Timeout | null };

/** By the memory they have. */
const started = new Map<number, Promise<Started>>();

/**
 * The reader of a format, run in a process of its own: a file that would hang or exhaust it costs a refusal. A worker
 * thread would not do, as V8 ends the whole process where one outgrows its memory at once. Processes start with the
 * first file and end soon after the last.
 */
export function isolate(format: Format, limits: Limits = LIMITS): Reader {
  return async (bytes) => {
    const workers = await start(limits.megabytes);
    workers.running += 1;
    if (workers.idle !== null) clearTimeout(workers.idle);
    try {
      return await readIn(workers.pool, format, bytes, limits.seconds);
    } catch (err) {
      return { refused: reasonFor(err, limits) };
    } finally {
      workers.running -= 1;
      if (workers.running === 0) workers.idle = setTimeout(() => stop(limits.megabytes), IDLE_MS);
    }
  };
}

async function readIn(
  pool: Pool,
  format: Format,
  bytes: Uint8Array,
  seconds: number,
): Promise<Reading | Refusal> {
  return pool.exec('read', [format, bytes]).timeout(seconds * 1_000);
}

function start(megabytes: number): Promise<Started> {
  const workers = started.get(megabytes) ?? startPool(megabytes);
  started.set(megabytes, workers);
  return workers;
}

/** A pool that is ending loses what it is given, so that the next file starts a new one. */
async function stop(megabytes: number): Promise<void> {
  const workers = started.get(megabytes);
  started.delete(megabytes);
  await (await workers)?.pool.terminate();
}

async function startPool(megabytes: number): Promise<Started> {
  const { pool } = await import('workerpool'); // A start from a stored index reads no file.
  return {
    pool: pool(fileURLToPath(new URL('./worker.ts', import.meta.url)), {
      workerType: 'process',
      workerTerminateTimeout: 50,
      emitStdStreams: true, // Else what V8 says of a lack of memory would show on the terminal.
      forkArgs: [String(megabytes + PROGRAM_MB)],
      forkOpts: { execArgv: [`--max-old-space-size=${megabytes}`], serialization: 'advanced', env: {} },
    }),
    running: 0,
    idle: null,
  };
}

function reasonFor(err: unknown, { seconds, megabytes }: Limits): string {
  if (!(err instanceof Error)) return `it cannot be read (${err})`;
  if (err.name === 'TimeoutError') return `it took longer than ${seconds} s to read`;
  if (/signalCode: `SIG(?:ABRT|KILL)`/.test(err.message)) return `it needs more than ${megabytes} MB to read`;
  return `it cannot be read, it may be damaged (${err.message.split('\n')[0]})`;
}
