import { expect, it } from 'vitest';
import { parseGold, readGoldFile } from '../../../src/evaluation/gold.ts';

const line = (more: object) =>
  JSON.stringify({
    id: 'q1',
    question: 'When?',
    answerable: true,
    gold: [{ doc: 'a.txt', quote: 'By 2030' }],
    ...more,
  });

it('reads questions with quotes or ranges, with one answer or several', () => {
  const [quoted, ranged] = parseGold(
    `${line({ answer: '2030' })}\n\n${line({ id: 2, gold: [{ doc: 'a.txt', range: [0, 7] }], answers: ['2030', '2031'], part: 'train' })}\n`,
    'gold.jsonl',
  );
  expect(quoted).toMatchObject({
    id: 'q1',
    answers: ['2030'],
    need: 'any',
    history: [],
    category: 'all',
    lang: 'en',
  });
  expect(ranged).toMatchObject({
    id: '2',
    gold: [{ doc: 'a.txt', range: [0, 7] }],
    answers: ['2030', '2031'],
  });
});

it('reads what must stand beside an answer, of the question and of a place', () => {
  const [none, some] = parseGold(
    `${line({})}\n${line({ with: ['unless'], gold: [{ doc: 'a.txt', quote: 'By 2030', with: [] }] })}`,
    'gold.jsonl',
  );
  expect(none).toMatchObject({ with: [], gold: [{ doc: 'a.txt', quote: 'By 2030' }] });
  expect(some).toMatchObject({ with: ['unless'], gold: [{ with: [] }] });
});

it('takes nothing else for it', () => {
  const wrong = [
    line({ with: 'unless' }),
    line({ with: ['unless', ' '] }),
    line({ gold: [{ doc: 'a.txt', quote: 'By 2030', with: [7] }] }),
    line({ with: null }),
  ].join('\n');
  const read = () => parseGold(wrong, 'gold.jsonl');
  expect(read).toThrow('gold.jsonl, line 1: with: Invalid input: expected array, received string');
  expect(read).toThrow('gold.jsonl, line 2: with.1: expected words');
  expect(read).toThrow('gold.jsonl, line 3: gold.0.with.0: Invalid input: expected string, received number');
  expect(read).toThrow('gold.jsonl, line 4: with: Invalid input: expected array, received null');
});

it('names every wrong line by its number', () => {
  const wrong = [
    line({}),
    '{',
    line({ gold: [] }),
    line({ gold: [{ doc: 'a.txt' }] }),
    line({ question: 7 }),
  ].join('\n');
  const read = () => parseGold(wrong, 'gold.jsonl');
  expect(read).toThrow('gold.jsonl, line 2: this is not JSON');
  expect(read).toThrow('gold.jsonl, line 3: gold: an answerable question needs at least one place');
  expect(read).toThrow('gold.jsonl, line 4: gold.0: expected either quote or range');
  expect(read).toThrow('gold.jsonl, line 5: question:');
  expect(read).not.toThrow('line 1:');
});

it('says which file cannot be read', async () => {
  await expect(readGoldFile('/no/such/gold.jsonl')).rejects.toThrow('/no/such/gold.jsonl cannot be read');
});
