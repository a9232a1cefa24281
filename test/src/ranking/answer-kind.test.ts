import { describe, expect, it } from 'vitest';
import { answerKindOf, asksForList, findAskingWords } from '../../../src/ranking/answer-kind.ts';

describe('answerKindOf', () => {
  it.each([
    ['How many wardens are there?', 'number'],
    ['what share of the trees is old', 'number'],
    ['quick one: number of wardens', 'number'],
    ['why did the number of trees fall?', null],
    ['有多少个公园？', 'number'],
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
