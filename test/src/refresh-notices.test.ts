import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { renderReports as renderInDiscord } from '../../adapters/discord/render-index.ts';
import { renderReports as renderInSlack } from '../../adapters/slack/render-index.ts';
import { createBot, type Refreshes } from '../../src/bot.ts';
import { indexMessagesFor } from '../../src/index-messages.ts';
import { createLanguages } from '../../src/languages.ts';
import { createLogger } from '../../src/logger.ts';
import { announceRefreshes, type Notice } from '../../src/refresh-notices.ts';
import { EVERYTHING, PUBLIC, type Scope } from '../../src/scope.ts';
import { textOf } from '../support/slack.ts';
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
  const told: Notice[] = [];
  announceRefreshes({
    bot,
    refreshes,
    languages: createLanguages(bot),
    scope: () => scope,
    tell: async (notice) => void told.push(notice),
    log,
  });
  await bot.sources(scope);
  const refresh = async (): Promise<Notice> => {
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
    expect(notice).toMatchObject({ unnamed: 3, reason: null });
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
    expect(notice).toMatchObject({ unnamed: 2, reason: null });
  });

  it('does not say that nothing changed where what did is not named', async () => {
    const { write, refresh } = await listening(PUBLIC);
    write('secret.md', `${INTERNAL}# Secret\n\nMarigold blooms.\n`);
    const notice = await refresh();
    if (notice.outcome === 'failed') throw new Error('it failed');
    for (const language of ['en', 'zh'] as const) {
      const { noChanges, changesHidden } = indexMessagesFor(language);
      for (const shown of [renderInSlack, renderInDiscord].map((render) =>
        textOf(render([notice], language)),
      )) {
        expect(shown).toContain(changesHidden(1).slice(0, 10));
        expect(shown).not.toContain(noChanges);
      }
    }
  });

  it.each([
    ['an entry of the catalog', 'catalog.yaml', 'leave.md: { audience: Marigold }\n'],
    ['a key of the catalog', 'catalog.yaml', 'documents: { leave.md: { Marigold: 1 } }\n'],
    ['a line of the catalog', 'catalog.yaml', 'documents: [Marigold\n'],
    ['a line of the glossary', 'glossary.yaml', '- [Marigold, takeover\n'],
    ['a term of the glossary', 'glossary.yaml', '- [Marigold]\n'],
    ['a kind of thing in the glossary', 'glossary.yaml', 'Marigold: { takeover: 1 }\n'],
  ])('quotes no file in a reason, whether or not a document is hidden yet: %s', async (_, path, content) => {
    const open = { 'leave.md': '# Leave\n\nThirty days.\n' };
    for (const files of [open, FILES]) {
      const { write, refresh } = await listening(PUBLIC, files);
      write(path, content);
      expect(await refresh()).toMatchObject({
        outcome: 'failed',
        reason: '`/reindex` tells maintainers why.',
      });
    }
    const { write, refresh } = await listening(EVERYTHING, open);
    write(path, content);
    expect((await refresh()).reason).toContain(path);
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
