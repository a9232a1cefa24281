import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createBot, type Refreshed, type Refreshes } from '../../src/bot.ts';
import { createLanguages } from '../../src/languages.ts';
import { createLogger } from '../../src/logger.ts';
import { announceRefreshes } from '../../src/refresh-notices.ts';
import { EVERYTHING, PUBLIC, type Scope } from '../../src/scope.ts';
import { until } from '../support/waiting.ts';
import { workplace } from '../support/workplace.ts';

const INTERNAL = '---\naudience: internal\n---\n';
const FILES = { 'leave.md': '# Leave\n\nThirty days.\n', 'secret.md': `${INTERNAL}# Secret\n\nMarigold.\n` };

/** What is told of refreshes to those who may see this much. */
async function listening(scope: Scope, files: Readonly<Record<string, string>> = FILES) {
  const place = workplace(files);
  const log = createLogger('silent', new PassThrough());
  const refreshes: Refreshes = new EventEmitter();
  const bot = createBot({
    index: await place.open(),
    now: () => new Date(),
    log,
    onRefreshed: (refreshed) => refreshes.emit('refreshed', refreshed),
  });
  const told: Refreshed[] = [];
  announceRefreshes({
    bot,
    refreshes,
    languages: createLanguages(bot),
    scope: () => scope,
    tell: async (refreshed) => void told.push(refreshed),
    log,
  });
  await bot.sources(scope);
  const refresh = async (): Promise<Refreshed> => {
    const before = told.length;
    await bot.reindex({ force: false }).catch(() => {});
    return until(() => told[before], 'a notice');
  };
  return { ...place, refresh };
}

describe('a notice of a refresh', () => {
  it('names what its readers may see, and counts the rest', async () => {
    const { write, refresh } = await listening(PUBLIC);
    write('new.md', '# New\n\nTrains.\n');
    write('merger.md', `${INTERNAL}# Merger\n\nFalcon.\n`);
    write('secret.md', `${INTERNAL}# Secret\n\nMarigold blooms.\n`);
    write('takeover.zip', 'no document');
    const notice = await refresh();
    expect(notice).toMatchObject({
      outcome: 'rebuilt',
      changes: { added: ['new.md'], changed: [], refused: [] },
    });
    expect(JSON.stringify(notice)).not.toMatch(/merger|secret|takeover|Marigold/);
    expect(notice.reason).toContain('3 files not named here');
  });

  it('names what was there for its readers until it was taken away, and nothing that is theirs no more', async () => {
    const { write, remove, refresh } = await listening(PUBLIC, {
      ...FILES,
      'pay.md': '# Pay\n\nForty ducats.\n',
    });
    remove('leave.md');
    remove('secret.md');
    write('pay.md', `${INTERNAL}# Pay\n\nFifty ducats.\n`);
    const notice = await refresh();
    expect(notice).toMatchObject({ changes: { removed: ['leave.md'], changed: [] } });
    expect(JSON.stringify(notice)).not.toMatch(/secret|pay\.md|ducats/);
    expect(notice.reason).toContain('2 files not named here');
  });

  it('gives no reasons that may name what its readers may not see', async () => {
    const hidden = await listening(PUBLIC);
    hidden.write('catalog.yaml', 'secret.md: { audience: secret }\n');
    expect(await hidden.refresh()).toMatchObject({
      outcome: 'failed',
      reason: '`/reindex` tells maintainers why.',
    });
    const open = await listening(PUBLIC, { 'leave.md': '# Leave\n\nThirty days.\n' });
    open.write('catalog.yaml', 'leave.md: { audience: secret }\n');
    expect((await open.refresh()).reason).toContain('leave.md');
  });

  it('is whole for those who may see everything', async () => {
    const { write, refresh } = await listening(EVERYTHING);
    write('merger.md', `${INTERNAL}# Merger\n\nFalcon.\n`);
    write('takeover.zip', 'no document');
    expect(await refresh()).toMatchObject({
      changes: { added: ['merger.md'], refused: [{ path: 'takeover.zip' }] },
      reason: null,
    });
  });
});
