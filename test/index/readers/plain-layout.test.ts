import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findBlocks } from '../../../index/readers/plain-layout.ts';
import { readText } from '../../../index/readers/text.ts';
import { treeOf } from '../../support/readings.ts';
import { between, textsOf } from '../../support/texts.ts';

const BODY = 'The province issued a plan for the digital economy. It has five parts.';

/** The tree of a text below the title, which all of these texts have. */
function below(...lines: string[]): string[] {
  const [, ...tree] = treeOf(readText(Buffer.from(['Town rules', '', ...lines].join('\n'))));
  return tree.map((block) => block.replace(/^ {2}/, '').replaceAll('\n', '⏎'));
}

it('letters that go on behind the last number stand beside it, as far out as it does', () => {
  const lines = [
    '9. Assets held in trust',
    '',
    '  9.1 Donations must be made to one organisation.',
    '',
    'A. Standard procedure',
    '',
  ];
  const annexes = [
    '  These rules apply to committees.',
    '',
    'B. Typography',
    '',
    '  Rules are set in italics.',
  ];
  expect(below(...lines, ...annexes)).toEqual([
    'heading 9.: 9. Assets held in trust',
    '  item 9.1: 9.1 Donations must be made to one organisation.',
    'heading A.: A. Standard procedure',
    '  paragraph: These rules apply to committees.',
    'heading B.: B. Typography',
    '  paragraph: Rules are set in italics.',
  ]);
});

