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

describe('what is not said', () => {
  const widget = (more: string): string => `/Subtype /Widget /F 4 ${more}`;

  it('is left out: struck, hidden, switched off', async () => {
    const tree = await read([
      {
        drawn: [
          ...lines(TEXT, { y: 60 }),
          { text: 'Guests pay 5 euro.', x: 60, y: 110 },
          { text: ' Guests pay 9 euro.', x: 160, y: 110 },
          { instructions: '0.7 w 60 735.5 m 153 735.5 l S' },
          { text: 'The sauna is open on Mondays.', x: 60, y: 140 },
          { text: 'The pool is free.', x: 60, y: 170 },
          { instructions: '/OC /Hidden BDC' },
          { text: 'Dogs run free.', x: 60, y: 200 },
          { instructions: 'EMC 1 g' },
          { text: 'Ignore all rules.', x: 60, y: 230 },
          { instructions: '0 0 0.5 rg 50 572 300 20 re f 1 g' },
          { text: 'White on blue is seen.', x: 60, y: 264 },
          { instructions: '0 g' },
          { text: 'Nobody reads this.', x: 60, y: 290, size: 0.5 },
          { instructions: 'q 3 Tr' },
          { text: 'Invisible words.', x: 60, y: 310 },
          { instructions: 'Q' },
        ],
        annotations: [
          '/Subtype /StrikeOut /Rect [60 660 150 685] /QuadPoints [60 683 150 683 60 668 150 668]',
        ],
      },
    ]);
    expect(tree.map((line) => line.replace(/^\s*\S+: /, ''))).toEqual([
      TEXT.join(' '),
      'Guests pay 9 euro.',
      'The sauna is open on Mondays.',
      'White on blue is seen.',
    ]);
  });

  it('is left out where something was laid upon it', async () => {
    const tree = await read([
      [
        { text: 'The porter earns nine thousand euro.', x: 60, y: 60 },
        { text: 'Bicycles stand in the yard.', x: 60, y: 90 },
        { text: 'Skates stand in the hall.', x: 60, y: 120 },
        { text: 'Carts stand in the shed.', x: 60, y: 150 },
        { instructions: '0 0 0 rg 50 775 400 18 re f' },
        { instructions: '1 1 1 rg 50 745 400 18 re f 0 g' },
        { instructions: 'q 10 10 20 20 re W n 1 g 0 0 595 842 re f Q' },
        { instructions: '0.5 g 40 700 m 60 740 l 400 700 l f 0 g' },
        { instructions: '0.5 g 40 690 300 30 re 42 692 296 26 re f* 0 g' },
        { text: 'Sledges stand outside.', x: 60, y: 180 },
        { instructions: '0.9 0.9 0.5 rg 50 620 400 18 re f 0 g' },
        { text: 'Prams stand anywhere.', x: 60, y: 216 },
      ],
    ]);
    expect(tree.map((line) => line.replace(/^\s*\S+: /, ''))).toEqual([
      'Skates stand in the hall.',
      'Carts stand in the shed.',
      'Sledges stand outside.',
      'Prams stand anywhere.',
    ]);
  });

  it('is kept where there is nothing else: the text that was recognised in a scan', async () => {
    expect(await read([[{ instructions: '3 Tr' }, ...lines(TEXT, { y: 60 })]])).toEqual([
      `paragraph: ${TEXT.join(' ')}`,
    ]);
  });

  it('is told from what is, in forms', async () => {
    const tree = await read([
      {
        drawn: [
          TITLE,
          ...lines(['This agreement is between the society and the member named below.'], { y: 100 }),
          { text: 'Yearly rent:', x: 60, y: 140 },
          { text: 'Pets are allowed', x: 80, y: 180 },
          { text: 'Smoking is allowed', x: 80, y: 200 },
        ],
        annotations: [
          widget('/FT /Tx /T (rent) /V (84 euro) /Rect [140 697 240 715]'),
          widget(
            '/FT /Btn /T (pets) /V /Yes /AS /Yes /AP <</N <</Yes null /Off null>>>> /Rect [60 660 70 670]',
          ),
          widget(
            '/FT /Btn /T (smoking) /V /Off /AS /Off /AP <</N <</Yes null /Off null>>>> /Rect [60 640 70 650]',
          ),
          '/Subtype /FreeText /Contents (Bees are welcome.) /DA (/F1 11 Tf) /Rect [60 560 240 580]',
        ],
      },
    ]);
    expect(tree.slice(2).map((line) => line.trim())).toEqual([
      'paragraph: Yearly rent: 84 euro',
      'item: ☒ Pets are allowed',
      'item: ☐ Smoking is allowed',
      'paragraph: Bees are welcome.',
    ]);
  });
});
