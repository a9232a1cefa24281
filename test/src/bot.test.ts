import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { LiveIndex } from '../../index/live-index.ts';
import { type Bot, createBot } from '../../src/bot.ts';
import { createLogger } from '../../src/logger.ts';
import { EVERYTHING } from '../../src/scope.ts';
import { folderWith, temporaryFolder } from '../support/folders.ts';
import { TODAY } from '../support/questions.ts';

const LEAVE = 'Leave rules\n\nStaff have thirty days of paid leave a year.\n';

async function botOver(
  files: Record<string, string>,
): Promise<{ bot: Bot; seedsDir: string; log: PassThrough }> {
  const seedsDir = folderWith(files);
  const log = new PassThrough();
  const index = await LiveIndex.open({
    seedsDir,
    maxDocumentBytes: 1_000,
    dataDir: temporaryFolder(),
    maxLoss: 1,
  });
  return { bot: createBot({ index, now: () => TODAY, log: createLogger('info', log) }), seedsDir, log };
}

describe('the bot', () => {
  it('answers, and keeps the words of the question out of the log', async () => {
    const { bot, log } = await botOver({ 'leave.txt': LEAVE });
    const answer = await bot.ask({ text: 'How many days of paid leave?', history: [], scope: EVERYTHING });
    expect(answer).toMatchObject({
      kind: 'cited',
      citations: [{ excerpt: 'Staff have thirty days of paid leave a year.' }],
    });
    const logged = String(log.read());
    expect(JSON.parse(logged)).toMatchObject({
      msg: 'question answered',
      kind: 'cited',
      indexId: answer.indexId,
    });
    expect(logged).not.toContain('paid leave');
  });

  it('answers from what the documents say now once it was told to reindex', async () => {
    const { bot, seedsDir } = await botOver({ 'leave.txt': LEAVE });
    expect(await bot.reindex({ force: false })).toMatchObject({ outcome: 'unchanged' });
    writeFileSync(join(seedsDir, 'leave.txt'), LEAVE.replace('thirty', 'forty'));
    const report = await bot.reindex({ force: false });
    expect(report.outcome).toBe('rebuilt');
    expect(report.newIndexId).not.toBe(report.oldIndexId);
    const answer = await bot.ask({ text: 'How many days of paid leave?', history: [], scope: EVERYTHING });
    expect(answer).toMatchObject({
      indexId: report.newIndexId,
      citations: [{ excerpt: 'Staff have forty days of paid leave a year.' }],
    });
  });

  it('names refused files and stray catalog entries in its status, and answers from the others', async () => {
    const { bot } = await botOver({
      'leave.txt': LEAVE,
      'large.txt': 'x '.repeat(1_000),
      'empty.txt': '\n',
      'photo.png': 'x',
      'letter.doc': 'x',
      'catalog.yaml': 'documents: { gone.txt: { title: Gone } }',
    });
    const status = await bot.status();
    expect(status.refused.map(({ path }) => path)).toEqual(['empty.txt', 'large.txt', 'letter.doc']);
    expect(status.problems).toEqual(['catalog.yaml describes gone.txt, which is no document']);
    expect(status).toMatchObject({ documents: 1, index: 'built' });
    expect((await bot.ask({ text: 'paid leave', history: [], scope: EVERYTHING })).kind).toBe('cited');
  });

  it('lists its sources', async () => {
    const { bot } = await botOver({
      'leave.txt': LEAVE,
      'catalog.yaml':
        'documents: { leave.txt: { issuer: Staff Office, date: 2024-05, audience: internal, source: "https://example.org/leave" } }',
    });
    expect(await bot.sources(EVERYTHING)).toMatchObject([
      {
        path: 'leave.txt',
        title: 'Leave rules',
        issuer: 'Staff Office',
        publishedOn: '2024-05',
        audience: 'internal',
        source: 'https://example.org/leave',
        language: 'en',
        passages: 2,
      },
    ]);
  });
});
