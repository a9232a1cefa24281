import { describe, expect, it } from 'vitest';
import { readText } from '../../../index/readers/text.ts';
import { treeOf } from '../../support/readings.ts';

/** The tree of a text below the title, which all of these texts have. */
function below(...lines: string[]): string[] {
  const [, ...tree] = treeOf(readText(Buffer.from(['Town rules', '', ...lines].join('\n'))));
  return tree.map((block) => block.replace(/^ {2}/, '').replaceAll('\n', '⏎'));
}

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
