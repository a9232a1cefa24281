import { expect, it } from 'vitest';
import type { Document } from '../../../index/document.ts';
import { type SpokenText, spokenText } from '../../../index/meaning/spoken-text.ts';
import { indexOf } from '../../support/indexes.ts';

async function documentOf(text: string, name = 'rules.md'): Promise<Document> {
  const { documents } = await indexOf({ [name]: text });
  const document = documents.get(name);
  if (document === undefined) throw new Error('not read');
  return document;
}

/** What is said where these words stand, from the first to the last of them. */
async function spoken(text: string, from: string, to = from, name?: string): Promise<SpokenText> {
  const document = await documentOf(text, name);
  const start = document.text.indexOf(from);
  return spokenText(document, { start, end: document.text.indexOf(to) + to.length });
}

const TABLE =
  '# Pay\n\n| Grade | 2025 | 2026 |\n| --- | --- | --- |\n| Junior | 2100 | 2200 |\n| Senior | 3100 | 3200 |\n';

it('says a row with the names of its columns', async () => {
  const { context, text } = await spoken(TABLE, 'Senior | 3100 | 3200');
  expect(text).toBe('Grade: Senior; 2025: 3100; 2026: 3200');
  expect(context).toEqual(['Pay']);
});

it('says the names of columns with each row, and not by themselves', async () => {
  const { text } = await spoken(TABLE, 'Grade | 2025 | 2026', 'Senior | 3100 | 3200');
  expect(text).toBe('Grade: Junior; 2025: 2100; 2026: 2200\nGrade: Senior; 2025: 3100; 2026: 3200');
});

it('says the same of a table in a page', async () => {
  const page =
    '<html><head><title>Pay</title></head><body><table><tr><th>Grade</th><th>Pay</th></tr><tr><td>Senior</td><td>3200</td></tr></table></body></html>';
  expect((await spoken(page, 'Senior | 3200', undefined, 'pay.html')).text).toBe('Grade: Senior; Pay: 3200');
});

it('says the cells alone where there are no names for them', async () => {
  const page =
    '<html><head><title>Pay</title></head><body><table><tr><td>Senior</td><td>3200</td></tr><tr><td>Junior</td><td>2200</td></tr></table></body></html>';
  expect((await spoken(page, 'Junior | 2200', undefined, 'pay.html')).text).toBe('Junior | 2200');
});

it('says what opens a list with its items', async () => {
  const list = '# Gifts\n\n## Staff\n\nEmployees must not accept:\n\n- cash;\n- watches.\n';
  expect(await spoken(list, '- watches.')).toEqual({
    context: ['Gifts', 'Staff', 'Employees must not accept:'],
    text: '- watches.',
  });
});

it('says plain text as it is', async () => {
  expect(await spoken('# Bikes\n\nBikes stand in the yard. They are locked.\n', 'They are locked.')).toEqual({
    context: ['Bikes'],
    text: 'They are locked.',
  });
});
