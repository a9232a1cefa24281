import { describe, expect, it } from 'vitest';
import { indexOf } from '../../support/indexes.ts';
import { ask, citationsOf } from '../../support/questions.ts';

/** The first citation for a question over one document. */
async function firstOf(file: string, text: string, question: string) {
  const index = await indexOf({ [file]: text });
  return citationsOf(await ask(index, question))[0];
}

/** The first excerpt, with each run of white space as one space. */
async function excerptOf(file: string, text: string, question: string): Promise<string | undefined> {
  return (await firstOf(file, text, question))?.excerpt.replace(/\s+/gu, ' ');
}

const ITEMS = Array.from(
  { length: 12 },
  (_, i) => `- carry crate number ${i} of the long row of crates over the lower bridge`,
);

describe('an item of a list', () => {
  it.each([
    [
      'with a dash behind its opening',
      'a.txt',
      'Ferry order\n\nThe ferryman shall not—\n(a) carry cattle after dark;\n(b) lend the oars to a child.\n\nFares are paid on board.\n',
      'May the ferryman lend the oars to a child?',
      /shall not— .*\(b\) lend the oars to a child/,
    ],
    [
      'far below its opening',
      'a.md',
      `# Bridge\n\nPorters are forbidden to\n\n${ITEMS.join('\n')}\n- sleep in the toll house\n`,
      'May porters sleep in the toll house?',
      /^Porters are forbidden to … - sleep in the toll house$/,
    ],
    [
      'inside another item',
      'a.html',
      '<h1>Orchard</h1><ol><li>No picker shall<ol type="a"><li>climb the old pear tree;</li><li>shake the plum tree.</li></ol></li><li>Pickers are paid on Fridays.</li></ol>',
      'May a picker shake the plum tree?',
      /No picker shall .*b\. shake the plum tree/,
    ],
    [
      'right below a heading that forbids',
      'a.md',
      '# Pool\n\n## Not to be brought along\n\n- glass bottles\n- rubber boats\n\n## Welcome\n\n- towels\n',
      'Are rubber boats welcome at the pool?',
      /Not to be brought along .*rubber boats|towels/,
    ],
    [
      'right below a title that forbids',
      'a.md',
      '# Prohibited in the arena\n\n- whistles of any kind\n- folding chairs\n',
      'May I bring folding chairs?',
      /^Prohibited in the arena .*- folding chairs$/,
    ],
    [
      'in Chinese',
      'a.txt',
      '阅览室规则\n\n读者在阅览室内不得：\n（一）大声朗读；\n（二）携带食品入内。\n\n阅览室周一闭馆。\n',
      '可以携带食品入内吗？',
      /不得：.*（二）携带食品入内/,
    ],
  ])('is quoted with what opens it, %s', async (_, file, text, question, expected) => {
    expect(await excerptOf(file, text, question)).toMatch(expected);
  });
});

describe('a row of a table', () => {
  const RATES =
    '# Moorings\n\n| Years | Quay | Buoy |\n|---|---|---|\n| 0 to 5 | 90 euro | 40 euro |\n| 6 to 10 | 80 euro | 35 euro |\n| more than 10 | 70 euro | 30 euro |\n';

  it('is quoted with its header, and is the one whose range answers', async () => {
    const citation = await firstOf('a.md', RATES, 'What does a buoy cost after 7 years?');
    expect(citation?.excerpt).toBe('Years | Quay | Buoy … 6 to 10 | 80 euro | 35 euro');
    expect(citation?.table).toEqual({ number: 1, row: 2 });
  });

  it('is not one that happens to hold the number in another cell', async () => {
    const text =
      '# Leave\n\n| Years | Days of leave |\n|---|---|\n| 0 to 4 | 20 |\n| 5 to 15 | 25 |\n| 16 or more | 30 |\n';
    expect(await excerptOf('a.md', text, 'How many days of leave after 20 years?')).toBe(
      'Years | Days of leave … 16 or more | 30',
    );
  });

  it('keeps the group it stands in', async () => {
    const text =
      '<h1>Kiln</h1><table><tr><th>Glaze</th><th>Fee</th></tr><tr><td colspan="2">Members</td></tr><tr><td>Ash glaze</td><td>4 euro</td></tr><tr><td colspan="2">Visitors</td></tr><tr><td>Salt glaze</td><td>9 euro</td></tr></table>';
    expect(await excerptOf('a.html', text, 'What is the fee for salt glaze?')).toMatch(
      /^Glaze \| Fee … Visitors.* Salt glaze \| 9 euro$/,
    );
  });
});

