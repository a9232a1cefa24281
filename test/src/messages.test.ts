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
