import { describe, expect, it } from 'vitest';
import { readPdf } from '../../../index/readers/pdf.ts';
import { type Drawn, lines, type PdfOptions, type PdfPage, pdfOf } from '../../support/pdf-files.ts';
import { treeOf } from '../../support/readings.ts';

/** What is read of pages, as a tree of blocks. */
async function read(
  pages: readonly (PdfPage | readonly Drawn[])[],
  options: PdfOptions = {},
): Promise<string[]> {
  return treeOf(await readPdf(pdfOf(pages, options)));
}

const TITLE: Drawn = { text: 'House rules', x: 60, y: 60, size: 18, font: 'bold' };
const TEXT = [
  'Bicycles stand in the yard, and not in the hall, on all days of the year, also in',
  'winter. The porter takes away what stands in the hall and keeps it for a month.',
];

describe('tables', () => {
  const rows = [
    ['Service', 'Leave', 'Notice'],
    ['Up to 5 years', '20 days', 'one month'],
    ['6 to 10 years', '24 days', 'two months'],
  ];
  const expected = rows.map((row, i) => `${i === 0 ? 'header' : 'row'}: ${row.join(' | ')}`);

  it('have a part for each row, the header first', async () => {
    const drawn = rows.flatMap((row, i) =>
      row.map(
        (text, at): Drawn => ({ text, x: 60 + 150 * at, y: 130 + 16 * i, font: i === 0 ? 'bold' : 'plain' }),
      ),
    );
    const tree = await read([[TITLE, ...lines(TEXT, { y: 80 }), ...drawn]]);
    expect(tree.slice(2).map((line) => line.trim())).toEqual(expected);
  });

  it.each(['cell by cell', 'line by line'])(
    'have cells that were wrapped in one piece, drawn %s',
    async (order) => {
      const cells: Drawn[] = [
        { text: 'Fund', x: 60, y: 130, font: 'bold' },
        { text: 'Where its money is from', x: 260, y: 130, font: 'bold' },
        ...lines(['Airport fuel'], { x: 60, y: 150, leading: 12 }),
        ...lines(['Fees from the sale of', 'fuel at the airport'], { x: 260, y: 150, leading: 12 }),
        ...lines(['Trees of the', 'town'], { x: 60, y: 185, leading: 12 }),
        ...lines(['Fees received under', 'the by-law'], { x: 260, y: 185, leading: 12 }),
      ];
      const sorted =
        order === 'cell by cell' ? cells : cells.toSorted((a, b) => ('y' in a && 'y' in b ? a.y - b.y : 0));
      const tree = await read([[TITLE, ...sorted]]);
      expect(tree.slice(1).map((line) => line.trim())).toEqual([
        'header: Fund | Where its money is from',
        'row: Airport fuel | Fees from the sale of fuel at the airport',
        'row: Trees of the town | Fees received under the by-law',
      ]);
    },
  );
});
