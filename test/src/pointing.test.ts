import { describe, expect, it } from 'vitest';
import { findPointedAt } from '../../src/pointed-at.ts';
import { isPointer } from '../../src/pointing.ts';

describe('a message', () => {
  it.each([
    '',
    '?',
    '^',
    '^ this',
    'this',
    'see above',
    'any idea?',
    'does anyone know?',
    'can you answer this?',
    'please answer the question above',
    'do the documents say anything about this?',
    'what do you think?',
    '这个呢？',
    '有人知道吗？',
    '请回答上面的问题',
  ])('may point at another one: %j', (text) => expect(isPointer(text)).toBe(true));

  it.each([
    'ok',
    'thanks',
    'hello',
    'why?',
    'by when?',
    'who are you?',
    'what documents do you have?',
    'is leave paid?',
    'and for part-timers?',
    '产假多长',
  ])('may say something of its own: %j', (text) => expect(isPointer(text)).toBe(false));
});

describe('what is pointed at', () => {
  it('is the first message that asks something', () => {
    const messages = ['good one', 'any idea?', 'how long is leave?', 'when is lunch?'];
    expect(findPointedAt(messages)).toEqual({ text: 'how long is leave?', isQuestion: true });
  });

  it('may be words that ask nothing, and is not what people say to be polite', () => {
    expect(findPointedAt(['thanks', 'parental leave'])).toEqual({
      text: 'parental leave',
      isQuestion: false,
    });
    expect(findPointedAt(['hello', ':tada:', 'any idea?'])).toBeNull();
  });
});
