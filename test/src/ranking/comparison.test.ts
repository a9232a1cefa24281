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
  it('quotes each side first, from the right document of its jurisdiction', async () => {
    for (const question of [
      'How do Hurlow and Harlow differ on what they will plant?',
      'Compare what Harlow and Hurlow will plant',
    ]) {
      const paths = citationsOf(await ask(towns, question))
        .slice(0, 2)
        .map(({ document }) => document.path);
      expect(paths.toSorted(), question).toEqual(['harlow.txt', 'hurlow.txt']);
    }
  });

  it('says which side does not say', async () => {
    const answer = await ask(towns, 'Compare Hurlow and Harlow on dogs in the park');
    expect(citationsOf(answer)[0]?.excerpt).toContain('Dogs are welcome');
    expect(citationsOf(answer).map(({ document }) => document.path)).not.toContain('harlow.txt');
    expect(answer).toMatchObject({ silent: ['Harlow park plan'] });
  });

  it('needs no word of comparing where two jurisdictions are named', async () => {
    const paths = citationsOf(await ask(towns, 'What will Hurlow and Harlow plant?'))
      .slice(0, 2)
      .map(({ document }) => document.path);
    expect(paths.toSorted()).toEqual(['harlow.txt', 'hurlow.txt']);
    expect(await ask(towns, 'What do Hurlow and Harlow say about dogs?')).toMatchObject({
      silent: ['Harlow park plan'],
    });
  });

  it('has no answer where no side says, and shows nothing that says too little', async () => {
    expect(await ask(towns, 'Compare Hurlow and Harlow on swimming pools')).toMatchObject({ kind: 'none' });
    const answer = await ask(towns, 'Compare Hurlow and Harlow on dogs welcome in the park');
    expect(citationsOf(answer)).toHaveLength(1);
  });

  it('takes a count of what is compared for no name', async () => {
    const index = await indexOf({
      ...TOWNS,
      'story.txt':
        'The second story, part two\n\nPart two is about plans, and about two towns and their plans.\n',
    });
    const question = 'How do the two town plans of Hurlow and Harlow differ on what they will plant?';
    expect(await ask(index, question)).toMatchObject({ silent: [] });
  });

  it('explains each excerpt by what it was found for', async () => {
    for (const { excerpt, score, why } of citationsOf(
      await ask(towns, 'How do Hurlow and Harlow differ on what they will plant?'),
    ).slice(0, 2)) {
      expect(why.words).toMatchObject([{ asked: 'plant', found: 'plant' }]);
      expect(excerpt).toContain('plant');
      expect(why.features.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score, 1);
    }
  });

  it('finds what a side says among any number of documents that say more of it', async () => {
    const others = Array.from({ length: 90 }, (_, i) => [
      `other-${i}.txt`,
      'Trees\n\nThey plant and plant and plant trees, and will plant more.\n',
    ]);
    const many = await indexOf({ ...TOWNS, ...Object.fromEntries(others) });
    const answer = await ask(many, 'Compare what Harlow and Hurlow will plant');
    const paths = citationsOf(answer)
      .slice(0, 2)
      .map(({ document }) => document.path);
    expect(paths.toSorted()).toEqual(['harlow.txt', 'hurlow.txt']);
    expect(answer).toMatchObject({ silent: [] });
  });

  it('is read in Chinese over documents in English, by the names the catalog gives', async () => {
    const index = await indexOf({
      ...TOWNS,
      'catalog.yaml': `documents:
  hurlow.txt: { jurisdiction: Hurlow, aliases: [赫洛公园规划] }
  hurlow-budget.txt: { jurisdiction: Hurlow }
  harlow.txt: { jurisdiction: Harlow, aliases: [哈洛公园规划] }
`,
      'glossary.yaml': '- [Hurlow, 赫洛]\n- [Harlow, 哈洛]\n- [plant, 种植]\n',
    });
    const paths = citationsOf(await ask(index, '赫洛和哈洛在种植方面有什么不同？'))
      .slice(0, 2)
      .map(({ document }) => document.path);
    expect(paths.toSorted()).toEqual(['harlow.txt', 'hurlow.txt']);
  });

  it('does not answer for one town from the documents of another', async () => {
    for (const question of ['when do the gates close in Hurlow?', 'are dogs welcome in Harlow park?'])
      expect(await ask(towns, question), question).toMatchObject({ kind: 'none' });
  });

  it('never blends documents of names one letter apart in other questions', async () => {
    for (const [question, path] of [
      ['what will Hurlow plant?', 'hurlow.txt'],
      ['what will Harlow plant?', 'harlow.txt'],
      ['what will harlwo plant', 'harlow.txt'],
    ] as const)
      expect(citationsOf(await ask(towns, question))[0]?.document.path, question).toBe(path);
  });
});

describe('a document named at length', () => {
  it('is not quoted for its name, but for what is asked of it', async () => {
    const index = await indexOf({
      'charter.txt': `The third river valley charter

The council issued the third river valley charter last year.

Ferries run until midnight. The third bridge is closed.
`,
      'other.txt': 'Ferry prices\n\nFerries cost two crowns.\n',
    });
    const [first] = citationsOf(
      await ask(index, 'when do ferries run under the third river valley charter?'),
    );
    expect(first?.excerpt).toContain('Ferries run until midnight.');
  });
});

describe('a misspelt name', () => {
  it('is asked about where it may be two names, unless the rest of the question settles it', async () => {
    const unclear = await ask(towns, 'what will Hrlow plant');
    expect(unclear).toMatchObject({ kind: 'none', reason: 'ambiguous-word' });
    expect(unclear.unknownWords).toEqual([{ text: 'Hrlow', suggestions: ['harlow', 'hurlow'] }]);
    expect(citationsOf(await ask(towns, 'are dogs welcome in the park of Hrlow'))[0]?.document.path).toBe(
      'hurlow.txt',
    );
  });

  it('is done without where it is no name of a document', async () => {
    const gates = await indexOf({
      'gates.txt': 'Gates\n\nThe barred gate and the bared wall are old.\n\nWardens close it at ten.\n',
    });
    expect(citationsOf(await ask(gates, 'when do wardens close the barrd gate'))[0]?.excerpt).toContain(
      'at ten',
    );
  });
});
