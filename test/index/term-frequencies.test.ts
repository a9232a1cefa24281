import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TermFrequencies } from '../../index/term-frequencies.ts';

const PASSAGES = [
  new Map([
    ['oak', 2],
    ['tree', 1],
  ]),
  new Map([
    ['oak', 1],
    ['tree', 1],
    ['road', 4],
  ]),
  new Map([['road', 1]]),
];

describe('TermFrequencies', () => {
  it('scores as BM25 does, with true lengths', () => {
    const scoreOf = TermFrequencies.build(PASSAGES).scorer(new Map([['oak', 3]]));
    const mean = (3 + 6 + 1) / 3;
    const bm25 = (frequency: number, length: number): number =>
      (3 * frequency) / (frequency + 1.2 * (0.25 + (0.75 * length) / mean));
    expect(scoreOf(0)).toBeCloseTo(bm25(2, 3), 5);
    expect(scoreOf(1)).toBeCloseTo(bm25(1, 6), 5);
    expect(scoreOf(2)).toBe(0);
  });

  it('scores the same after it was stored and restored', () => {
    const terms = fc.constantFrom('oak', 'tree', 'road', '树', 'naïve');
    const passage = fc.uniqueArray(fc.tuple(terms, fc.integer({ min: 1, max: 9 })), {
      selector: ([term]) => term,
    });
    fc.assert(
      fc.property(fc.array(passage, { minLength: 1 }), (passages) => {
        const built = TermFrequencies.build(passages.map((each) => new Map(each)));
        const restored = TermFrequencies.restore(JSON.parse(JSON.stringify(built.toStored())));
        const weights = new Map([
          ['oak', 1],
          ['树', 2],
          ['absent', 5],
        ]);
        passages.forEach((_, i) => {
          expect(restored.scorer(weights)(i)).toBe(built.scorer(weights)(i));
        });
      }),
    );
  });
});