describe('lists that are typed', () => {
  it('go on below their opening behind a statement that stands between two bullets', () => {
    expect(
      below(
        'Drivers must not:',
        '- block the hydrant',
        '',
        'Hydrants are marked red on the ground.',
        '',
        '- leave a trailer at the gate',
      ),
    ).toEqual([
      'paragraph: Drivers must not:',
      '  item: - block the hydrant',
      'paragraph: Hydrants are marked red on the ground.',
      '  item: - leave a trailer at the gate',
    ]);
  });

  it('stand by themselves where they are fields below a statement that announces nothing', () => {
    expect(
      below('Dogs must not enter the shop.', '', '- Opening hours: 9 to 18', '- Phone: 555 123'),
    ).toEqual([
      'paragraph: Dogs must not enter the shop.',
      'item: - Opening hours: 9 to 18',
      'item: - Phone: 555 123',
    ]);
  });

  it.each(['1．|2．', '１．|２．', '（1）|（2）', '１）|２）'])(
    'are counted in full-width characters: %s',
    (marks) => {
      const [first = '', second = ''] = marks.split('|');
      expect(below('三、下列费用不予报销：', `${first}交通罚款；`, `${second}私人电话费。`)).toEqual([
        'item 三、: 三、下列费用不予报销：',
        `  item ${first}: ${first}交通罚款；`,
        `  item ${second}: ${second}私人电话费。`,
      ]);
    },
  );

  it.each(['-', '*', '•', '–', '▪', '✓', 'o', '☐', '[ ]', '[x]'])('have items marked by %s', (bullet) => {
    expect(
      below('Cooks bring:', `${bullet} a pan`, `${bullet} a bottle`, '', 'Walkers sleep in tents.'),
    ).toEqual([
      'paragraph: Cooks bring:',
      `  item: ${bullet} a pan`,
      `  item: ${bullet} a bottle`,
      'paragraph: Walkers sleep in tents.',
    ]);
  });

  it('keep their labels, and stand in each other as their markers and their indentation say', () => {
    expect(
      below(
        'Employees must not:',
        '',
        'a) take more than ten days in a row without the consent of the head of',
        '   department given in advance;',
        'b) work for another employer',
        '   - this holds for unpaid work too',
        '   - and for work at home',
        'c) sell leave.',
      ),
    ).toEqual([
      'paragraph: Employees must not:',
      '  item a): a) take more than ten days in a row without the consent of the head of⏎   department given in advance;',
      '  item b): b) work for another employer',
      '    item: - this holds for unpaid work too',
      '    item: - and for work at home',
      '  item c): c) sell leave.',
    ]);
  });

  it('are found in Chinese law', () => {
    expect(
      below(
        '第一章　总则',
        '',
        '第一条　读者每次可以借阅六册图书，有下列情形之一的除外：',
        '　　（一）证件过期的；',
        '　　（二）有逾期图书未还的：',
        '　　　　1.逾期三十日以上的；',
        '　　　　2.拒不缴纳费用的；',
        '　　（三）其他情形。',
        '第二条　逾期不还的，每日收取一角。',
      ),
    ).toEqual([
      'heading 第一章: 第一章　总则',
      '  item 第一条: 第一条　读者每次可以借阅六册图书，有下列情形之一的除外：',
      '    item （一）: （一）证件过期的；',
      '    item （二）: （二）有逾期图书未还的：',
      '      item 1.: 1.逾期三十日以上的；',
      '      item 2.: 2.拒不缴纳费用的；',
      '    item （三）: （三）其他情形。',
      '  item 第二条: 第二条　逾期不还的，每日收取一角。',
    ]);
  });

  it('need no marks where each line goes on with what opens them', () => {
    expect(
      below('It is forbidden to', '', 'smoke in the archive', '', 'bring lighters', '', 'It closes at noon.'),
    ).toEqual([
      'paragraph: It is forbidden to',
      '  item: smoke in the archive',
      '  item: bring lighters',
      'paragraph: It closes at noon.',
    ]);
    expect(below('宿舍内禁止下列行为：', '使用电磁炉做饭；', '饲养猫狗等宠物；', '留宿外来人员。')).toEqual([
      'paragraph: 宿舍内禁止下列行为：',
      '  item: 使用电磁炉做饭；',
      '  item: 饲养猫狗等宠物；',
      '  item: 留宿外来人员。',
    ]);
  });

  it.each([
    [
      'a number that a line is wrapped in front of',
      'It may be given to children weighing more than',
      '12 kg. Others get none.',
    ],
    [
      'a date',
      'The council adopted the rule in a meeting that was held on',
      '5. June of that year in the hall.',
    ],
    [
      'a dash in a sentence',
      'The yard is closed in winter, that is until March',
      '– unless the warden says otherwise.',
    ],
    [
      'a reference',
      'The price is forty euros for each of them, subject to the',
      'Section 2.1. of this law as it was.',
    ],
  ])('are not begun by %s', (_what, first, second) => {
    expect(below(first, second)).toEqual([`paragraph: ${first}⏎${second}`]);
  });

  it('are not begun by initials', () => {
    expect(below('A. Smith signed it.', '', 'I. Jones read it.')).toEqual([
      'paragraph: A. Smith signed it.',
      'paragraph: I. Jones read it.',
    ]);
  });

  it('end where a line is set in no further and wraps nothing', () => {
    expect(below('Bring', '- roads', '- data', 'The plan ends there.')).toEqual([
      'paragraph: Bring',
      '  item: - roads',
      '  item: - data',
      'paragraph: The plan ends there.',
    ]);
  });

  it('keep further paragraphs of an item with it', () => {
    expect(
      below('1. Book early, please.', '', '   Trains are full in summer.', '', '2. Travel light, please.'),
    ).toEqual([
      'item 1.: 1. Book early, please.',
      '  paragraph: Trains are full in summer.',
      'item 2.: 2. Travel light, please.',
    ]);
  });
});

