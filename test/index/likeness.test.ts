import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { containment, isAlike, shinglesOf, withoutShingles } from '../../index/likeness.ts';

const words = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, i) => `word${from + i}`).join(' ');

describe('containment', () => {
  it('is 1 for a text within another, whatever its case, punctuation and white space', () => {
    const whole = shinglesOf(words(0, 500));
    expect(containment(shinglesOf(words(100, 200).toUpperCase().replaceAll(' ', ',\n')), whole)).toBe(1);
    expect(containment(shinglesOf('数字经济发展'), shinglesOf('全省数字经济发展规划'))).toBe(1);
  });

  it('tells how much of a text another one holds', () => {
    expect(containment(shinglesOf(words(0, 100)), shinglesOf(words(50, 500)))).toBeCloseTo(0.5, 1);
    expect(containment(shinglesOf(words(0, 100)), shinglesOf(words(200, 300)))).toBe(0);
  });

  it('samples texts that are very long', () => {
    const long = shinglesOf(words(0, 200_000));
    expect(long.length).toBe(5_000);
    expect(containment(long, shinglesOf(words(100_000, 300_000)))).toBeCloseTo(0.5, 1);
    expect(containment(shinglesOf(words(0, 2_000)), long)).toBe(1);
  });

  it('lies between 0 and 1, and is 1 for any text and itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        const share = containment(shinglesOf(a), shinglesOf(b));
        expect(share >= 0 && share <= 1).toBe(true);
        expect(containment(shinglesOf(a), shinglesOf(a))).toBe(1);
        expect(withoutShingles(shinglesOf(a), shinglesOf(a))).toHaveLength(0);
      }),
    );
  });
});

describe('texts are alike', () => {
  const alike = (text: string, other: string): boolean =>
    isAlike(shinglesOf(text), shinglesOf(text), shinglesOf(other));

  it('if one is a version, a part or a wrapping of the other', () => {
    expect(alike(words(0, 100), words(0, 120))).toBe(true);
    expect(alike(words(0, 40), words(0, 400))).toBe(true);
    expect(alike(words(0, 400), words(100, 150))).toBe(true);
    expect(alike(words(0, 8), words(0, 9))).toBe(true);
  });

  it('not if they share a phrase', () => {
    expect(alike(words(0, 400), words(0, 5))).toBe(false);
    expect(alike(words(0, 200), words(150, 400))).toBe(false);
  });
});
