import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf } from '../../src/excerpt-lines.ts';
import { joinedLines, shownLines } from '../../src/shown-excerpt.ts';
import { indexOf } from '../support/indexes.ts';
import { handbook, quotation } from '../support/laid-out.ts';
import { anyText, documentOf, folded, textsOf } from '../support/texts.ts';

const document = await handbook();

/** The lines as a person reads them, and what stands out in them. */
function shown(...args: Parameters<typeof quotation> extends [unknown, ...infer Rest] ? Rest : never) {
  const { text, marked } = joinedLines(shownLines(quotation(document, ...args)), '  ');
  return { lines: text.split('\n'), marked: textsOf(text, marked) };
}

describe('an excerpt as people read it', () => {
  it('has a line for each item, set in as deep as it stands', () => {
    expect(shown([['Employees', 'sing.']]).lines).toEqual([
      'Employees must not:',
      '- smoke,',
      '- accept gifts:',
      '  1. of money, or',
      '  2. worth more than fifty dollars, wherever they were given and whoever gave them to whom, unless it is said so;',
      '- sing.',
    ]);
  });

  it('says on a line of its own that items or rows are left out', () => {
    expect(
      shown([
        ['Employees', 'not:'],
        ['- sing', 'sing.'],
        ['However', 'sing.'],
      ]).lines,
    ).toEqual(['Employees must not:', '…', '- sing.', 'However, managers may sing.']);
    expect(
      shown([
        ['Years', 'Days'],
        ['6 to', '25'],
      ]),
    ).toEqual({ lines: ['Years | Days', '…', '6 to 10 | 25'], marked: ['Years | Days'] });
  });

  it('lets headings stand out, as what is below them is said under them', () => {
    expect(shown([['Conduct', 'not:']], ['must'])).toEqual({
      lines: ['Conduct', 'Employees must not:'],
      marked: ['Conduct', 'must'],
    });
  });

  it('sets nothing in where only what stands deep is quoted', () => {
    expect(shown([['1. of', 'or']]).lines).toEqual(['1. of money, or']);
    expect(
      shown([
        ['- accept', 'gifts:'],
        ['2. worth', 'dollars'],
      ]).lines,
    ).toEqual(['- accept gifts:', '  …', '  2. worth more than fifty dollars']);
  });

  it('keeps pieces of one paragraph on its line, with the words that answer where they stand', () => {
    const pieces = [
      ['However', 'managers'],
      ['Nobody', 'shout'],
      ['and that', 'everybody.'],
    ] as const;
    expect(shown(pieces, ['managers', 'shout', 'that holds'])).toEqual({
      lines: ['However, managers … Nobody may shout … and that holds for everybody.'],
      marked: ['managers', 'shout', 'that holds'],
    });
  });

  it('joins lines that were broken for their length, Chinese ones without a space', () => {
    const text = `Rules

Employees must not accept gifts that are worth more than fifty dollars,
whoever gave them, unless their manager has said so before in writing.

员工每年享有二十天带薪年假，工作满五年的员工享有二十五天，工作满十年的员工享有三十天，
但试用期内的员工除外。
`;
    const asTyped = documentOf(text);
    const of = (from: string, to: string, words: string) => {
      const { text: joined, marked } = joinedLines(shownLines(quotation(asTyped, [[from, to]], [words])), '');
      return { joined, marked: textsOf(joined, marked) };
    };
    expect(of('Employees', 'them', 'dollars,\nwhoever')).toEqual({
      joined: 'Employees must not accept gifts that are worth more than fifty dollars, whoever gave them',
      marked: ['dollars,', 'whoever'],
    });
    expect(of('工作满十年', '除外。', '试用期')).toEqual({
      joined: '工作满十年的员工享有三十天，但试用期内的员工除外。',
      marked: ['试用期'],
    });
  });

  it('keeps short lines apart, which nobody broke for want of room', () => {
    const address = documentOf('Office\n\nThe office is here:\n12 Main Street\nSpringfield\n');
    const lines = linesOf(address, [{ start: 8, end: address.text.length - 1 }], ' … ');
    expect(textsOf(address.text.slice(8), lines)).toEqual([
      'The office is here:',
      '12 Main Street',
      'Springfield',
    ]);
  });

  it('keeps every line of a page, where the format tells lines from what is only broken', async () => {
    const page =
      '<p>Adults pay twelve euros on weekdays and fifteen on Sundays<br>children pay half of that</p>';
    const read = (await indexOf({ 'a.html': `<title>Fees</title>${page}` })).documents.get('a.html');
    if (read === undefined) throw new Error('the page is not read');
    const { text } = joinedLines(shownLines(quotation(read, [['Adults', 'of that']])), '');
    expect(text.split('\n')).toHaveLength(2);
  });

  it('says what its pieces say, whatever the document holds', () => {
    fc.assert(
      fc.property(anyText, fc.array(fc.nat(200), { maxLength: 6 }), (content, cuts) => {
        const anything = documentOf(`Rules\n\n${content.replaceAll('\0', '')}`);
        const { text } = anything;
        const ends = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b);
        const pieces = ends
          .slice(1)
          .flatMap((end, i) => (i % 2 === 0 ? [{ start: ends[i] ?? 0, end }] : []))
          .filter(({ start, end }) => text.slice(start, end).trim() !== '');
        const excerpt = pieces.map(({ start, end }) => text.slice(start, end)).join(' … ');
        const lines = shownLines({
          excerpt,
          lines: linesOf(anything, pieces, ' … '),
          highlights: [],
        });
        const unspaced = (some: string): string => folded(some).replace(/[\s…]/g, '');
        expect(unspaced(joinedLines(lines, '').text)).toBe(unspaced(excerpt));
        for (const line of lines) expect(line.text).not.toMatch(/[\n\r]/);
      }),
    );
  });
});
