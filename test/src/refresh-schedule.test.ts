import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { LiveIndex } from '../../index/live-index.ts';
import { createBot } from '../../src/bot.ts';
import { createLogger } from '../../src/logger.ts';
import { type RefreshSchedule, startRefreshing } from '../../src/refresh-schedule.ts';
import { EVERYTHING } from '../../src/scope.ts';
import { folderWith, temporaryFolder } from '../support/folders.ts';
import { TODAY } from '../support/questions.ts';

const LEAVE = 'Leave rules\n\nStaff have thirty days of paid leave a year.\n';
const EVERY_SECOND = { expression: '* * * * * *', timeZone: 'Asia/Shanghai' };
const PATIENCE = { timeout: 8_000, interval: 50 };

let schedule: RefreshSchedule | undefined;
afterEach(() => schedule?.stop());

async function runningBot(settings: { cron: boolean; watch: boolean }) {
  const seedsDir = folderWith({ 'leave.txt': LEAVE });
  const index = await LiveIndex.open({
    seedsDir,
    maxDocumentBytes: 1_000,
    dataDir: temporaryFolder(),
    maxLoss: 0.5,
  });
  const lines = new PassThrough();
  const log = createLogger('debug', lines);
  const bot = createBot({ index, now: () => TODAY, log });
  schedule = await startRefreshing(
    bot,
    { refreshCron: settings.cron ? EVERY_SECOND : null, refreshWatch: settings.watch, seedsDir },
    log,
  );
  const days = async (): Promise<string | undefined> => {
    const answer = await bot.ask({ text: 'How many days of paid leave?', history: [], scope: EVERYTHING });
    return answer.kind === 'cited' ? /(\w+) days/.exec(answer.citations[0].excerpt)?.[1] : undefined;
  };
  let logged = '';
  lines.on('data', (chunk) => {
    logged += String(chunk);
  });
  return { seedsDir, days, logged: () => logged };
}

describe('a running bot', () => {
  it.each([
    ['by the clock', { cron: true, watch: false }],
    ['as it is edited, without a clock', { cron: false, watch: true }],
  ])('answers from a changed document %s', async (_how, settings) => {
    const { seedsDir, days } = await runningBot(settings);
    expect(await days()).toBe('thirty');
    writeFileSync(join(seedsDir, 'leave.txt'), LEAVE.replace('thirty', 'forty'));
    await vi.waitFor(async () => expect(await days()).toBe('forty'), PATIENCE);
  });

  it('goes on answering, and says why, while the documents cannot be read', async () => {
    const { seedsDir, days, logged } = await runningBot({ cron: true, watch: false });
    rmSync(seedsDir, { recursive: true });
    await vi.waitFor(() => expect(logged()).toContain('refresh failed; the index in use stays'), PATIENCE);
    expect(logged()).toContain('cannot be read');
    expect(await days()).toBe('thirty');
  });

  it('goes on answering, and says why, when the folder is emptied', async () => {
    const { seedsDir, days, logged } = await runningBot({ cron: true, watch: false });
    rmSync(join(seedsDir, 'leave.txt'));
    await vi.waitFor(() => expect(logged()).toContain('would lose 100 % of the passages'), PATIENCE);
    expect(await days()).toBe('thirty');
  });

  it('says when it looks next, and rebuilds nothing while nothing changes', async () => {
    const { logged } = await runningBot({ cron: true, watch: false });
    expect(schedule?.nextRun()?.getTime()).toBeGreaterThan(Date.now() - 1_000);
    await vi.waitFor(() => expect(logged()).toContain('documents unchanged'), PATIENCE);
    expect(logged()).not.toContain('index refreshed');
  });

  it('looks no more once it is stopped, nor ever if told not to', async () => {
    const { seedsDir, days } = await runningBot({ cron: false, watch: false });
    expect(schedule?.nextRun()).toBeNull();
    writeFileSync(join(seedsDir, 'leave.txt'), LEAVE.replace('thirty', 'forty'));
    await schedule?.stop();
    expect(await days()).toBe('thirty');
  });
});
