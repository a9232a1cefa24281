import { expect, it } from 'vitest';
import type { Verdict } from '../../../src/evaluation/judge.ts';
import { measure, measureByCategory } from '../../../src/evaluation/metrics.ts';

type Case = {
  answerable: boolean;
  abstained: boolean;
  confidence: number;
  hit?: boolean;
  /** Unless it says otherwise, a hit is. */
  whole?: boolean;
  category?: string;
  chars?: number;
};

/** A verdict with only what the measures look at. */
function verdict({
  answerable,
  abstained,
  confidence,
  hit = false,
  whole = hit,
  category = 'a',
  chars = 100,
}: Case): Verdict {
  const excerpts = [{ doc: 'a.txt', start: 0, end: chars, text: 'x'.repeat(chars), score: 1 }];
  return {
    gold: {
      id: 'q',
      category,
      lang: 'en',
      question: '?',
      history: [],
      answerable,
      gold: [],
      need: 'any',
      with: [],
      answers: [],
    },
    result: { id: 'q', abstained, reason: null, confidence, tookMs: 1, excerpts },
    hits: { 1: hit, 3: hit, 5: hit, 10: hit },
    whole: { 1: whole, 3: whole },
    recall: { 3: hit ? 1 : 0, 10: hit ? 1 : 0 },
    reciprocalRank: hit ? 1 : 0,
    answered: { 1: hit, 3: hit },
    verbatim: [true],
  };
}

const VERDICTS = [
  verdict({ answerable: true, abstained: false, confidence: 0.9, hit: true }),
  verdict({ answerable: true, abstained: false, confidence: 0.5, chars: 200 }),
  verdict({ answerable: true, abstained: true, confidence: 0.2, category: 'b' }),
  verdict({ answerable: false, abstained: true, confidence: 0.1, category: 'b' }),
  verdict({ answerable: false, abstained: false, confidence: 0.5, category: 'b' }),
];

it('measures hits over answerable questions and abstentions over all', () => {
  expect(measure(VERDICTS)).toMatchObject({
    questions: 5,
    answerable: 3,
    hitAt1: 1 / 3,
    abstentionPrecision: 1 / 2,
    abstentionRecall: 1 / 2,
    falseAbstention: 1 / 3,
    verbatim: 1,
  });
});

it('counts the hits that mislead beside those that are whole', () => {
  const more = [
    ...VERDICTS,
    verdict({ answerable: true, abstained: false, confidence: 0.9, hit: true, whole: false }),
  ];
  expect(measure(more)).toMatchObject({ hitAt1: 2 / 4, wholeAt1: 1 / 4, wholeAt3: 1 / 4, misled: 1 });
});

it('takes the mean size of what was shown, not of what was held back', () => {
  expect(measure(VERDICTS).meanExcerptChars).toBeCloseTo((100 + 200 + 100) / 3);
});

it('measures how well confidence tells the answerable from the others', () => {
  // Pairs won: .9 beats both, .5 beats .1 and ties, .2 beats .1: 2 + 1.5 + 1 of 6.
  expect(measure(VERDICTS).auroc).toBeCloseTo(4.5 / 6);
});

it('says nothing where no question counts', () => {
  const none = measure([]);
  expect(Object.values(none).filter((value) => value !== null)).toEqual([0, 0, 0]);
  expect(measureByCategory(VERDICTS).get('b')).toMatchObject({ questions: 3, answerable: 1, hitAt1: 0 });
});
