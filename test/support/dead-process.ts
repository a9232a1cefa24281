import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const JOURNAL = new URL('../../src/journal.ts', import.meta.url).href;

type Left = {
  readonly bot: string;
  readonly key: string;
  readonly payload: unknown;
  /** Whether it had begun to be answered. */
  readonly isBegun?: boolean;
};

/**
 * What a process that is killed leaves in the journal of a data folder.
 * @param ahead by how much its clock was ahead of ours, in ms
 */
export function leaveBehind(dataDir: string, left: readonly Left[], { ahead = 0 } = {}): void {
  const script = `
    const { createJournal } = await import(process.env.JOURNAL);
    const { dataDir, left, ahead } = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
    const now = Date.now;
    Date.now = () => now() + ahead;
    const log = { error: (...line) => console.error(...line) };
    const journal = createJournal(dataDir, log);
    for (const { isBegun, ...brought } of left) {
      const delivery = journal.take(brought);
      if (isBegun) delivery.begin();
    }
    process.kill(process.pid, 'SIGKILL');
  `;
  const { signal, stderr } = spawnSync(process.execPath, ['-e', `(async () => {${script}})()`], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { ...process.env, JOURNAL },
    input: JSON.stringify({ dataDir, left, ahead }),
    encoding: 'utf8',
  });
  if (signal !== 'SIGKILL' || stderr !== '') throw new Error(`not left behind: ${stderr}`);
}
