import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { readServing, startHeartbeat, type Told } from '../../src/heartbeat.ts';
import { createLogger } from '../../src/logger.ts';
import { temporaryFolder } from '../support/folders.ts';

const silent = createLogger('silent', new PassThrough());

const TOLD: Told = {
  adapters: ['terminal'],
  indexId: 'abc',
  meaning: { isInUse: false, units: 9, unitsDone: 3, problem: 'no such model' },
  nextRefreshAt: '2026-11-22T12:05:00.000Z',
  lastRefresh: { at: '2026-11-22T12:00:00.000Z', outcome: 'failed', reason: 'the folder is gone' },
  memory: { rssBytes: 2e8, heapBytes: 1e8 },
};
const tell = async (): Promise<Told> => TOLD;

it('tells a process that serves from one that has stopped or hangs', async () => {
  const dataDir = temporaryFolder();
  expect(await readServing(dataDir, new Date())).toBeNull();
  const heartbeat = await startHeartbeat(dataDir, tell, silent);
  expect(await readServing(dataDir, new Date())).toEqual({
    pid: process.pid,
    details: { ...TOLD, startedAt: expect.stringMatching(/^20.*Z$/) },
  });
  expect(await readServing(dataDir, new Date(Date.now() + 60_000))).toBeNull();
  await heartbeat.stop();
  expect(await readServing(dataDir, new Date())).toBeNull();
});

it.each<[string, object, object | null]>([
  ['tells less', {}, { pid: process.pid, details: null }],
  ['tells other things', { details: { adapters: 3 } }, { pid: process.pid, details: null }],
  ['has no process to speak of', { pid: -1 }, null],
])(
  'counts on a process of another version that %s only as far as it understands',
  async (_what, more, serving) => {
    const dataDir = temporaryFolder();
    const beat = { pid: process.pid, beatAt: Date.now(), ...more };
    writeFileSync(join(dataDir, 'serving.json'), JSON.stringify(beat));
    expect(await readServing(dataDir, new Date())).toEqual(serving);
  },
);

it('costs nothing else where the data folder cannot be written to', async () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  const log = new PassThrough();
  const heartbeat = await startHeartbeat(file, tell, createLogger('warn', log));
  expect(String(log.read())).toContain('no heartbeat');
  await heartbeat.stop();
});
