import { describe, expect, it } from 'vitest';
import {
  answerKindOf,
  asksForList,
  asksForTime,
  asksToCompare,
  findAskingWords,
} from '../../../src/ranking/answer-kind.ts';

describe('answerKindOf', () => {
  it.each([
    ['How many wardens are there?', 'number'],
    ['what share of the trees is old', 'number'],
    ['quick one: number of wardens', 'number'],
    ['why did the number of trees fall?', null],
    ['有多少个公园？', 'number'],
    ['可領幾套工作服？', 'measure'],
    ['可领几套工作服？', 'measure'],
    ['食堂什麼時候開門？', 'date'],
    ['食堂什么时候开门？', 'date'],
    ['倉庫由哪個部門管理？', 'name'],
    ['仓库由哪个部门管理？', 'name'],
    ['How often does it rain?', 'measure'],
    ['When does the park open?', 'date'],
    ['by when must it be paid', 'date'],
    ['Who planted the trees?', 'name'],
    ['How much better will the water be?', null],
    ['What is a warden?', null],
  ])('of "%s" is %s', (question, kind) => {
    expect(answerKindOf(question)).toBe(kind);
  });
});

describe('asksForTime', () => {
  it.each(['What time does it close?', '网吧几点关门？', '食堂幾點開門？', '几时开门'])(
    'is so for "%s"',
    (question) => {
      expect(asksForTime(question)).toBe(true);
    },
  );

  it.each(['When does it close?', 'What time frame applies?', '网吧几月开业？', '什么时候施行？'])(
    'is not so for "%s"',
    (question) => {
      expect(asksForTime(question)).toBe(false);
    },
  );
});

describe('findAskingWords', () => {
  it.each([
    ['How fast is the tram?', ['How fast']],
    ['what kind of trees are there', ['what kind of']],
    ['and who planted that one', ['that one']],
    ['one of the trees', []],
  ])('in "%s" are %j', (question, words) => {
    expect(findAskingWords(question).map(({ start, end }) => question.slice(start, end))).toEqual(words);
  });
});

describe('asksForList', () => {
  it.each(['list all parks', 'name the four gates', 'give me all 17 gates', '有哪些公园'])(
    'is so for "%s"',
    (question) => {
      expect(asksForList(question)).toBe(true);
    },
  );

  it.each(['what is a park', 'a list of demands was read', 'who is all right'])(
    'is not so for "%s"',
    (question) => {
      expect(asksForList(question)).toBe(false);
    },
  );
});

describe('asksToCompare', () => {
  it.each([
    'both',
    'Do both allow it',
    'both Kent and Essex',
    'what does each say?',
    'compare them',
    '两者有何區別',
  ])('is so for "%s"', (question) => expect(asksToCompare(question, () => false)).toBe(true));

  it.each(['in the interests of both parties', 'for both our offices', 'each day of the week'])(
    'is so for "%s" only where that is the name of what is compared',
    (question) => {
      expect(asksToCompare(question, () => false)).toBe(false);
      expect(asksToCompare(question, () => true)).toBe(true);
    },
  );
});
