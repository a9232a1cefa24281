import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { UnitText } from './unit-texts.ts';
import type { Encoded, Task } from './vector-worker.ts';
import { DIMENSIONS, type Vector } from './vectors.ts';

/** Encodes elsewhere than here. */
export type Encoding = {
  /** @throws {Error} if it cannot be done: then this one is of no more use */
  readonly encode: (texts: readonly UnitText[]) => Promise<Vector[]>;
  readonly end: () => void;
};

/** The memory of what is read while a model is opened is given back at once, not when there is need of it. */
const THRIFTY = ['--optimize-for-size', '--max-semi-space-size=2'];

/** What encodes nothing for so long hangs, however busy the machine is. */
const MAX_BATCH_MS = 300_000;

/**
 * Starts a process with an encoder of its own: neither what it computes nor what becomes of it holds up or ends this one, and its
 * memory is given back to the last byte.
 * @param isWaitedFor whether this process stays as long as that one is at work
 */
export function startEncoding(task: Task, isWaitedFor: boolean): Encoding {
  const child = fork(fileURLToPath(new URL('./vector-worker.ts', import.meta.url)), [JSON.stringify(task)], {
    execArgv: THRIFTY,
    env: {},
    serialization: 'advanced',
    // What libraries say there is for no one; what went wrong comes as a message.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.on('error', () => {}); // Whoever waits for something hears of it.
  if (!isWaitedFor) {
    child.unref();
    child.channel?.unref();
  }
  return {
    encode: async (texts) => {
      const answer = await ask(child, texts);
      if ('failed' in answer) throw new Error(answer.failed);
      return texts.map((_, i) => answer.components.subarray(i * DIMENSIONS, (i + 1) * DIMENSIONS));
    },
    end: () => void child.kill('SIGKILL'),
  };
}

function ask(child: ChildProcess, texts: readonly UnitText[]): Promise<Encoded> {
  const { promise, resolve, reject } = Promise.withResolvers<Encoded>();
  const ended = (code: number | null, signal: string | null): void =>
    reject(new Error(`the process that encodes has ended (${signal ?? `exit code ${code}`})`));
  const late = setTimeout(
    () => reject(new Error(`nothing was encoded within ${MAX_BATCH_MS / 1_000} s`)),
    MAX_BATCH_MS,
  ).unref();
  child.once('message', resolve).once('exit', ended).once('error', reject);
  if (child.exitCode !== null || child.signalCode !== null) ended(child.exitCode, child.signalCode);
  else child.send([...texts], (err) => void (err !== null && reject(err)));
  return promise.finally(() => {
    clearTimeout(late);
    child.off('message', resolve).off('exit', ended).off('error', reject);
  });
}
