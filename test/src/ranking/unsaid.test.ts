import { beforeAll, describe, expect, it } from 'vitest';
import type { DocumentIndex } from '../../../index/document-index.ts';
import { indexOf } from '../../support/indexes.ts';
import { ask, citationsOf } from '../../support/questions.ts';

let fleet: DocumentIndex;
beforeAll(async () => {
  fleet = await indexOf({
    'fleet.txt': `Rules of the fleet

By 2035 every ferry of the fleet is painted green.

The budget of the harbour office until 2035 was fixed by the council.

The depot repairs engines, hulls and sails, and offers delivery of spare parts.

Under Rule 7 a mooring costs a fee, as in (3) below. The mooring of a barge costs 40 crowns.
`,
  });
});

describe('a word that no document says', () => {
  it('is no reason against an answer if everybody uses it', async () => {
    const [first] = citationsOf(await ask(fleet, 'what will happen by 2035?'));
    expect(first?.excerpt).toContain('painted green');
  });

  it('speaks against an answer if it tells what is asked, and of the word behind it too', async () => {
    expect(await ask(fleet, 'does the depot offer delivery?')).toMatchObject({ kind: 'cited' });
    expect(await ask(fleet, 'is there vaccine delivery?')).toMatchObject({ kind: 'none' });
  });
});

describe('Chinese words that no document says', () => {
  const RULES =
    '网吧管理规定\n\n中学周边二百米内不得开设网吧。\n\n未成年人不得进入网吧。\n\n本规定自2025年3月1日起施行。\n';

  it.each([
    ['学校旁边能开网吧吗？', ['学校', '旁边', '开']],
    ['未成年人能去网吧吗？', []],
    ['未成年人能去网吧吧', []],
    ['网吧几点关门？', ['关门']],
    ['网吧幾點關門？', ['關門']],
    ['书吧几点关门？', ['书吧', '关门']],
  ])('are named whole, and no others: %s', async (question, words) => {
    const answer = await ask(await indexOf({ 'a.txt': RULES }), question);
    expect(answer.unknownWords.map(({ text }) => text)).toEqual(words);
  });
});

describe('a time of the day asked for', () => {
  it.each([
    ['食堂几点关门？', '食堂每日供餐，周末关门。\n\n本规定自2025年3月1日起施行。', false],
    ['食堂几点关门？', '食堂每日晚上八点关门。\n\n本规定自2025年3月1日起施行。', true],
    ['What time does the canteen close?', 'The canteen is to close for good on 3 May 2025.', false],
    ['What time does the canteen close?', 'The canteen opens at eight and closes at three.', true],
    ['What time does the canteen close?', 'The canteen closes at 15:30.', true],
  ])('is no date: %s %s', async (question, text, holds) => {
    const answer = await ask(await indexOf({ 'a.txt': `Canteen 食堂\n\n${text}\n` }), question);
    const [first] = answer.kind === 'cited' ? answer.citations : answer.nearest;
    const found = first?.why.features.find(({ name }) => name === 'answerKindPresent');
    expect((found?.points ?? 0) !== 0).toBe(holds);
  });
});

describe('a range of times of the day', () => {
  it.each([
    ['may construction go on at 18:30?', 'Construction is allowed from 7 am to 7 pm.', []],
    ['may construction go on at 22:30?', 'Construction is allowed from 7 am to 7 pm.', ['22:30']],
    ['Is the pool open at 6:30 pm?', 'The pool is open 7:00–19:00.', []],
    ['Is the bar open at 1 am?', 'The bar is open from 20:00 until 02:00.', []],
    ['Is the bar open at 11 am?', 'The bar is open from 20:00 until 02:00.', ['11 am']],
    ['下午3点图书馆开门吗？', '图书馆开门时间为上午9点至下午5点。', []],
  ])('says each time that it holds: %s', async (question, text, words) => {
    const answer = await ask(
      await indexOf({ 'a.txt': `Rules\n\n${text}\n\nNoise must be kept low.\n` }),
      question,
    );
    expect(answer.unknownWords.map((word) => word.text)).toEqual(words);
  });
});

describe('a number asked for', () => {
  it('is not the number of a rule or of an item', async () => {
    const [first] = citationsOf(await ask(fleet, 'how much does a mooring cost?'));
    expect(first?.excerpt).toContain('40 crowns');
  });
});

describe("the question's own words in a row", () => {
  it('tell more than the same words apart', async () => {
    const index = await indexOf({
      'yard.txt': `Yard notes

The keeper checks the old copper anchor chain gate each spring.

Each spring the chain, the copper and the anchor lie at the old gate where a keeper checks.
`,
    });
    const [first] = citationsOf(await ask(index, 'who checks the old copper anchor chain gate?'));
    expect(first?.excerpt).toContain('old copper anchor chain gate');
  });

  it.each([
    ['None of the barges hold a licence.', 'How many of the barges hold a licence?'],
    ['Sailors sign a three-year contract.', 'How long is the contract that sailors sign?'],
    ['There is no limit on guests a sailor may bring.', 'How many guests may a sailor bring?'],
    ['The pier is free for children.', 'How much is the pier for children?'],
    ['Half of the toll is paid back.', 'How much of the toll is paid back?'],
    ['The filter is changed twice a year.', 'How many times a year is the filter changed?'],
    ['每名船员可领取两套工作服。', '每名船員可領取幾套工作服？'],
    ['试用期为半年。', '试用期多长时间？'],
  ])('is said in words too: %s', async (said, question) => {
    const index = await indexOf({ 'a.txt': `Pier\n\n${said}\n\nCooks wear hats.\n` });
    const [first] = citationsOf(await ask(index, question));
    expect(first?.excerpt).toContain(said);
  });
});