describe('clauses that are typed', () => {
  it('have the label they are cited by', () => {
    expect(
      below(
        'ARTICLE II',
        '',
        'FINANCES',
        '',
        'Section 1: The year shall end in January.',
        '',
        'Section 17b: The clerk shall pay.',
        '',
        'ARTICLE IX',
        'PENALTIES',
        '',
        '§ 10-105. Repealer.',
        '',
        'All bylaws are repealed.',
      ),
    ).toEqual([
      'heading ARTICLE II: ARTICLE II',
      '  heading: FINANCES',
      '    item Section 1: Section 1: The year shall end in January.',
      '    item Section 17b: Section 17b: The clerk shall pay.',
      'heading ARTICLE IX: ARTICLE IX',
      '  heading: PENALTIES',
      '    heading § 10-105: § 10-105. Repealer.',
      '      paragraph: All bylaws are repealed.',
    ]);
  });

  it('are numbered', () => {
    expect(below('4.1 The tenant pays on the first day.', '', '4.2 The tenant sweeps the yard.')).toEqual([
      'item 4.1: 4.1 The tenant pays on the first day.',
      'item 4.2: 4.2 The tenant sweeps the yard.',
    ]);
  });

  it('are not sentences about them', () => {
    const said = [
      'Section 4 does not apply to managers.',
      'Article IX was repealed.',
      'Rules: none apply.',
      'Part of it is.',
    ];
    for (const line of said) expect(below(line)).toEqual([`paragraph: ${line}`]);
  });
});

describe('headings that are typed', () => {
  it('rank by their numbers, and stand above their text with a line between or without', () => {
    expect(below('1. Purpose', '', BODY, '', '2. Leave', BODY, '', '2.1 Sick leave', '', BODY)).toEqual([
      'heading 1.: 1. Purpose',
      `  paragraph: ${BODY}`,
      'heading 2.: 2. Leave',
      `  paragraph: ${BODY}`,
      '  heading 2.1: 2.1 Sick leave',
      `    paragraph: ${BODY}`,
    ]);
  });

  it('are underlined', () => {
    expect(below(BODY, '', 'Leave', '=====', BODY, '', 'Sick leave', '----------', BODY)).toEqual([
      `paragraph: ${BODY}`,
      'heading: Leave',
      'paragraph: =====',
      `  paragraph: ${BODY}`,
      '  heading: Sick leave',
      'paragraph: ----------',
      `    paragraph: ${BODY}`,
    ]);
  });

  it('are in capitals, in the middle of lines too', () => {
    expect(below(BODY, 'FEES', 'A permit costs 9 euros.', 'FINES', 'A fine is 50 euros.')).toEqual([
      `paragraph: ${BODY}`,
      'heading: FEES',
      '  paragraph: A permit costs 9 euros.',
      'heading: FINES',
      '  paragraph: A fine is 50 euros.',
    ]);
  });

  it('are no lines of a wrapped text, and no items of a list', () => {
    expect(
      below(
        'Paracetamol may be given to all children weighing more than',
        'Ten kilograms are enough for it.',
      ),
    ).toHaveLength(1);
    expect(below('Cooks bring:', '', '1. A pan', '', '2. A bottle', '', 'Walkers sleep in tents.')).toEqual([
      'paragraph: Cooks bring:',
      '  item 1.: 1. A pan',
      '  item 2.: 2. A bottle',
      'paragraph: Walkers sleep in tents.',
    ]);
  });

  it('are alike where one of them stands above a list, and one above a text', () => {
    expect(
      below(
        'A. Eye protection',
        '   Wear goggles. Contact lenses are permitted only with',
        '   goggles.',
        '',
        'B. Food',
        '   1. No food may be kept in the laboratory.',
        '   2. Water may be kept.',
      ),
    ).toEqual([
      'heading A.: A. Eye protection',
      '  paragraph: Wear goggles. Contact lenses are permitted only with⏎   goggles.',
      'heading B.: B. Food',
      '  item 1.: 1. No food may be kept in the laboratory.',
      '  item 2.: 2. Water may be kept.',
    ]);
  });

  it('are names of clauses, apart from the text in the same line', () => {
    expect(
      below(
        'Sec. 4-2. Prohibited acts.',
        'No person shall:',
        '(1) cut trees;',
        '(2) bring a dog unless it is',
        '    a. leashed, or',
        '    b. inside.',
        '',
        'Sec. 4-3. Hours. Parks are open daily from 6 a.m. to',
        '10 p.m. and close at nine in winter.',
      ),
    ).toEqual([
      'heading Sec. 4-2: Sec. 4-2. Prohibited acts.',
      '  paragraph: No person shall:',
      '    item (1): (1) cut trees;',
      '    item (2): (2) bring a dog unless it is',
      '      item a.: a. leashed, or',
      '      item b.: b. inside.',
      'heading Sec. 4-3: Sec. 4-3. Hours.',
      '  paragraph: Parks are open daily from 6 a.m. to⏎10 p.m. and close at nine in winter.',
    ]);
  });

  it('are not what comes again on each page', () => {
    const page = (n: number): string =>
      `Code of Riverbend                Page ${n}\n\n${BODY}\n\n- ${n} -\n\f`;
    const reading = readText(Buffer.from(page(1) + page(2)));
    if ('refused' in reading) throw new Error(reading.refused);
    const body = reading.blocks.filter(({ kind }) => kind === 'body');
    expect(textsOf(reading.text, body)).toEqual([BODY, BODY]);
    expect(reading.description.title).toBeUndefined();
  });

  it('are not their table of contents', () => {
    const reading = readText(
      Buffer.from(
        `Rules\n\nContents\n\n1. Purpose .... 1\n2. Leave 2\n3. Fees\n\n1. Purpose\n\n${BODY}\n\n2. Leave\n\n${BODY}\n\n3. Fees\n\n${BODY}`,
      ),
    );
    if ('refused' in reading) throw new Error(reading.refused);
    expect(
      textsOf(
        reading.text,
        reading.blocks.filter(({ kind }) => kind === 'furniture'),
      ),
    ).toEqual(['Contents', '1. Purpose .... 1', '2. Leave 2', '3. Fees']);
  });
});

