import { expect, it } from 'vitest';
import { isSlipOfStopWord, isStopWord } from '../../index/stop-words.ts';

it.each([
  'the',
  'of',
  'what',
  'dont',
  'please',
  '的',
  '什么',
  '请问',
  'however',
  'btw',
  'asap',
  'plz',
  'hmmmm',
  'sooo',
])('takes "%s" for a word of grammar', (word) => {
  expect(isStopWord(word)).toBe(true);
});

it.each(['not', 'no', 'without', 'plan', 'digital', '不', '规划', '', ' ', 'The', 'constructor', 'iii'])(
  'does not take "%s" for one',
  (word) => expect(isStopWord(word)).toBe(false),
);

it.each(['hte', 'waht', 'taht', 'whcih', 'yuo'])('takes "%s" for a slip of one', (word) => {
  expect(isSlipOfStopWord(word)).toBe(true);
});

it.each(['plan', 'no', 'si', '的是', 'digital', ''])('does not take "%s" for a slip', (word) => {
  expect(isSlipOfStopWord(word)).toBe(false);
});
