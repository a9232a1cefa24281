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

describe('what stands around the text', () => {
  const page = (i: number, heading: string): Drawn[] => [
    { text: `Library plan 2031 - ${heading}`, x: 60, y: 32, size: 9 },
    { text: heading, x: 60, y: 82, size: 14, font: 'bold' },
    ...lines(
      TEXT.map((text) => `${text} ${heading}`),
      { y: 112 },
    ),
    { text: `Town of Elmbridge - Page ${i} of 3`, x: 60, y: 812, size: 9 },
  ];

  it('is told from the text, also where it changes from page to page', async () => {
    const reading = await readPdf(
      pdfOf(['Opening hours', 'Loans', 'Fees'].map((heading, i) => page(i + 1, heading))),
    );
    if ('refused' in reading) throw new Error(reading.refused);
    const furniture = reading.blocks.filter(({ kind }) => kind === 'furniture');
    expect(furniture).toHaveLength(6);
    expect(treeOf(reading).filter((line) => line.includes('heading:'))).toEqual([
      'heading: Opening hours',
      'heading: Loans',
      'heading: Fees',
    ]);
  });

  it('is the number of a page that says so behind it', async () => {
    const tree = await read([[TITLE, ...lines(TEXT, { y: 100 }), { text: '117 | P a g e', x: 260, y: 800 }]]);
    expect(tree).toEqual([
      'heading: House rules',
      `  paragraph: ${TEXT.join(' ')}`,
      'paragraph: 117 | P a g e',
    ]);
  });

  it('is the number of a page, and not the sum below a column', async () => {
    const column = ['Boats', '12', '30', '42'].map((text, i) => ({ text, x: 260, y: 600 + 14 * i }));
    const names = ['Kind', 'Sloop', 'Yawl'].map((text, i) => ({ text, x: 60, y: 600 + 14 * i }));
    const table = (number: string): Drawn[] => [...names, ...column, { text: number, x: 300, y: 800 }];
    const tree = await read([[TITLE, ...lines(TEXT, { y: 100 }), ...names, ...column]]);
    expect(tree.slice(-3).map((line) => line.trim())).toEqual([
      'row: Sloop | 12',
      'row: Yawl | 30',
      'row: | 42',
    ]);
    const numbered = await read([
      [TITLE, ...lines(TEXT, { y: 100 }), ...table('7')],
      [...lines(TEXT, { y: 100 }), { text: '8', x: 60, y: 128 }],
    ]);
    expect(numbered.filter((line) => /: [78]$/.test(line))).toEqual(['paragraph: 7', 'paragraph: 8']);
    expect(numbered.filter((line) => line.includes('row: | 42'))).toHaveLength(1);
  });

  it('is a table of contents, which is no heading and no answer', async () => {
    const names = ['Opening hours', 'Loans of books', 'Fees for guests'];
    const reading = await readPdf(
      pdfOf([
        [
          TITLE,
          { text: 'Contents', x: 60, y: 90, size: 14, font: 'bold' },
          ...lines(
            names.map((name, i) => `${name} ${'.'.repeat(60)} ${i + 2}`),
            { y: 120 },
          ),
        ],
        ...names.map((name): Drawn[] => [
          { text: name, x: 60, y: 82, size: 14, font: 'bold' },
          ...lines(TEXT, { y: 112 }),
        ]),
      ]),
    );
    if ('refused' in reading) throw new Error(reading.refused);
    expect(reading.blocks.filter(({ kind, page: on }) => kind === 'furniture' && on === 1)).toHaveLength(4);
  });

  it('is not the title, which is the largest line of the first page that does not say when', async () => {
    const reading = await readPdf(
      pdfOf([
        [
          { text: 'Last Revised January 2024', x: 200, y: 290, size: 16 },
          { text: 'BY-LAWS OF', x: 230, y: 350, size: 16 },
          { text: 'THE TOWN OF BROOKVALE', x: 180, y: 380, size: 16 },
        ],
        lines([...TEXT, ...TEXT], { y: 90 }),
      ]),
    );
    expect(reading).toHaveProperty('description.title', 'BY-LAWS OF THE TOWN OF BROOKVALE');
  });
});
