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

describe('paragraphs of a page', () => {
  it('go on with the number of a clause at the start of a line', async () => {
    const texts = [
      'All members of the society pay the dues that are set out in full in section',
      '4.2 of the rules, and those named in Article 7 and, as far as it applies, in',
      'Section 12.',
    ];
    expect(await read([[TITLE, ...lines(texts, { y: 100 })]])).toEqual([
      'heading: House rules',
      `  paragraph: ${texts.join(' ')}`,
    ]);
  });

  it('are whole where their first line is set in, also as clauses', async () => {
    const clause = [
      '4.1 The committee reviews the report of the treasurer and the books of the society in',
      'April, and lays both before all members of the society at the meeting in May, where',
      'they are approved.',
    ];
    for (const texts of [[...TEXT, 'So it has been since long.'], clause]) {
      const [first = '', ...others] = texts;
      const drawn = [{ text: first, x: 75, y: 100 }, ...lines(others, { y: 114 })];
      const [, paragraph] = await read([[TITLE, ...drawn, ...lines(TEXT, { y: 200 })]]);
      expect(paragraph?.replace(/^.*?: /, '')).toBe(texts.join(' '));
    }
  });

  it('end with a short item that is set in, where a name follows', async () => {
    const items = [
      '6. Chair of the Committee on Rooms and Bicycles',
      '7. Chair of the Political Advocacy Committee',
    ];
    const drawn = [
      ...lines(items, { x: 75, y: 100 }),
      ...lines(['Division of Academic Affairs'], { y: 128 }),
    ];
    const tree = await read([[TITLE, ...drawn]]);
    expect(tree.map((line) => line.replace(/^.*?: /, ''))).toEqual([
      'House rules',
      ...items,
      'Division of Academic Affairs',
    ]);
  });

  it('go on with a line that begins with the name of a clause', async () => {
    for (const [before, after] of [
      [
        'approved by the board. Day races require that the boat is as it is said to be in',
        'section 6. Coastal races require more of it. And so it is.',
      ],
      [
        'which all members of the society pay who have been members of it for more than',
        '18. It is the treasurer who may ask them for more of it.',
      ],
    ] as const) {
      const texts = [
        'All boats meet what is said of them here, each as it is fit for a race and as it was',
        before,
        after,
      ];
      expect(await read([[TITLE, ...lines(texts, { y: 100 })]])).toEqual([
        'heading: House rules',
        `  paragraph: ${texts.join(' ')}`,
      ]);
    }
  });

  it('stand under a heading that is underlined with dashes', async () => {
    const rule = { text: '-------------------------------', x: 60, y: 114 };
    const heading = { text: '5.0 CLASSES OF BOATS AND RACES', x: 60, y: 100, font: 'bold' } as const;
    expect(await read([[TITLE, heading, rule, ...lines(TEXT, { y: 128 })]])).toEqual([
      'heading: House rules',
      '  heading: 5.0 CLASSES OF BOATS AND RACES',
      `    paragraph: ${TEXT.join(' ')}`,
    ]);
  });

  it('are parted by gaps, by type and by lines that end early', async () => {
    const tree = await read([
      [
        TITLE,
        ...lines(TEXT, { y: 100 }),
        ...lines(['Keys are handed out on Mondays.'], { y: 160 }),
        ...lines(['Cars are parked in the street and nowhere', 'else, says the town.'], { y: 174, size: 9 }),
        ...lines(['Fee for members with a boat: 12 euro'], { y: 230 }),
        ...lines(['Fee for guests with a boat: 31 euro'], { y: 290 }),
      ],
    ]);
    expect(tree).toEqual([
      'heading: House rules',
      `  paragraph: ${TEXT.join(' ')}`,
      '  paragraph: Keys are handed out on Mondays.',
      '  paragraph: Cars are parked in the street and nowhere else, says the town.',
      '  paragraph: Fee for members with a boat: 12 euro',
      '  paragraph: Fee for guests with a boat: 31 euro',
    ]);
  });

  it.each([
    [
      'in two short columns',
      [60, 330],
      [
        ['The committee reviews the', 'report in April and then'],
        ['approves the budget for the', 'next spending year by May.'],
      ],
    ],
    [
      'in columns of which one is much longer',
      [60, 330],
      [
        [
          'Bicycles may be left in the north',
          'shed overnight when a blue tag is',
          'fixed to the frame. Untagged ones',
          'are taken to the depot.',
        ],
        ['Lockers are given out at the front', 'desk for a deposit of 30 euro.'],
      ],
    ],
    [
      'in three columns',
      [50, 225, 400],
      [
        ['Bicycles may be left in the', 'north shed overnight.'],
        ['Lockers are given out at the', 'front desk on Mondays.'],
        ['Meeting rooms are booked on', 'the wall calendar by staff.'],
      ],
    ],
  ])('are read column by column %s', async (_what, lefts, columns) => {
    const tree = await read([
      [TITLE, ...columns.flatMap((texts, i) => lines(texts, { x: lefts[i] ?? 0, y: 130, size: 10 }))],
    ]);
    expect(tree.join(' ').replaceAll(/ *paragraph: /g, ' ')).toContain(
      columns.map((texts) => texts.join(' ')).join(' '),
    );
  });

  it('stand under headings beside them', async () => {
    const beside = (y: number, heading: string, texts: string[]): Drawn[] => [
      { text: heading, x: 50, y, font: 'bold' },
      ...lines(texts, { x: 200, y }),
    ];
    const tree = await read([
      [
        TITLE,
        ...beside(100, 'Drills', [
          'Drills are handed out by the steward and come back',
          'before six in the evening.',
        ]),
        ...beside(138, 'Saws', [
          'Saws may be used by members who passed the test,',
          'and only while a second member is in the room.',
        ]),
      ],
    ]);
    expect(tree.slice(1)).toEqual([
      '  heading: Drills',
      '    paragraph: Drills are handed out by the steward and come back before six in the evening.',
      '  heading: Saws',
      '    paragraph: Saws may be used by members who passed the test, and only while a second member is in the room.',
    ]);
  });

  it('have no numbers of their lines', async () => {
    const texts = [
      'The mill is let to the',
      'miller for nine years. He',
      'keeps the wheel and the',
      'sluice in order.',
    ];
    const numbered = texts.flatMap((text, i): Drawn[] => [
      { text: `${i + 1}`, x: 50, y: 100 + 20 * i, size: 9 },
      { text, x: 80, y: 100 + 20 * i },
    ]);
    expect((await read([[TITLE, ...numbered]])).slice(1)).toEqual([`  paragraph: ${texts.join(' ')}`]);
  });
});

