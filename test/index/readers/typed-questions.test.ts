import { expect, it } from 'vitest';
import { readDocx } from '../../../index/readers/docx.ts';
import { readHtml } from '../../../index/readers/html.ts';
import { readMarkdown } from '../../../index/readers/markdown.ts';
import { readText } from '../../../index/readers/text.ts';
import { treeOf } from '../../support/readings.ts';
import { paragraph, run, wordFile } from '../../support/word-files.ts';

const ANSWERED = [
  'question: Is the garage free?',
  '  paragraph: No, it costs 40 euros.',
  'question: Is there a lift?',
  '  paragraph: Yes.',
];

it('a question in bold stands above the answer that follows it in its line', async () => {
  const page =
    '<p><b>Is the garage free?</b> No, it costs 40 euros.</p><p><strong>Is there a lift?</strong> Yes.</p>';
  const markdown = '**Is the garage free?** No, it costs 40 euros.\n\n**Is there a lift?** Yes.';
  const body =
    paragraph(run('Is the garage free?', '<w:b/>') + run(' No, it costs 40 euros.')) +
    paragraph(run('Is there a lift?', '<w:b/>') + run(' Yes.'));
  expect(treeOf(readHtml(Buffer.from(page)))).toEqual(ANSWERED);
  expect(treeOf(readMarkdown(Buffer.from(markdown)))).toEqual(ANSWERED);
  expect(treeOf(await readDocx(await wordFile({ body })))).toEqual(ANSWERED);
});

it('a question and its answer are told apart by their labels in one line', () => {
  const lines = 'Q: Is the garage free? A: No.\nQ: Is there a lift? A: Yes.';
  const answered = [
    'question: Q: Is the garage free?',
    '  paragraph: A: No.',
    'question: Q: Is there a lift?',
    '  paragraph: A: Yes.',
  ];
  expect(treeOf(readText(Buffer.from(lines)))).toEqual(answered);
  expect(treeOf(readMarkdown(Buffer.from(lines)))).toEqual(answered);
});

it('a question in bold within a sentence, or in an item of a list, is part of it', () => {
  const markdown = 'Visitors ask: **is there a lift?** Yes.\n\n- **Is there a lift?** Yes.';
  expect(treeOf(readMarkdown(Buffer.from(markdown)))).toEqual([
    'paragraph: Visitors ask: is there a lift? Yes.',
    '  item: - Is there a lift? Yes.',
  ]);
});
