import type { ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Pool } from 'workerpool';
import type { Reader, Reading, Refusal } from './reader.ts';
import type { Format } from './worker.ts';
import type { Watch } from './worker-watch.ts';

/** What one file may cost before it is given up. */
export type Limits = {
  /** Of computing, which takes the same however busy the machine is. */
  readonly cpuSeconds: number;
  /** From beginning to end: a process that computes nothing and never ends is noticed by nothing else. */
  readonly wallSeconds: number;
  /** Beside what the program itself takes. */
  readonly megabytes: number;
};

const LIMITS: Limits = { cpuSeconds: 20, wallSeconds: 300, megabytes: 512 };

/** Bridges the time between one look at the documents and the next, where that is short. */
const IDLE_MS = 5_000;

/** What a process takes with all libraries loaded and nothing read. */
const PROGRAM_MB = 250;

type Started = { readonly pool: Pool; running: number; idle: NodeJS.Timeout | null };

/** By the limits they have. */
const started = new Map<string, Promise<Started>>();

/**
 * The reader of a format, run in a process of its own: a file that would hang or exhaust it costs a refusal, and one that
 * takes long holds up nobody. A worker thread would not do, as V8 ends the whole process where one outgrows its memory at
 * once. Processes start with the first file and end soon after the last.
 */
export function isolate(format: Format, changed: Partial<Limits> = {}): Reader {
  const limits = { ...LIMITS, ...changed };
  return async (bytes) => {
    const workers = await start(limits);
    workers.running += 1;
    if (workers.idle !== null) clearTimeout(workers.idle);
    holdUp(workers.pool, 'ref');
    try {
      return await readIn(workers.pool, format, bytes, limits.wallSeconds);
    } catch (err) {
      return refusalFor(err, limits);
    } finally {
      workers.running -= 1;
      if (workers.running === 0) {
        workers.idle = setTimeout(() => stop(limits), IDLE_MS).unref();
        holdUp(workers.pool, 'unref');
      }
    }
  };
}

/** Whether the pool's processes are waited for before this one ends. One that is not ends when it loses its parent. */
function holdUp(pool: Pool, how: 'ref' | 'unref'): void {
  // Its types keep the processes to itself; there is no option for this.
  const { workers } = pool as unknown as {
    readonly workers: readonly { readonly worker: ChildProcess | null }[];
  };
  for (const { worker } of workers) {
    worker?.[how]();
    worker?.channel?.[how]();
    // Of a child process, these are sockets.
    for (const pipe of [worker?.stdout, worker?.stderr]) if (pipe instanceof Socket) pipe[how]();
  }
}

async function readIn(
  pool: Pool,
  format: Format,
  bytes: Uint8Array,
  wallSeconds: number,
): Promise<Reading | Refusal> {
  return pool.exec('read', [format, bytes]).timeout(wallSeconds * 1_000);
}

function start(limits: Limits): Promise<Started> {
  const workers = started.get(keyOf(limits)) ?? startPool(limits);
  started.set(keyOf(limits), workers);
  return workers;
}

/** A pool that is ending loses what it is given, so that the next file starts a new one. */
async function stop(limits: Limits): Promise<void> {
  const workers = started.get(keyOf(limits));
  started.delete(keyOf(limits));
  await (await workers)?.pool.terminate();
}

function keyOf({ cpuSeconds, megabytes }: Limits): string {
  return `${cpuSeconds} s, ${megabytes} MB`;
}

async function startPool({ cpuSeconds, megabytes }: Limits): Promise<Started> {
  const { pool } = await import('workerpool'); // A start from a stored index reads no file.
  const watch: Watch = { megabytes: megabytes + PROGRAM_MB, cpuSeconds };
  return {
    pool: pool(fileURLToPath(new URL('./worker.ts', import.meta.url)), {
      workerType: 'process',
      workerTerminateTimeout: 50,
      emitStdStreams: true, // Else what V8 says of a lack of memory would show on the terminal.
      forkArgs: [JSON.stringify(watch)],
      forkOpts: { execArgv: [`--max-old-space-size=${megabytes}`], serialization: 'advanced', env: {} },
    }),
    running: 0,
    idle: null,
  };
}

/** The process catches what its readers throw: what comes out here is the end of the process, or none could start. */
function refusalFor(err: unknown, { cpuSeconds, wallSeconds, megabytes }: Limits): Refusal {
  const message = err instanceof Error ? err.message : String(err);
  if (/signalCode: `SIG(?:ABRT|KILL)`/.test(message))
    return { refused: `it needs more than ${megabytes} MB to read` };
  if (/signalCode: `SIGALRM`/.test(message))
    return { refused: `it took more than ${cpuSeconds} s of computing to read`, isTransient: true };
  if (err instanceof Error && err.name === 'TimeoutError')
    return { refused: `it was not read within ${wallSeconds} s`, isTransient: true };
  return { refused: `it was not read to its end (${message.split('\n')[0]?.trim()})`, isTransient: true };
}
