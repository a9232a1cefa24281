import { beforeAll, describe, expect, it } from 'vitest';
import type { DocumentIndex } from '../../../index/document-index.ts';
import { indexOf } from '../../support/indexes.ts';
import { ask, citationsOf } from '../../support/questions.ts';

/** Two towns one letter apart, and one of them with two documents. */
const TOWNS = {
  'marlow.txt':
    'Marlow park plan\n\nMarlow will plant 300 oaks along the river by 2031.\n\nDogs are welcome in the park.\n',
  'marlow-budget.txt': 'Marlow budget\n\nThe town of Marlow spends 2 million crowns on roads.\n',
  'harlow.txt':
    'Harlow park plan\n\nHarlow will plant 120 birches on the old square by 2033.\n\nThe gates close at ten.\n',
  'catalog.yaml': `documents:
  marlow.txt: { jurisdiction: Marlow }
  marlow-budget.txt: { jurisdiction: Marlow }
  harlow.txt: { jurisdiction: Harlow }
`,
};

let towns: DocumentIndex;
beforeAll(async () => {
  towns = await indexOf(TOWNS);
});

describe('a comparison', () => {
  it('quotes each side first, from the right document of its jurisdiction', () => {
    for (const question of [
      'How do Marlow and Harlow differ on what they will plant?',
      'Compare what Harlow and Marlow will plant',
    ]) {
      const paths = citationsOf(ask(towns, question))
        .slice(0, 2)
        .map(({ document }) => document.path);
      expect(paths.toSorted(), question).toEqual(['harlow.txt', 'marlow.txt']);
    }
  });

  it('says which side does not say', () => {
    const answer = ask(towns, 'Compare Marlow and Harlow on dogs in the park');
    expect(citationsOf(answer)[0]?.excerpt).toContain('Dogs are welcome');
    expect(citationsOf(answer).map(({ document }) => document.path)).not.toContain('harlow.txt');
    expect(answer).toMatchObject({ silent: ['Harlow park plan'] });
  });

  it('does not answer for one town from the documents of another', () => {
    for (const question of ['when do the gates close in Marlow?', 'are dogs welcome in Harlow park?'])
      expect(ask(towns, question), question).toMatchObject({ kind: 'none' });
  });

  it('never blends documents of names one letter apart in other questions', () => {
    for (const [question, path] of [
      ['what will Marlow plant?', 'marlow.txt'],
      ['what will Harlow plant?', 'harlow.txt'],
      ['what will harlwo plant', 'harlow.txt'],
    ] as const)
      expect(citationsOf(ask(towns, question))[0]?.document.path, question).toBe(path);
  });
});

describe('a misspelt name', () => {
  it('is asked about where it may be two names', () => {
    expect(ask(towns, 'what will arlow plant')).toMatchObject({ kind: 'none' });
    expect(ask(towns, 'what will Mharlow plant')).toMatchObject({ kind: expect.any(String) });
  });
});
