import { describe, expect, it } from 'vitest';
import { messagesFor } from '../../src/messages.ts';
import { whereabouts } from '../../src/whereabouts.ts';

type Place = Parameters<typeof whereabouts>[0];

const PLACE: Place = {
  document: { title: 'Travel policy', language: 'en' },
  headings: [],
  clause: null,
  table: null,
  page: null,
  paragraph: 7,
  line: 12,
};
const shown = (more: Partial<Place>, language: 'en' | 'zh' = 'en', chars = 60) =>
  whereabouts({ ...PLACE, ...more }, messagesFor(language), chars).join(' · ');

describe('where an excerpt stands', () => {
  it('is said from the large to the small', () => {
    expect(shown({})).toBe('paragraph 7, line 12');
    expect(
      shown({
        headings: ['Travel policy', 'Expenses', 'Meals'],
        clause: '4.2 (b)',
        table: { number: 2, row: 3 },
        page: 9,
      }),
    ).toBe('section “Expenses › Meals” · clause 4.2 (b) · table 2, row 3 · page 9');
  });

  it('is said in the language of the question, and of which the document is', () => {
    expect(
      shown({ headings: ['Meals'], clause: '第三条', table: { number: 1, row: 2 }, page: 1 }, 'zh'),
    ).toBe('“Meals”一节 · 第三条 · 第 1 个表格，第 2 行 · 第 1 页 · 原文为英语');
  });

  it.each([
    ['4.2', 'clause 4.2'],
    ['1. (a)', 'clause 1. (a)'],
    ['4. 2.', 'clause 4. 2.'],
    ['5.', 'item 5'],
    ['(iv)', 'item (iv)'],
    ['B)', 'item B)'],
    ['Article II', 'Article II'],
    ['§ 10-110', '§ 10-110'],
    ['第十三条', '第十三条'],
  ])('names the clause %s as people do', (clause, named) => {
    expect(shown({ clause })).toBe(`${named} · paragraph 7, line 12`);
  });

  it('does not say twice what stands in the heading', () => {
    expect(shown({ headings: ['4.2 Meals'], clause: '4.2' })).toBe(
      'section “4.2 Meals” · paragraph 7, line 12',
    );
    expect(shown({ headings: ['Travel policy'] })).toBe('paragraph 7, line 12');
    expect(shown({ headings: ['Expenses:', 'Meals：'] })).toBe(
      'section “Expenses › Meals” · paragraph 7, line 12',
    );
  });

  it('keeps the nearest of many headings, and says that others stand above', () => {
    const headings = ['Part one of the rules', 'Chapter two of the rules', 'Section three of the rules'];
    expect(shown({ headings }, 'en', 60)).toBe(
      'section “… › Chapter two of the rules › Section three of the rules” · paragraph 7, line 12',
    );
    expect(shown({ headings }, 'en', 20)).toBe('section “… › Section three of th…” · paragraph 7, line 12');
  });
});
