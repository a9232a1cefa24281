import { expect, it } from 'vitest';
import { addMeaning } from '../../../index/meaning/add-meaning.ts';
import { remembering } from '../../../index/meaning/remembering.ts';
import { restrict } from '../../../index/restricted-index.ts';
import { answerQuestion } from '../../../src/answer.ts';
import { indexOf } from '../../support/indexes.ts';
import { builtInModels, indexWithMeaningOf } from '../../support/meaning.ts';
import { ask, citationsOf, TODAY } from '../../support/questions.ts';

const HANDBOOK = `# Staff handbook

## Time away

Every employee is entitled to 25 days of paid annual leave in a calendar year.

Those who fall ill shall notify their line manager by telephone before nine in the morning.

## Premises

The canteen serves warm dishes from noon until two.

Bicycles are to be left in the racks behind the main building.

Visitors sign the book at reception and receive a badge.

## Conduct

Gifts worth more than 50 euros are handed to the compliance officer.
`;

const index = await indexWithMeaningOf({ 'handbook.md': HANDBOOK });

it.each([
  ['How much vacation do we get?', '25 days of paid annual leave'],
  ['what do I do when I am sick', 'notify their line manager'],
  ['Where can I park my bike?', 'racks behind the main building'],
  ['When can I have lunch?', 'from noon until two'],
  ['A supplier sent me an expensive watch, may I keep it?', 'handed to the compliance officer'],
])('finds what is said in other words: %s', async (question, said) => {
  const [first] = citationsOf(await ask(index, question));
  expect(first?.excerpt).toContain(said);
});

it('finds by meaning what words alone do not', async () => {
  const byWords = await indexOf({ 'handbook.md': HANDBOOK });
  const question = 'Where can I park my bike?';
  expect((await ask(byWords, question)).kind).toBe('none');
  expect((await ask(index, question)).kind).toBe('cited');
});

it('finds what is said in another language', async () => {
  const [first] = citationsOf(await ask(index, '每年有多少天带薪年假？'));
  expect(first?.excerpt).toContain('25 days of paid annual leave');
});

it('tells how what is shown reads as an answer, and how near it is', async () => {
  const [first] = citationsOf(await ask(index, 'How many days of annual leave do employees have?'));
  expect(first?.why.reading).toBeGreaterThan(0);
  expect(first?.why.nearness).toBeGreaterThan(0.7);
  expect(first?.why.features.map(({ name }) => name)).toContain('readsAsAnswer');
});

it('tells nothing of meaning where an index has none', async () => {
  const byWords = await indexOf({ 'handbook.md': HANDBOOK });
  const [first] = citationsOf(await ask(byWords, 'How many days of annual leave do employees have?'));
  expect(first?.why).toMatchObject({ reading: null, nearness: null });
});

it('is less sure of what the document does not say', async () => {
  const said = await ask(index, 'How many days of annual leave do employees have?');
  const unsaid = await ask(index, 'How many parental allowance instalments are paid?');
  expect(said.confidence).toBeGreaterThan(unsaid.confidence);
});

it('finds nothing by meaning in documents that somebody may not see', async () => {
  const both = await indexWithMeaningOf({
    'handbook.md': HANDBOOK,
    'board.md': '# Board\n\nDirectors leave their two-wheelers in the underground garage.\n',
  });
  const visible = await restrict(both, 'all but the board', ({ path }) => path !== 'board.md');
  const question = { text: 'Where can I park my bike?', history: [] };
  const restricted = await answerQuestion(question, visible, TODAY);
  expect(citationsOf(restricted).map(({ document }) => document.path)).not.toContain('board.md');
  expect(JSON.stringify(restricted)).not.toContain('garage');
  const alone = await answerQuestion(question, await visibleOf(HANDBOOK), TODAY);
  expect(citationsOf(restricted).map(({ excerpt }) => excerpt)).toEqual(
    citationsOf(alone).map(({ excerpt }) => excerpt),
  );
  expect(restricted.confidence).toBe(alone.confidence);
});

it('answers the same question in the same way, and works out nothing twice', async () => {
  const models = await builtInModels();
  let runs = 0;
  const counted = remembering({
    ...models,
    encoder: {
      ...models.encoder,
      encodeQuestion: (text) => {
        runs += 1;
        return models.encoder.encodeQuestion(text);
      },
    },
    reader: {
      ...models.reader,
      relevance: (...given) => {
        runs += 1;
        return models.reader.relevance(...given);
      },
    },
  });
  const remembered = await addMeaning(await indexOf({ 'handbook.md': HANDBOOK }), counted);
  const first = await ask(remembered, 'Where can I park my bike?');
  const before = runs;
  expect(await ask(remembered, 'Where can I park my bike?')).toEqual(first);
  expect(runs).toBe(before);
  expect(before).toBeGreaterThan(1);
});

async function visibleOf(text: string) {
  return restrict(await indexWithMeaningOf({ 'handbook.md': text }), 'all', () => true);
}

it('names no side of a comparison as silent that says it in other words', async () => {
  const both = await indexWithMeaningOf({
    'ash.md':
      '# Ash Mills\n\nStaff of Ash Mills are entitled to 25 days of annual leave.\n\nBoots are provided.\n',
    'birch.md':
      '# Birch Works\n\nEvery worker gets 30 days off each year, paid in full.\n\nBoots are not provided.\n',
  });
  const answer = await ask(both, 'Compare annual leave at Ash Mills and Birch Works');
  expect(citationsOf(answer).map(({ excerpt }) => excerpt)).toContain(
    'Every worker gets 30 days off each year, paid in full.',
  );
  expect(answer).toMatchObject({ silent: [] });
});

it('finds the row of a table that answers', async () => {
  const pay = await indexWithMeaningOf({
    'pay.md':
      '# Wages\n\n| Grade | 2025 | 2026 |\n| --- | --- | --- |\n| Junior | 2100 | 2200 |\n| Senior | 3100 | 3200 |\n| Principal | 4100 | 4200 |\n',
  });
  const [first] = citationsOf(await ask(pay, 'What does a senior earn in 2026?'));
  expect(first?.excerpt).toBe('Grade | 2025 | 2026 … Senior | 3100 | 3200');
});
