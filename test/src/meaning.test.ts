import { PassThrough } from 'node:stream';
import { expect, it, vi } from 'vitest';
import { createAnswerActions } from '../../src/answer-actions.ts';
import type { Asked } from '../../src/asked-again.ts';
import { type Bot, createBot, type Refreshed } from '../../src/bot.ts';
import { createDuplicates } from '../../src/duplicates.ts';
import { statusLines } from '../../src/index-lists.ts';
import { indexMessagesFor } from '../../src/index-messages.ts';
import { createLogger } from '../../src/logger.ts';
import { EVERYTHING, within } from '../../src/scope.ts';
import { seenAbove } from '../../src/seen.ts';
import { fakeModels } from '../support/fake-models.ts';
import { TODAY } from '../support/questions.ts';
import { workplace } from '../support/workplace.ts';

const LEAVE = 'Leave rules\n\nStaff have thirty days of paid leave a year.';
/** More than is encoded before an index is taken into use. */
const ROADS = Array.from({ length: 80 }, (_, i) => `Paragraph ${i} is about road ${i}.`).join('\n\n');
const TEXT = 'How many days of paid leave do staff have?';

/** A bot whose index is without its meaning until `complete` is called. */
async function botOnItsWay() {
  const place = workplace({
    'leave.txt': LEAVE,
    'roads.txt': ROADS,
    'catalog.yaml': 'documents:\n  roads.txt:\n    audience: internal\n',
  });
  const fake = fakeModels();
  const letGo = fake.hold();
  const index = await place.openWith({ models: fake.source, when: 'behind' });
  const heard: Refreshed[] = [];
  const log = createLogger('silent', new PassThrough());
  const bot = createBot({ index, now: () => TODAY, log, onRefreshed: (each) => heard.push(each) });
  const complete = async (): Promise<void> => {
    letGo();
    await vi.waitFor(() => expect(index.current.meaning).not.toBeNull());
  };
  return { bot, index, place, heard, complete };
}

const ask = (bot: Bot) => bot.ask({ text: TEXT, history: [], scope: EVERYTHING });

it('answers by words until the index has its meaning, and no refresh is heard of then', async () => {
  const { bot, heard, complete } = await botOnItsWay();
  const before = await ask(bot);
  expect(before.kind).toBe('cited');
  expect((await bot.status()).meaning).toMatchObject({ isInUse: false, unitsDone: 0 });
  await complete();
  const after = await ask(bot);
  expect(after.indexId).toBe(`${before.indexId}-0a1b2c`);
  expect(await bot.status()).toMatchObject({
    indexId: after.indexId,
    problems: [],
    meaning: { isInUse: true },
  });
  expect([heard, await bot.lastRefresh()]).toEqual([[], expect.objectContaining({ outcome: 'rebuilt' })]);
});

it('does not say that documents have changed where only their meaning has come', async () => {
  const { bot, place, complete } = await botOnItsWay();
  const answer = await ask(bot);
  const asked: Asked = {
    text: TEXT,
    history: [],
    indexId: answer.indexId,
    shown: 1,
    excerpt: 0,
    seen: seenAbove('why', answer, { shown: 1, excerpt: 0 }),
  };
  const actions = createAnswerActions<string, string>({
    bot,
    feedback: { keep: async () => {} },
    duplicates: createDuplicates(),
    rendering: { notice: (text) => text, answer: () => 'answer', nearest: () => 'nearest', why: () => 'why' },
  });
  const sent: string[] = [];
  const reply = { place: '', send: async (message: string) => void sent.push(message) };
  const press = () => actions.why({ asked, scope: EVERYTHING, language: 'en', reply });
  await complete();
  await press();
  expect(sent).toEqual(['why']);
  place.write('leave.txt', `${LEAVE}\n\nHolidays are listed elsewhere.`);
  await bot.reindex({ force: false });
  await press();
  expect(sent).toEqual(['why', 'The documents have changed since that answer.', 'why']);
});

it('knows nothing of what documents mean that may not be quoted', async () => {
  const { index, complete } = await botOnItsWay();
  await complete();
  const visible = await within(index.current, { grants: [{ internal: false }] });
  expect([...(visible.meaning?.vectors.keys() ?? [])].map(({ path }) => path)).toEqual(['leave.txt']);
  expect(visible.id).toBe(index.current.id);
});

it.each(['en', 'zh'] as const)(
  'tells how far it is, what it goes by then, and that it is off (%s)',
  async (language) => {
    const { bot, complete } = await botOnItsWay();
    const { meaning } = indexMessagesFor(language);
    const said = async (): Promise<string> =>
      statusLines(await bot.status(), indexMessagesFor(language)).join('\n');
    expect(await said()).toMatch(language === 'en' ? /0 of 81 pieces of text so far/ : /已读 0 \/ 81 段文字/);
    await complete();
    expect(await said()).toMatch(/81 .*0a1b2c3d4e5f.*native/);
    expect(meaning(null)).toContain('SEMANTICS');
    const { meaning: status } = await bot.status();
    const broken = status && { ...status, isInUse: false, unitsDone: 5, problem: 'no such model' };
    expect(meaning(broken)).toMatch(
      language === 'en' ? /^answers by words alone.*mended: 5 of 81/ : /^仅按字词回答.*待处理.*5 \/ 81/,
    );
  },
);