describe('lists', () => {
  it.each([
    ['a bullet', '\x95', 'plain', '•'],
    ['a square of a symbol font', 'n', 'dingbats', '•'],
    ['a letter of a font that draws a bullet', 'o', 'other', '•'],
    ['a section sign', '\xa7', 'plain', '•'],
    ['a blank to be ticked', '____', 'plain', '____'],
  ] as const)('have an item a part where it begins with %s', async (_what, mark, font, shown) => {
    const tree = await read([
      [
        TITLE,
        ...lines(['Each walker brings:'], { y: 100 }),
        ...['a lamp with spare cells', 'two litres of water', 'a whistle'].flatMap((text, i): Drawn[] => [
          { text: mark, x: 70, y: 118 + 16 * i, font },
          { text, x: 100, y: 118 + 16 * i },
        ]),
        ...lines(['Walkers set out at seven and are back before the sun goes down.'], { y: 190 }),
      ],
    ]);
    expect(tree.slice(1)).toEqual([
      '  paragraph: Each walker brings:',
      `    item: ${shown} a lamp with spare cells`,
      `    item: ${shown} two litres of water`,
      `    item: ${shown} a whistle`,
      '  paragraph: Walkers set out at seven and are back before the sun goes down.',
    ]);
  });

  it('stand in each other as they are numbered and set in', async () => {
    const tree = await read([
      [
        TITLE,
        ...lines(['4.2 The tenant shall:'], { y: 100 }),
        ...lines(
          ['(a) keep the stairs free of prams, of boxes and of all else that people', '     fall over; and'],
          { x: 80, y: 116 },
        ),
        ...lines(['(b) sweep the yard.'], { x: 80, y: 144 }),
      ],
    ]);
    expect(tree.slice(1)).toEqual([
      '  item 4.2: 4.2 The tenant shall:',
      '    item (a): (a) keep the stairs free of prams, of boxes and of all else that people fall over; and',
      '    item (b): (b) sweep the yard.',
    ]);
  });
});
