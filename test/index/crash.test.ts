import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { LiveIndex } from '../../index/live-index.ts';
import { readReports } from '../../index/refresh-reports.ts';
import { readSnapshot } from '../../index/snapshot.ts';
import { folderWith, SEEDS_DIR, temporaryFolder } from '../support/folders.ts';
import { TEST_ENV } from '../support/plancite.ts';
import { equally } from '../support/terms.ts';

const LOOP = new URL('../support/refresh-loop.ts', import.meta.url).pathname;
const KILLS = 50;
const LANES = 2;
/** A refresh of the loop takes a few milliseconds: this is many of them. */
const MAX_LIFE_MS = 60;

/** Starts the loop, kills it at some moment of its life, and looks at what it left. */
async function killOnce(seedsDir: string, dataDir: string): Promise<void> {
  const child = spawn(process.execPath, [LOOP, seedsDir, dataDir], {
    env: { ...TEST_ENV, PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  await sleep(Math.random() * MAX_LIFE_MS);
  child.kill('SIGKILL');
  await once(child, 'close');
  const snapshot = await readSnapshot(dataDir);
  expect(snapshot.outcome).toBe('read');
  expect(['read', 'missing']).toContain((await readSnapshot(dataDir, 'previous')).outcome);
  expect(readReports(dataDir).reports.length).toBeGreaterThan(0);
  const live = await LiveIndex.open({ seedsDir, maxDocumentBytes: 1_000_000, dataDir, maxLoss: 1 });
  expect(live.current.search.search(equally('edit'), 1)).toHaveLength(1);
}

describe('a process killed at any moment of a refresh loop', () => {
  it(`leaves a good index, ${KILLS} times out of ${KILLS}`, { timeout: 110_000 }, async () => {
    const lanes = Array.from({ length: LANES }, async () => {
      const seedsDir = folderWith({ 'a.txt': 'Edition 0\n\nThe text of this edition.\n' });
      const dataDir = temporaryFolder();
      for (let kill = 0; kill < KILLS / LANES; kill += 1) await killOnce(seedsDir, dataDir);
    });
    await Promise.all(lanes);
  });
});

describe('a full disk', () => {
  // A small file system of its own needs the right to mount one.
  it.skipIf(process.getuid?.() !== 0)('costs the stored index, not the answers', async () => {
    const dataDir = temporaryFolder();
    const script = `mount -t tmpfs -o size=32k tmpfs ${dataDir} && ${process.execPath} src/bin.js reindex && ${process.execPath} src/bin.js ask how many key projects`;
    const child = spawn('unshare', ['-m', 'sh', '-c', script], {
      env: { ...TEST_ENV, PATH: process.env.PATH, DATA_DIR: dataDir, SEEDS_DIR },
      cwd: new URL('../..', import.meta.url).pathname,
    });
    const [output] = await Promise.all([child.stdout.setEncoding('utf8').toArray(), once(child, 'close')]);
    expect(child.exitCode).toBe(0);
    expect(output.join('')).toContain('database or disk is full');
    expect(output.join('')).toContain('There are 17 key projects');
  });
});
