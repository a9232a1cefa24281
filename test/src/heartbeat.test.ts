import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { isServing, startHeartbeat } from '../../src/heartbeat.ts';
import { createLogger } from '../../src/logger.ts';
import { temporaryFolder } from '../support/folders.ts';

const silent = createLogger('silent', new PassThrough());

it('tells a process that serves from one that has stopped or hangs', async () => {
  const dataDir = temporaryFolder();
  expect(await isServing(dataDir, new Date())).toBe(false);
  const heartbeat = await startHeartbeat(dataDir, silent);
  expect(await isServing(dataDir, new Date())).toBe(true);
  expect(await isServing(dataDir, new Date(Date.now() + 60_000))).toBe(false);
  await heartbeat.stop();
  expect(await isServing(dataDir, new Date())).toBe(false);
});

it('costs nothing else where the data folder cannot be written to', async () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  const log = new PassThrough();
  const heartbeat = await startHeartbeat(file, createLogger('warn', log));
  expect(String(log.read())).toContain('no heartbeat');
  await heartbeat.stop();
});
