import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { temporaryFolder } from './folders.ts';

const ROOT = new URL('../..', import.meta.url).pathname;

/**
 * What processes of all tests have in common. Compiled code is shared: each starts a quarter faster. Models take a second to load:
 * where answers by meaning are not the subject, there are none.
 */
export const TEST_ENV = {
  NODE_COMPILE_CACHE: join(tmpdir(), 'plancite-test-compiled'),
  SEMANTICS: 'off',
};

export type Finished = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

/** Data folder of all that ask of the shipped documents and name none: the index is built once. */
const SHIPPED_DATA = temporaryFolder();

/** Starts the real command line as a process of its own; with documents of its own it has a data folder of its own. */
export function start(
  args: readonly string[],
  env: Record<string, string> = {},
): ChildProcessWithoutNullStreams {
  const isShipped = env.SEEDS_DIR === undefined && !args.includes('--seeds');
  const dataDir = isShipped ? SHIPPED_DATA : temporaryFolder();
  return spawn(process.execPath, ['src/bin.js', ...args], {
    cwd: ROOT,
    env: { ...TEST_ENV, PATH: process.env.PATH, DATA_DIR: dataDir, ...env },
  });
}

/** Runs the command line to its end; `input` is what is piped into it. */
export async function run(
  args: readonly string[],
  input = '',
  env: Record<string, string> = {},
): Promise<Finished> {
  const child = start(args, env);
  child.stdin.on('error', () => {}); // A command that reads no input may be gone before it is written.
  child.stdin.end(input);
  return finished(child);
}

export async function finished(child: ChildProcessWithoutNullStreams): Promise<Finished> {
  const [stdout, stderr, status] = await Promise.all([
    child.stdout.setEncoding('utf8').toArray(),
    child.stderr.setEncoding('utf8').toArray(),
    new Promise<number | null>((resolve) => child.once('close', resolve)),
  ]);
  // How far it is says only how slow the machine is.
  const said = stderr.join('').replace(/^\d+ of \d+ files read\n/gm, '');
  return { status, stdout: stdout.join(''), stderr: said };
}