describe('a question in a document', () => {
  it.each([
    ['a heading', 'a.md', '# Help\n\n## Who winds the tower clock?\n\nThe sexton, on Saturdays.\n'],
    ['a bold line', 'a.md', '# Help\n\n**Who winds the tower clock?**\n\nThe sexton, on Saturdays.\n'],
    ['Q and A', 'a.txt', 'Help\n\nQ: Who winds the tower clock?\nA: The sexton, on Saturdays.\n'],
    [
      'a term',
      'a.html',
      '<h1>Help</h1><dl><dt>Who winds the tower clock?</dt><dd>The sexton, on Saturdays.</dd></dl>',
    ],
    [
      'the first sentence of its paragraph',
      'a.md',
      '# Help\n\nWho winds the tower clock? The sexton, on Saturdays.\n',
    ],
  ])('is answered by what stands below it, and never by itself: %s', async (_, file, text) => {
    expect(await excerptOf(file, text, 'Who winds the tower clock?')).toMatch(/The sexton, on Saturdays\.$/);
  });
});

describe('a clause', () => {
  const DEED =
    'Deed of the mill\n\nArticle III\n\nSection 1: The miller keeps two cats.\n\nSection 2: The miller sweeps the loft.\n\nArticle IV\n\nSection 2: Whoever breaks Section 2 of Article III pays a fine.\n';

  it('that is named by its number comes before what cites it', async () => {
    const citation = await firstOf('a.txt', DEED, 'What does Article III Section 2 say?');
    expect(citation?.excerpt).toContain('The miller sweeps the loft.');
    expect(citation?.headings.join(' ')).toContain('Article III');
  });

  it.each([
    ['Article 3, section 1', /keeps two cats/],
    ['what is section 1 about', /keeps two cats/],
  ])('is found however its number is written: %s', async (question, expected) => {
    expect(await excerptOf('a.txt', DEED, question)).toMatch(expected);
  });

  it('stands in the citation', async () => {
    const text = '# Deed\n\n4.1 The tenant paints the fence.\n\n4.2 The tenant mends the gate.\n';
    expect((await firstOf('a.txt', text.slice(2), 'Who mends the gate?'))?.clause).toBe('4.2');
  });
});

describe('a question about the document itself', () => {
  it('is answered from its head', async () => {
    const text =
      'Harbour rules\n\nIssued by: Port Office of Wells\n\nLast updated: 9 January 2025\n\nBoats are moored by noon. The rules are kept in the office of the harbour.\n';
    expect(await excerptOf('a.txt', text, 'When were the harbour rules last updated?')).toContain(
      '9 January 2025',
    );
    expect(await excerptOf('a.txt', text, 'Who issued the harbour rules?')).toContain('Port Office of Wells');
  });
});

describe('a statement that speaks of a measure or a time', () => {
  it.each([
    ['Fees below 10 euros are not refunded.', 'Are fees below 10 euros refunded?'],
    ['Unused days may be taken in the following year.', 'When may unused days be taken?'],
    ['The fridge must stay below four degrees.', 'How cold must the fridge be?'],
    ['身高1.2米以下的儿童免费。', '身高1.2米以下的儿童免费吗？'],
  ])('announces nothing: "%s"', async (statement, question) => {
    const text = `House rules\n\n${statement}\n\nDogs are welcome in the garden.\n`;
    expect(await excerptOf('a.txt', text, question)).toBe(statement);
  });

  it.each([
    ['The fees for members are as follows.', 'What are the fees for members?'],
    ['The fees for members are set out below.', 'What are the fees for members?'],
    ['For the fees for members see the next lines below.', 'What are the fees for members?'],
    ['会员收费标准如下。', '会员收费标准'],
  ])('is quoted with what it does announce: "%s"', async (statement, question) => {
    const text = `House rules\n\n${statement}\n\nAdults pay 10 euros.\n`;
    expect(await excerptOf('a.txt', text, question)).toBe(`${statement} Adults pay 10 euros.`);
  });
});

describe('an exception', () => {
  it.each([
    [
      'Who need not sign in?',
      'Every visitor signs in at the desk by the southern entrance of the large old house. Couriers who only drop off parcels need not sign in. Visitors must not be left alone.',
      /^Every visitor signs in .*need not sign in\./,
    ],
    [
      'Are contractors exempt?',
      'Everybody who parks in the lower garage on a working day pays five euros at the machine. Contractors are exempt.',
      /^Everybody who parks .* Contractors are exempt\.$/,
    ],
    [
      'What about lorries?',
      'Deliveries may use the northern gate at any hour of the day without asking the porter first. However, lorries use the southern gate.',
      /^Deliveries may use .* However, lorries use the southern gate\.$/,
    ],
    [
      '快递员需要登记吗？',
      '访客进入本大楼须在一楼前台出示身份证件并登记。快递员无需登记。',
      /^访客进入.*快递员无需登记。$/,
    ],
  ])('is quoted with the rule that it limits: %s', async (question, text, expected) => {
    expect(await excerptOf('a.txt', `Gate\n\n${text}\n`, question)).toMatch(expected);
  });

  it('is quoted by itself behind what it does not limit', async () => {
    const text =
      'House\n\nThe house was built for the brewery in 1890 and has been mended in every decade since. Couriers need not sign in.\n';
    expect(await excerptOf('a.txt', text, 'Must couriers sign in?')).toBe('Couriers need not sign in.');
  });
});
