import { expect, it } from 'vitest';
import { analyze } from '../../index/analyzer.ts';

function meantIn(text: string): string[] {
  return analyze(text)
    .filter(({ stop }) => !stop)
    .map(({ word }) => word);
}

it.each([
  ['US staff', 'us'],
  ['paid by the WHO', 'who'],
  ['IT closes tickets', 'it'],
  ['ask the it desk', 'it'],
  ['born in the us', 'us'],
  ['an ID card', 'id'],
  ['bring photo id', 'id'],
  ['staff who are ill', 'ill'],
  ['a will is read', 'will'],
  ['closed in May', 'may'],
  ['closed in may', 'may'],
  ['on 3 May', 'may'],
  ['May 3, 2026', 'may'],
])('takes a word of "%s" for one that means something: %s', (text, word) => {
  expect(meantIn(text)).toContain(word);
});

it.each([
  ['tell us', 'us'],
  ['WHO CAN APPLY', 'who'],
  ['HOW DO WE TELL US', 'us'],
  ['you MUST NOT', 'must'],
  ['A AND B', 'and'],
  ['it is closed', 'it'],
  ['at 9 AM', 'am'],
  ['id like to know', 'id'],
  ['I’d say', 'id'],
  ['ill be late', 'ill'],
  ['May I leave', 'may'],
  ['staff may leave', 'may'],
  ['who will pay', 'will'],
])('takes a word of "%s" for one of grammar: %s', (text, word) => {
  expect(meantIn(text)).not.toContain(word);
});
