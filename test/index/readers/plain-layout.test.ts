import { describe, expect, it } from 'vitest';
import { readText } from '../../../index/readers/text.ts';
import { treeOf } from '../../support/readings.ts';
import { textsOf } from '../../support/texts.ts';

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
