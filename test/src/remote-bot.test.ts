import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { PlanciteError } from '../../index/errors.ts';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import { openBot } from '../../src/open-bot.ts';
import { openRemoteBot, type RemoteBot } from '../../src/remote-bot.ts';
import { EVERYTHING } from '../../src/scope.ts';
import { folderWith, SEEDS_DIR, temporaryFolder } from '../support/folders.ts';

const LEAVE = 'Leave rules\n\nStaff have thirty days of paid leave a year.\n';
const QUESTION = { text: 'How many days of paid leave do staff have?', history: [], scope: EVERYTHING };
const silent = createLogger('silent', new PassThrough());

let remote: RemoteBot | undefined;
afterEach(() => remote?.stop());

async function open(seedsDir: string) {
  const config = readConfig({
    SEEDS_DIR: seedsDir,
    DATA_DIR: temporaryFolder(),
    LOG_LEVEL: 'silent',
    SEMANTICS: 'off',
  });
  const progress: [number, number][] = [];
  const heard: string[] = [];
  remote = await openRemoteBot(config, {
    onProgress: (done, total) => progress.push([done, total]),
    onRefreshed: (refreshed) => heard.push(refreshed.outcome),
  });
  return { ...remote, config, progress, heard };
}

describe('a bot in a thread of its own', () => {
  it('says what one in the same thread does', async () => {
    const { bot, config } = await open(SEEDS_DIR);
    const { bot: local } = await openBot(config, silent, 'awaited');
    for (const text of ['how many key projects', '湖南的目标', 'the moon', ''])
      expect(await bot.ask({ text, history: [], scope: EVERYTHING })).toEqual(
        await local.ask({ text, history: [], scope: EVERYTHING }),
      );
    expect(await bot.sources(EVERYTHING)).toEqual(await local.sources(EVERYTHING));
    expect(await bot.reports()).toEqual(await local.reports());
    expect(await bot.opening()).toMatchObject({ outcome: 'rebuilt' });
    expect((await bot.status()).indexId).toBe((await local.status()).indexId);
  });

  it('tells of its progress while it opens', async () => {
    const { progress } = await open(folderWith({ 'a.txt': LEAVE, 'b.txt': LEAVE }));
    expect(progress).toEqual([
      [1, 2],
      [2, 2],
    ]);
  });

  it('tells of every refresh, the failed ones too', async () => {
    const seedsDir = folderWith({ 'leave.txt': LEAVE });
    const { bot, heard } = await open(seedsDir);
    await bot.reindex({ force: true });
    rmSync(seedsDir, { recursive: true });
    await expect(bot.reindex({ force: false })).rejects.toMatchObject({ code: 'SEEDS_UNREADABLE' });
    expect(heard).toEqual(['rebuilt', 'failed']);
  });

  it('answers each question from one index, and none fails, while documents are edited and taken up', async () => {
    const seedsDir = folderWith({ 'leave.txt': LEAVE });
    const { bot } = await open(seedsDir);
    const said = new Map<string, Set<string>>();
    let editing = true;
    const asking = Array.from({ length: 4 }, async () => {
      while (editing) {
        const answer = await bot.ask(QUESTION);
        if (answer.kind !== 'cited') throw new Error(`not answered from index ${answer.indexId}`);
        const { excerpt, document } = answer.citations[0];
        said.set(
          answer.indexId,
          (said.get(answer.indexId) ?? new Set()).add(`${excerpt} ${document.sha256}`),
        );
      }
    });
    for (const days of ['forty', 'fifty', 'sixty', 'seventy']) {
      writeFileSync(join(seedsDir, 'leave.txt'), LEAVE.replace('thirty', days));
      const { newIndexId } = await bot.reindex({ force: false });
      const answer = await bot.ask(QUESTION);
      expect(answer).toMatchObject({ kind: 'cited', indexId: newIndexId });
      expect(JSON.stringify(answer)).toContain(`Staff have ${days} days`);
    }
    editing = false;
    await Promise.all(asking);
    expect(said.size).toBeGreaterThan(1);
    for (const answers of said.values()) expect(answers.size).toBe(1);
  });

  it('fails with what stopped the work, its code included', async () => {
    const { bot } = await open(folderWith({ 'leave.txt': LEAVE }));
    const rollBack = bot.rollBack();
    await expect(rollBack).rejects.toBeInstanceOf(PlanciteError);
    await expect(rollBack).rejects.toMatchObject({ code: 'NO_PREVIOUS_INDEX' });
    const missing = folderWith({});
    rmSync(missing, { recursive: true });
    await expect(open(missing)).rejects.toMatchObject({ code: 'SEEDS_UNREADABLE' });
  });

  it('lets no call wait for ever once its thread has ended', async () => {
    const { bot, stop, failed } = await open(folderWith({ 'leave.txt': LEAVE }));
    const reindexing = bot.reindex({ force: true });
    const rejected = expect(reindexing).rejects.toThrow('the thread of the index has ended');
    await stop();
    await rejected;
    await expect(failed).rejects.toThrow('exit code 1');
    await expect(bot.ask(QUESTION)).rejects.toThrow('closed');
  });
});
