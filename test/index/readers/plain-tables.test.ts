import { describe, expect, it } from 'vitest';
import { readText } from '../../../index/readers/text.ts';
import { treeOf } from '../../support/readings.ts';

/** The tree of a text below the title, which all of these texts have. */
function below(...lines: string[]): string[] {
  const [, ...tree] = treeOf(readText(Buffer.from(['Town rules', '', ...lines].join('\n'))));
  return tree.map((block) => block.replace(/^ {2}/, '').replaceAll('\n', '⏎'));
}

describe('tables that are typed', () => {
  it.each([
    ['tabs', ['Item\tMember\tGuest', 'Boat\t4\t9', 'Rope\t3\t7']],
    ['bars', ['Item | Member | Guest', 'Boat | 4 | 9', 'Rope | 3 | 7']],
    ['bars all round', ['| Item | Member | Guest |', '| Boat | 4 | 9 |', '| Rope | 3 | 7 |']],
    ['semicolons', ['Item;Member;Guest', 'Boat;4 euro;9 euro', 'Rope;3 euro;7 euro']],
    ['commas', ['Item,Member,Guest', 'Boat,4,9', 'Rope,3,7']],
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

  it('are none where parts of sentences or numbers are parted so', () => {
    for (const lines of [
      [
        'Boats are kept here; ropes, too.',
        'Lamps are not; nor are sails.',
        'Oars are lent; they cost a euro.',
      ],
      ['1,000', '2,500', '3,750'],
      ['Ada,Bo', 'Cy,Di', 'Ed,Flo'],
    ])
      expect(below('The sheds are as follows.', '', ...lines).filter((line) => /row:/.test(line))).toEqual(
        [],
      );
  });

  it('have rows of numbers alone, which are no heads of pages', () => {
    const rows = ['0 - 4                20', '5 - 9                24', '10 and more          28'];
    expect(below('The leave is:', 'Years of service     Days of leave', ...rows)).toEqual([
      'paragraph: The leave is:',
      '  header: Years of service     Days of leave',
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
