import { beforeAll, describe, expect, it } from 'vitest';
import type { DocumentIndex } from '../../../index/document-index.ts';
import { indexOf } from '../../support/indexes.ts';
import { ask, citationsOf } from '../../support/questions.ts';

const OFFICES = {
  'hurlow.txt': `Hurlow park plan

Hurlow will plant 300 oaks along the river by 2031.

The nursery grows the saplings. They come from seeds gathered by pupils, and are watered by hand until spring.

The town council of Hurlow issued the plan in May.
`,
  'harlow.txt': `Harlow park plan

Harlow will plant 120 birches on the old square by 2033.

The gates close at ten.
`,
  'leave.txt': `Parental leave rules

Parents may take twelve weeks of parental leave. A form is handed in at the front desk.
`,
  'catalog.yaml': `documents:
  hurlow.txt: { jurisdiction: Hurlow }
  harlow.txt: { jurisdiction: Harlow }
`,
};

let index: DocumentIndex;
beforeAll(async () => {
  index = await indexOf(OFFICES);
});

async function pathsFor(text: string, ...history: readonly string[]): Promise<string[]> {
  return citationsOf(await ask(index, text, { history })).map(({ document }) => document.path);
}

describe('a conversation', () => {
  it('keeps the subject where the question turns to another document, and leaves the first one', async () => {
    expect(new Set(await pathsFor('and Harlow?', 'what will Hurlow plant?'))).toEqual(
      new Set(['harlow.txt']),
    );
    const [first] = citationsOf(await ask(index, 'and in Harlow?', { history: ['what will Hurlow plant?'] }));
    expect(first?.excerpt).toContain('120 birches');
  });

  it('stays with the document that answered where the question refers to it', async () => {
    const [first] = citationsOf(await ask(index, 'who issued it?', { history: ['what will Hurlow plant?'] }));
    expect(first?.excerpt).toBe('The town council of Hurlow issued the plan in May.');
  });

  it('reads on from what was answered', async () => {
    const [first] = citationsOf(
      await ask(index, 'and watered?', { history: ['who grows the saplings in the nursery?'] }),
    );
    expect(first?.excerpt).toContain('watered by hand');
  });

  it.each(['parental leave', 'how much parental leave is there?', 'PARENTAL LEAVE?'])(
    'drops the old subject for a new one: %s',
    async (question) => {
      expect(await pathsFor(question, 'what will Hurlow plant?')).toEqual(await pathsFor(question));
    },
  );

  it('goes on after a question that was not answered', async () => {
    expect((await pathsFor('and Hurlow?', 'what will kangaroos plant?'))[0]).toBe('hurlow.txt');
    expect(await pathsFor('what will Hurlow plant?', 'ξένος')).toEqual(
      await pathsFor('what will Hurlow plant?'),
    );
  });
});
