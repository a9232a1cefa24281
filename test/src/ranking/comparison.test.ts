import { beforeAll, describe, expect, it } from 'vitest';
import type { DocumentIndex } from '../../../index/document-index.ts';
import { indexOf } from '../../support/indexes.ts';
import { ask, citationsOf } from '../../support/questions.ts';

/** Two towns one letter apart, and one of them with two documents. */
const TOWNS = {
  'hurlow.txt':
    'Hurlow park plan\n\nHurlow will plant 300 oaks along the river by 2031.\n\nDogs are welcome in the park.\n',
  'hurlow-budget.txt': 'Hurlow budget\n\nThe town of Hurlow spends 2 million crowns on roads.\n',
  'harlow.txt':
    'Harlow park plan\n\nHarlow will plant 120 birches on the old square by 2033.\n\nThe gates close at ten.\n',
  'catalog.yaml': `documents:
  hurlow.txt: { jurisdiction: Hurlow }
  hurlow-budget.txt: { jurisdiction: Hurlow }
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
      'How do Hurlow and Harlow differ on what they will plant?',
      'Compare what Harlow and Hurlow will plant',
    ]) {
      const paths = citationsOf(ask(towns, question))
        .slice(0, 2)
        .map(({ document }) => document.path);
      expect(paths.toSorted(), question).toEqual(['harlow.txt', 'hurlow.txt']);
    }
  });

  it('says which side does not say', () => {
    const answer = ask(towns, 'Compare Hurlow and Harlow on dogs in the park');
    expect(citationsOf(answer)[0]?.excerpt).toContain('Dogs are welcome');
    expect(citationsOf(answer).map(({ document }) => document.path)).not.toContain('harlow.txt');
    expect(answer).toMatchObject({ silent: ['Harlow park plan'] });
  });

  it('finds what a side says among any number of documents that say more of it', async () => {
    const others = Array.from({ length: 90 }, (_, i) => [
      `other-${i}.txt`,
      'Trees\n\nThey plant and plant and plant trees, and will plant more.\n',
    ]);
    const many = await indexOf({ ...TOWNS, ...Object.fromEntries(others) });
    const answer = ask(many, 'Compare what Harlow and Hurlow will plant');
    const paths = citationsOf(answer)
      .slice(0, 2)
      .map(({ document }) => document.path);
    expect(paths.toSorted()).toEqual(['harlow.txt', 'hurlow.txt']);
    expect(answer).toMatchObject({ silent: [] });
  });

  it('does not answer for one town from the documents of another', () => {
    for (const question of ['when do the gates close in Hurlow?', 'are dogs welcome in Harlow park?'])
      expect(ask(towns, question), question).toMatchObject({ kind: 'none' });
  });

  it('never blends documents of names one letter apart in other questions', () => {
    for (const [question, path] of [
      ['what will Hurlow plant?', 'hurlow.txt'],
      ['what will Harlow plant?', 'harlow.txt'],
      ['what will harlwo plant', 'harlow.txt'],
    ] as const)
      expect(citationsOf(ask(towns, question))[0]?.document.path, question).toBe(path);
  });
});

describe('a misspelt name', () => {
  it('is asked about where it may be two names, unless the rest of the question settles it', () => {
    const unclear = ask(towns, 'what will Hrlow plant');
    expect(unclear).toMatchObject({ kind: 'none', reason: 'ambiguous-word' });
    expect(unclear.unknownWords).toEqual([{ text: 'Hrlow', suggestions: ['harlow', 'hurlow'] }]);
    expect(citationsOf(ask(towns, 'are dogs welcome in the park of Hrlow'))[0]?.document.path).toBe(
      'hurlow.txt',
    );
  });

  it('is done without where it is no name of a document', async () => {
    const gates = await indexOf({
      'gates.txt': 'Gates\n\nThe barred gate and the bared wall are old.\n\nWardens close it at ten.\n',
    });
    expect(citationsOf(ask(gates, 'when do wardens close the barrd gate'))[0]?.excerpt).toContain('at ten');
  });
});
