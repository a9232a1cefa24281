import { fork } from 'node:child_process';
import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const RESOLUTION_MS = 5;

/** What some work took, and how long event loops stood still meanwhile at most; in ms. */
export type Watched<Result> = {
  readonly result: Result;
  readonly ms: number;
  /** The event loop of this thread. */
  readonly pauseMs: number;
  /** That of a process that does nothing: what the machine itself is good for. */
  readonly idlePauseMs: number;
};

/** Does some work and watches the event loop of this thread meanwhile, and that of an idle process beside it. */
export async function watched<Result>(work: () => Promise<Result>): Promise<Watched<Result>> {
  const idle = fork(fileURLToPath(import.meta.url), ['idle']);
  await once(idle, 'message');
  globalThis.gc?.(); // What was there before is not to be collected meanwhile.
  const delay = startDelay();
  const started = performance.now();
  const result = await work();
  const ms = performance.now() - started;
  const pauseMs = await endDelay(delay);
  idle.send('stop');
  const [idlePauseMs] = (await once(idle, 'message')) as [number];
  return { result, ms, pauseMs, idlePauseMs };
}

function startDelay(): ReturnType<typeof monitorEventLoopDelay> {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  return delay;
}

async function endDelay(delay: ReturnType<typeof monitorEventLoopDelay>): Promise<number> {
  await sleep(2 * RESOLUTION_MS); // A pause at the very end shows at the next turn.
  delay.disable();
  return delay.max / 1e6;
}

if (process.argv[2] === 'idle') {
  await sleep(100); // Its own start is no pause.
  const delay = startDelay();
  process.send?.('ready');
  await once(process, 'message');
  process.send?.(await endDelay(delay), () => process.disconnect());
}
