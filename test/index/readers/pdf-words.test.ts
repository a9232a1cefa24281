import fc from 'fast-check';
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

describe('words', () => {
  it.each([
    ['that are s p a c e d', [{ text: 'P O L I C Y   O N   L E A V E', x: 60, y: 100 }], 'POLICY ON LEAVE'],
    [
      'that are spaced by their program',
      [{ instructions: 'BT /plain 11 Tf 5 Tc 60 740 Td (STAFF RULES) Tj 0 Tc ET' }],
      'STAFF RULES',
    ],
    [
      'that are broken at the end of a line',
      lines(['Felling takes the written authori-', 'zation of the ranger.'], { y: 100 }),
      'Felling takes the written authorization of the ranger.',
    ],
    [
      'with a soft hyphen',
      lines(['The accommo\xad', 'dation office is shut.'], { y: 100 }),
      'The accommodation office is shut.',
    ],
    [
      'with a hyphen that the document writes elsewhere',
      lines(['Members may re-sign in May; who does not re-', 'sign by June has left the club.'], { y: 100 }),
      'Members may re-sign in May; who does not re-sign by June has left the club.',
    ],
    [
      'that are drawn twice to look bold',
      [
        { text: 'Radiators are bled in May.', x: 60, y: 100 },
        { text: 'Radiators are bled in May.', x: 60.3, y: 100 },
      ],
      'Radiators are bled in May.',
    ],
  ] as [string, Drawn[], string][])('%s are whole', async (_what, drawn, expected) => {
    expect((await read([[...drawn, ...lines(TEXT, { y: 400 })]]))[0]).toMatch(
      new RegExp(`^\\S+: ${RegExp.escape(expected)}$`),
    );
  });

  it('go on behind a footnote and a page number, which are no part of the sentence', async () => {
    const tree = await read([
      [
        TITLE,
        ...lines(
          [...TEXT, 'Forms are decided on within sixty days of the closing date, unless the treasurer'],
          { y: 100 },
        ),
        { text: '1 The treasurer is elected by the members in March.', x: 60, y: 750, size: 8 },
        { text: 'Club office 1', x: 60, y: 810, size: 9 },
      ],
      [
        ...lines(['asks for more time in writing. Money is paid in two parts.'], { y: 60 }),
        { text: 'Club office 2', x: 60, y: 810, size: 9 },
      ],
    ]);
    expect(tree.slice(1)).toEqual([
      `  paragraph: ${TEXT.join(' ')} Forms are decided on within sixty days of the closing date, unless the treasurer asks for more time in writing.`,
      'note 1: 1 The treasurer is elected by the members in March.',
      'paragraph: Club office 1',
      '  paragraph: Money is paid in two parts.',
      'paragraph: Club office 2',
    ]);
  });

  it('are those that were drawn, whatever they are and however wide', async () => {
    const word = fc.stringMatching(/^[a-z]{2,9}[0-9]{0,3}$/);
    const line = fc.array(word, { minLength: 5, maxLength: 12 }).map((words) => words.join(' '));
    await fc.assert(
      fc.asyncProperty(line, fc.integer({ min: 5, max: 30 }), async (text, step) => {
        // It has to stand on the page, whose letters are no wider than 0.84 of their size.
        const size = Math.min(step / 3 + 3, 570 / (0.84 * text.length));
        const [read = ''] = treeOf(await readPdf(pdfOf([[{ text, x: 20, y: 60, size }]])));
        expect(read).toBe(`paragraph: ${text}`);
      }),
      { numRuns: 40 },
    );
  });

  it('are apart where all letters are as wide by chance', async () => {
    const text = 'aa aa aa0 aa00 aaaaa0';
    expect(treeOf(await readPdf(pdfOf([[{ text, x: 20, y: 60, size: 5 }]])))).toEqual([`paragraph: ${text}`]);
  });

  it('call the notes of their page, and hold powers where there are none', async () => {
    const drawn: Drawn[] = [
      { text: 'Guests pay 50', x: 60, y: 100 },
      { text: '2', x: 132, y: 96, size: 7 },
      { text: ' euro a day.', x: 136, y: 100 },
      ...lines(TEXT, { y: 130 }),
    ];
    const notes = lines(['1 For members, half of it.', '2 Unless the treasurer waives it.'], {
      y: 760,
      size: 8,
      leading: 10,
    });
    const [called] = await read([[...drawn, { instructions: '60 100 150 0.5 re f' }, ...notes]]);
    const [raised] = await read([drawn]);
    expect([called, raised]).toEqual([
      'paragraph: Guests pay 50[2] euro a day.',
      'paragraph: Guests pay 50^2 euro a day.',
    ]);
  });

  it('keep raised numbers apart', async () => {
    const [tree = ''] = await read([
      [
        { text: 'The fee is 50', x: 60, y: 100 },
        { text: '1', x: 126, y: 96, size: 7 },
        { text: ' euro; the dose is 10', x: 130, y: 100 },
        { text: '3', x: 232, y: 96, size: 7 },
        { text: ' units on 20 m', x: 236, y: 100 },
        { text: '2', x: 304, y: 96, size: 7 },
        { text: ' at most.', x: 308, y: 100 },
        ...lines(TEXT, { y: 200 }),
      ],
    ]);
    expect(tree).toBe('paragraph: The fee is 50[1] euro; the dose is 10^3 units on 20 m² at most.');
  });
});
