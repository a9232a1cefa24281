import { describe, expect, it } from 'vitest';
import { messagesFor } from '../../src/messages.ts';

describe('the language of a document', () => {
  it.each([
    ['en', 'en', null],
    ['en', 'en-GB', null],
    ['en', 'zh', 'in Chinese'],
    ['zh', 'zh-Hant', null],
    ['zh', 'en', '原文为英语'],
    ['en', 'no tag at all', 'in no tag at all'],
  ] as const)('is told, in %s, of one in %s: %s', (spoken, language, told) => {
    expect(messagesFor(spoken).writtenIn(language)).toBe(told);
  });
});

it('never says of a document that it does not say, but that nothing was found in it', () => {
  expect(messagesFor('en').silent(['Leave'])).toEqual(['I found nothing about it in “Leave”.']);
  expect(messagesFor('zh').silent(['休假'])).toEqual(['在《休假》中没有找到相关内容。']);
  expect(messagesFor('zh').open(['几天？'])).toEqual(['没有找到相关内容：“几天？”']);
});