describe('tables that are typed', () => {
  it.each([
    ['tabs', ['Item\tMember\tGuest', 'Boat\t4\t9', 'Rope\t3\t7']],
    ['bars', ['Item | Member | Guest', 'Boat | 4 | 9', 'Rope | 3 | 7']],
    ['bars all round', ['| Item | Member | Guest |', '| Boat | 4 | 9 |', '| Rope | 3 | 7 |']],
    ['spaces', ['Item      Member  Guest', 'Boat      4       9', 'Rope      3       7']],
    [
      'spaces, to the right',
      ['Item        Member   Guest', 'Boat             4       9', 'Rope            13      17'],
    ],
  ])('have a header and rows parted by %s', (_what, [header, ...rows]) => {
    expect(below('The fees are:', header ?? '', ...rows)).toEqual([
      'paragraph: The fees are:',
      `  header: ${header}`,
      ...rows.map((row) => `    row: ${row}`),
    ]);
  });

  it('have a line below the header, groups of rows, and cells of several lines', () => {
    expect(
      below(
        'Lamp | Price | Stock',
        '-----|-------|------',
        'Desk | 40 | 12',
        'Wall lamps | |',
        'Round | 50 | 3',
      ),
    ).toEqual([
      'header: Lamp | Price | Stock',
      'paragraph: -----|-------|------',
      '  row: Desk | 40 | 12',
      '  group: Wall lamps | |',
      '    row: Round | 50 | 3',
    ]);
    expect(
      below(
        'Days          Notice        Who decides',
        '6 to 10       2 weeks       the head of',
        '                            department',
        'more          1 month       the board',
      ),
    ).toEqual([
      'header: Days          Notice        Who decides',
      '  row: 6 to 10       2 weeks       the head of⏎                            department',
      '  row: more          1 month       the board',
    ]);
  });

  it.each([
    [
      'two spaces behind sentences',
      ['It opens at nine.  It closes at five.', 'Guests sign.  Members do not.'],
    ],
    ['one line', ['Boats\t4 euros for each of them', 'The rope is free.']],
    ['cells that stand below nothing', ['Boat  4 euros', 'A long rope  3']],
  ])('are not made by %s', (_what, lines, tree = [`paragraph: ${lines.join('⏎')}`]) => {
    expect(below(...lines)).toEqual(tree);
  });
});

