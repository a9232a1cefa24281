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
      '  heading: Loans',
      '  heading: Fees',
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
