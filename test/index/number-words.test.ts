import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMPOUND_NUMBER, wordToDigits } from '../../index/number-words.ts';

describe('wordToDigits', () => {
  it.each([
    ['zero', '0'],
    ['ten', '10'],
    ['seventeen', '17'],
    ['forty', '40'],
    ['ninety-nine', '99'],
    ['hundred', '100'],
    ['thousand', '1000'],
    ['first', '1st'],
    ['second', '2nd'],
    ['third', '3rd'],
    ['eleventh', '11th'],
    ['twelfth', '12th'],
    ['fourteenth', '14th'],
    ['twentieth', '20th'],
    ['twenty-second', '22nd'],
    ['ninety-ninth', '99th'],
  ])('knows the English %s: %s', (word, digits) => expect(wordToDigits(word)).toBe(digits));

  it.each([
    ['十', '10'],
    ['十七', '17'],
    ['二十', '20'],
    ['三十五', '35'],
    ['一百零五', '105'],
    ['两百', '200'],
    ['三千五百', '3500'],
    ['一万二千', '12000'],
    ['三千五百万', '35000000'],
    ['五亿', '500000000'],
    ['二〇三五', '2035'],
    ['二零三五', '2035'],
    ['五', '5'],
  ])('knows the Chinese %s: %s', (word, digits) => expect(wordToDigits(word)).toBe(digits));

  it.each([
    '十四五',
    '十三五',
    'million',
    'tenfold',
    'twenty-ten',
    'twenty-zero',
    '百分',
    '17',
    '',
    'Ten',
    'constructor',
  ])('knows no number "%s"', (word) => expect(wordToDigits(word)).toBeNull());

  it('reads the Chinese for any number up to 9999', () => {
    const digits = '零一二三四五六七八九';
    const chinese = (n: number): string => {
      const written = [1000, 100, 10, 1].map((scale, i) => {
        const digit = Math.floor(n / scale) % 10;
        return digit === 0 ? '零' : `${digits[digit]}${['千', '百', '十', ''][i]}`;
      });
      return written
        .join('')
        .replace(/零+/g, '零')
        .replace(/^零|零$/g, '');
    };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999 }), (n) => {
        expect(wordToDigits(chinese(n))).toBe(String(n));
      }),
      { numRuns: 500 },
    );
  });
});

describe('COMPOUND_NUMBER', () => {
  it.each(['twenty-one', 'ninety ninth', 'thirty‑five'])('matches %s whole', (text) => {
    expect(new RegExp(`^${COMPOUND_NUMBER}$`).test(text)).toBe(true);
  });

  it.each(['twenty', 'twenty-ten', 'twenty  one', 'five-one'])('does not match %s', (text) => {
    expect(new RegExp(`^${COMPOUND_NUMBER}$`).test(text)).toBe(false);
  });
});

it.each([
  ['三亿五千万', '350000000'],
  ['一万二千', '12000'],
  ['三千五百万', '35000000'],
  ['万', null],
  ['亿', null],
])('reads %s as %s', (word, digits) => {
  expect(wordToDigits(word)).toBe(digits);
});