describe('questions that are typed', () => {
  it.each([
    ['Q: How is it lit?', 'A: Turn the knob.'],
    ['Q. How is it lit?', 'A. Turn the knob.'],
    ['Question 3: How is it lit?', 'Answer: Turn the knob.'],
    ['问：怎么点火？', '答：转旋钮。'],
    ['Frage: Wie geht das?', 'Antwort: Am Knopf drehen.'],
    ['Myth: It lights itself.', 'Fact: It never does.'],
    ['How is it lit?', 'Turn the knob.'],
  ])('stand above their answers: %s', (question, answer) => {
    expect(below(question, answer, '', question, '', answer)).toEqual([
      `question: ${question}`,
      `  paragraph: ${answer}`,
      `question: ${question}`,
      `  paragraph: ${answer}`,
    ]);
  });

  it('may be numbered, and wrapped', () => {
    expect(
      below(
        '1. How is the boiler lit where the red knob is not',
        'to be found?',
        '',
        'Ask for it.',
        '',
        '2. How are bins emptied?',
        '',
        'On Mondays.',
      ),
    ).toEqual([
      'question 1.: 1. How is the boiler lit where the red knob is not⏎to be found?',
      '  paragraph: Ask for it.',
      'question 2.: 2. How are bins emptied?',
      '  paragraph: On Mondays.',
    ]);
  });

  it('are no list to go through, and no sentence of a text', () => {
    expect(below('1. Is the door shut?', '2. Is the light off?', '', 'Then go home.')).toEqual([
      'item 1.: 1. Is the door shut?',
      'item 2.: 2. Is the light off?',
      'paragraph: Then go home.',
    ]);
    expect(below('It is shut. Who has the key? The warden has it.')).toHaveLength(1);
  });
});

describe('footnotes that are typed', () => {
  it.each([
    ['paid[1]', '[1] Not for guests.', '1'],
    ['paid¹', '¹ Not for guests.', '1'],
    ['paid*', '* Not for guests.', '*'],
    ['paid1', '1 Not for guests.', '1'],
  ])('are called by %s', (called, note, label) => {
    expect(below(`It is ${called} by all.`, '', note)).toEqual([
      `paragraph: It is ${called} by all.`,
      `note ${label}: ${note}`,
    ]);
  });

  it('are none where nothing calls them', () => {
    expect(
      below('It is paid by all.', '', '1991 it was free.', '', '* Not for guests.', '* Not on Sundays.'),
    ).toEqual([
      'paragraph: It is paid by all.',
      'paragraph: 1991 it was free.',
      '  item: * Not for guests.',
      '  item: * Not on Sundays.',
    ]);
  });
});

it.each([
  ['items', '- a\n'],
  ['rows', 'a  b\n'],
  ['uneven rows', 'a | b\nc | d | e\n'],
  ['questions', 'How?\n'],
  ['numbers', 'text goes on\n1. a\n'],
  ['clauses', 'Section 1\n'],
  ['notes', 'a1\n\n1 b\n\n'],
  ['headings', 'Head\n\n'],
  ['openings', 'It is\n\nsmoke\n\n'],
])('takes time in proportion to %s', (_what, lines) => {
  expect(findBlocks(lines.repeat(20_000)).length).toBeGreaterThan(0);
});

it('leaves out nothing but white space, whatever is typed', () => {
  const line = fc.constantFrom(
    '- a',
    '1. b',
    '2. C',
    '(a) d',
    'A. B',
    'Section 2',
    'Q: e?',
    'A: f',
    'a  b',
    'a\tb',
    'a | b',
    '---',
    '===',
    'HEAD',
    'How?',
    '[1] g',
    'h[1].',
    '',
    '',
    '  i',
    'j;',
    '第一条 k',
    '目录',
    'x:',
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
      const text = lines.join('\n');
      const blocks = findBlocks(text);
      expect(between(text, blocks).join('').trim()).toBe('');
      for (const [at, { parent }] of blocks.entries()) expect(parent).toBeLessThan(at);
    }),
    { numRuns: 500 },
  );
});
