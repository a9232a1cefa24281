import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correct } from '../../index/spelling.ts';
import { PassageCounts, Vocabulary } from '../../index/vocabulary.ts';

function countsOf(passages: Readonly<Record<string, number>>): PassageCounts {
  const vocabulary = new Vocabulary();
  const counts = new PassageCounts(vocabulary);
  counts.add(vocabulary.enter(Object.keys(passages)), Uint32Array.from(Object.values(passages)), 1);
  return counts;
}

function counts(...words: string[]): PassageCounts {
  return countsOf(Object.fromEntries(words.map((word, i) => [word, i + 1])));
}

const KNOWN = counts(
  'hunan',
  'henan',
  'digital',
  'digitalization',
  'economy',
  'plan',
  'silk',
  'road',
  'data',
  'base',
);

describe('correct', () => {
  it.each([
    ['digtal', 'digital'],
    ['digiital', 'digital'],
    ['digitel', 'digital'],
    ['diigtal', 'digital'],
    ['econmoy', 'economy'],
    ['digitlizaton', 'digitalization'],
    ['plna', 'plan'],
    ['hunen', 'hunan'],
  ])('finds what %s may have meant', (word, meant) => {
    expect(correct(word, KNOWN)).toEqual({ alternatives: [[meant]] });
  });

  it('gives all words that are equally close', () => {
    expect(correct('honan', KNOWN)).toEqual({ alternatives: [['henan'], ['hunan']] });
  });

  it('gives only one of equally close words with the same term', () => {
    expect(correct('provincez', counts('province', 'provinces'))).toEqual({ alternatives: [['provinces']] });
  });

  it('prefers one slip to two', () => {
    expect(correct('digitalizatoin', counts('digitalisation', 'digitalization'))).toEqual({
      alternatives: [['digitalization']],
    });
  });

  it('gives a known word back as it is', () => {
    expect(correct('hunan', KNOWN)).toEqual({ alternatives: [['hunan']] });
  });

  it.each([
    ['silkroad', ['silk', 'road']],
    ['database', ['data', 'base']],
  ])('takes %s apart', (word, parts) => expect(correct(word, KNOWN)).toEqual({ alternatives: [parts] }));

  it('takes the commoner of two ways to part a word', () => {
    const known = countsOf({ nowhere: 0, dat: 1, abase: 1, data: 5, base: 3 });
    expect(correct('database', known)).toEqual({ alternatives: [['data', 'base']] });
  });

  it.each([
    ['is short', 'pla'],
    ['begins with another letter', 'aigital'],
    ['is too far off', 'dxgixal'],
    ['has a digit', 'hunan1'],
    ['has a hyphen', 'hu-nan'],
    ['is Chinese and unknown', '湖南省份'],
    ['is empty', ''],
  ])('has no guess for a word that %s', (_why, word) => {
    expect(correct(word, KNOWN)).toEqual({ alternatives: [] });
  });

  it('has only known words as alternatives, whatever the word', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'abdegilhnortu') }), (word) => {
        for (const part of correct(word, KNOWN).alternatives.flat()) expect(KNOWN.get(part) > 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('undoes any one slip behind the first letter', () => {
    const known = counts('digitalization', 'construction', 'government');
    const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz');
    fc.assert(
      fc.property(
        fc.constantFrom(...known.words()),
        fc.nat(),
        letter,
        fc.nat(2),
        (word, position, char, slip) => {
          const at = 1 + (position % (word.length - 1));
          const written = word.slice(0, at) + (slip === 1 ? '' : char) + word.slice(slip === 0 ? at : at + 1);
          expect(correct(written, known)).toEqual({ alternatives: [[word]] });
        },
      ),
      { numRuns: 300 },
    );
  });
});
