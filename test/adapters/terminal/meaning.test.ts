import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import type { Answer } from '../../../src/answer.ts';
import type { Status } from '../../../src/bot.ts';
import { startHeartbeat, type Told } from '../../../src/heartbeat.ts';
import { createLogger } from '../../../src/logger.ts';
import { folderWith, temporaryFolder } from '../../support/folders.ts';
import { run } from '../../support/plancite.ts';

const LEAVE = 'Leave rules\n\nStaff have thirty days of paid leave a year.';
/** Enough to be encoded in a process of its own. */
const ROADS = Array.from({ length: 70 }, (_, i) => `Paragraph ${i} is about road ${i}.`);

/** The product with its models, on documents of its own. */
function product() {
  const env = {
    SEEDS_DIR: folderWith({ 'leave.txt': LEAVE, 'roads.txt': ROADS.join('\n\n') }),
    DATA_DIR: temporaryFolder(),
    SEMANTICS: 'on',
  };
  const json = async <T>(...args: string[]): Promise<T> =>
    JSON.parse((await run([...args, '--json'], '', env)).stdout) as T;
  return {
    env,
    status: () => json<Status>('status'),
    ask: () => json<Answer>('ask', 'How many days of paid leave do staff have?'),
  };
}

it('commands that answer wait for what documents mean, and the status makes nothing of its own', async () => {
  const { env, status, ask } = product();
  const before = await status();
  expect(before.meaning).toMatchObject({ isInUse: false, units: 71, unitsDone: 0 });
  const answer = await ask();
  expect(answer).toMatchObject({ kind: 'cited', indexId: expect.stringContaining(`${before.indexId}-`) });
  expect(await status()).toMatchObject({
    indexId: answer.indexId,
    problems: [],
    meaning: { isInUse: true, units: 71, unitsDone: 71, runtime: expect.stringMatching(/native|wasm/) },
  });
  expect((await run(['status'], '', env)).stdout).toContain(
    '\nanswers by meaning too: 71 pieces of text, models ',
  );
  expect(await ask()).toEqual(answer);
});

it('the status says why a process that serves answers by words alone', async () => {
  const { env } = product();
  const told: Told = {
    adapters: ['slack'],
    indexId: 'abc',
    meaning: { isInUse: false, units: 71, unitsDone: 8, problem: 'the process that encodes has ended' },
    nextRefreshAt: null,
    lastRefresh: null,
    memory: { rssBytes: 2e8, heapBytes: 1e8 },
  };
  const log = createLogger('silent', new PassThrough());
  const heartbeat = await startHeartbeat(env.DATA_DIR, async () => told, log);
  expect((await run(['status'], '', { ...env, SEMANTICS: 'off' })).stdout).toContain(
    '\n  it answers by words alone, 8 of 71 pieces of text read for what they mean: the process that encodes has ended\n',
  );
  await heartbeat.stop();
});

it('without models nothing of them is stored', async () => {
  const { env } = product();
  await run(['ask', 'paid leave'], '', { ...env, SEMANTICS: 'off' });
  expect(existsSync(join(env.DATA_DIR, 'vectors.db'))).toBe(false);
  const { stdout } = await run(['status'], '', { ...env, SEMANTICS: 'off' });
  expect(stdout).toContain('\nanswers by words alone: SEMANTICS is off\n');
});
