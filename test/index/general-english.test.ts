import { describe, expect, it } from 'vitest';
import { isEnglishWord, rarityOf } from '../../index/general-english.ts';

describe('rarityOf', () => {
  it.each(['the', 'you', 'know', 'good'])('is nothing for "%s", which is in every conversation', (word) => {
    expect(rarityOf(word)).toBe(0);
  });

  it.each(['informatization', 'zhengzhou', '数字', ''])('is whole for "%s", which is unheard of', (word) => {
    expect(rarityOf(word)).toBe(1);
  });

  it('rises as words become rarer', () => {
    const rarities = ['house', 'government', 'satellite', 'broadband', 'blockchain'].map(rarityOf);
    expect(rarities).toEqual(rarities.toSorted((a, b) => a - b));
    expect(new Set(rarities).size).toBe(rarities.length);
  });

  it.each(['constructor', '__proto__', 'toString'])('is a number for "%s"', (word) => {
    expect(rarityOf(word)).toBeGreaterThan(0);
    expect(rarityOf(word)).toBeLessThanOrEqual(1);
  });
});

describe('isEnglishWord', () => {
  it.each(['house', 'government', 'english'])('knows "%s"', (word) => expect(isEnglishWord(word)).toBe(true));

  it.each(['hunen', 'goverment', 'silkroad', '数字', '', 'House'])('does not know "%s"', (word) => {
    expect(isEnglishWord(word)).toBe(false);
  });
});
