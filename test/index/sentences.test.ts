import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSentences } from '../../index/sentences.ts';
import { anyText, between, isInsidePair, textsOf } from '../support/texts.ts';

function sentencesOf(text: string): string[] {
  return textsOf(text, findSentences(text, { start: 0, end: text.length }));
}

describe('findSentences', () => {
  it.each([
    ['names with digits', ['It is for the 14th Five-Year Plan period (2021-2025).', 'It ends later.']],
    ['units', ['Urban areas get 1 Gbps.', 'Rural areas get 100 Mbps.']],
    ['decimals', ['It cost 3.5 billion.', 'It took 1,000 days.']],
    [
      'abbreviations in front of numbers',
      ['See No. 5 Annex A.', 'On Dec. 13 Hunan opened it.', 'Compare Art. 12.'],
    ],
    ['an answer that is no abbreviation', ['No.', 'Never.']],
    ['titles', ['Dr. Li spoke.', 'Prof. Wang did too.']],
    ['abbreviations', ['Use data, e.g. Chinese maps, i.e. Baidu or others.', 'Done.']],
    ['initials', ['George W. Bush came.', 'The U.S. Government agreed.', 'Mr. A. B. Lee too.']],
    [
      'initials in front of a name that is a word too',
      ['Reports go to J. Moor.', 'Approved by: J. Field, clerk.', 'Ask for B. Stone.'],
    ],
    [
      'letters that things are called by',
      ['Move from A to B.', 'Members wait.', 'See Annexes A and B.', 'Members may.'],
    ],
    ['initials in front of a usual first word', ['It left for the U.S.', 'The rest stayed.']],
    ['quotes that end in a full stop', ['He said "We will build it."', 'Then he left.']],
    ['typographic quotes', ['He said “We will build it.”', '“Really?”', 'Yes.']],
    ['other marks', ['What?', 'Really!', 'Yes.']],
    ['numbers of sections', ['1. Goals come first.', '2. Tasks come next.']],
    ['a full stop that lower case follows', ['He (“Do it!” he said) came.', 'She left.']],
  ])('finds sentences with %s', (_what, sentences) => {
    expect(sentencesOf(sentences.join(' '))).toEqual(sentences);
  });

  it.each([
    ['full stops', ['加强组织领导。', '完善政策体系！', '好吗？']],
    ['quotations', ['他说：“要加快建设。”', '随后离开。']],
    [
      'semicolons in front of what takes something back',
      ['职工不得吸烟；但是，试用期内的职工除外。', '违者罚款。'],
    ],
    [
      'numbers in circles',
      ['学生应当：①十一点前回宿舍；②每周打扫房间一次；③交还钥匙。', '违反者由辅导员谈话。'],
    ],
    ['brackets', ['数字中国（2021年）。', '（全文完）']],
  ])('finds Chinese sentences with %s', (_what, sentences) => {
    expect(sentencesOf(sentences.join(''))).toEqual(sentences);
  });

  it('leaves enumerations with semicolons whole', () => {
    expect(sentencesOf('分为城；乡；村三类。')).toEqual(['分为城；乡；村三类。']);
    const steps = '一是加强组织领导；二是完善政策体系；三是落实责任。';
    expect(sentencesOf(steps)).toEqual([steps]);
  });

  it('gives an opening quotation mark to the sentence it opens', () => {
    expect(sentencesOf('It ended.” “The next one began.')).toEqual(['It ended.”', '“The next one began.']);
  });

  it('parts sentences without a space behind the full stop', () => {
    expect(sentencesOf('The plan was good.The next one is better.')).toEqual([
      'The plan was good.',
      'The next one is better.',
    ]);
  });

  it('leaves names of files and sites whole', () => {
    expect(sentencesOf('See dahe.cn and Node.js for more.')).toEqual(['See dahe.cn and Node.js for more.']);
  });

  it('joins lines that were wrapped at a fixed width', () => {
    const wrapped =
      'A line that is wrapped at a fixed width so that it\ngoes on in the next line, and ends here. And then\r\nDigital Hunan goes on.';
    expect(sentencesOf(wrapped)).toEqual([
      'A line that is wrapped at a fixed width so that it\ngoes on in the next line, and ends here.',
      'And then\r\nDigital Hunan goes on.',
    ]);
  });

  it.each([
    'The owner pays the fee that is named in Section\n12. The council may change it at any time.',
    'Visitors may enter the building at the gate until 8 p.m.\nMondays and Thursdays only.',
    'He may act under the rules of ss. 40 et seq.\nTrout Act alone.',
    'Children may be given the syrup if they weigh more than\n12 kg. It must not be given to others.',
    'Tenants tell the accommo-\ndation office before they leave.',
  ])('does not take a line that is full for the end of a sentence: %s', (text) => {
    expect(sentencesOf(text)[0]).toContain('\n');
  });

  it('takes short lines for what they are', () => {
    const lines = ['Pizza boxes with grease', 'Receipts on thermal paper', 'Milk cartons'];
    expect(sentencesOf(lines.join('\n'))).toEqual(lines);
  });

  it.each([
    ['- one item\n- two items\n- three', ['- one item', '- two items', '- three']],
    ['1. First thing\r\n2. Second thing', ['1. First thing', '2. Second thing']],
    ['(a) roads\n(b) data', ['(a) roads', '(b) data']],
    ['The goals are:\nroads', ['The goals are:', 'roads']],
    [`${'Long '.repeat(40)}line\nThe End`, [`${'Long '.repeat(40)}line`, 'The End']],
  ])('ends a sentence where a line ends that was not wrapped: %s', (text, sentences) => {
    expect(sentencesOf(text)).toEqual(sentences);
  });

  it('looks at the given stretch alone and counts from the start of the text', () => {
    const text = 'Before. One. Two. After.';
    expect(findSentences(text, { start: 8, end: 17 })).toEqual([
      { start: 8, end: 12 },
      { start: 13, end: 17 },
    ]);
  });

  it('finds none in white space', () => {
    expect(sentencesOf(' \n\u00a0')).toEqual([]);
  });

  it('keeps order, never overlaps and leaves nothing but white space out', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const sentences = findSentences(text, { start: 0, end: text.length });
        expect(between(text, sentences).join('').trim()).toBe('');
        for (const sentence of textsOf(text, sentences)) expect(sentence).toBe(sentence.trim());
      }),
      { numRuns: 300 },
    );
  });

  it('never parts the halves of a character', () => {
    const text = fc.string({ unit: fc.constantFrom('😀', '𠀀', '.', ' ', 'A', '。', '；', '\n', '“') });
    fc.assert(
      fc.property(text, (astral) => {
        for (const { start, end } of findSentences(astral, { start: 0, end: astral.length }))
          expect([isInsidePair(astral, start), isInsidePair(astral, end)]).toEqual([false, false]);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['opening brackets', '('.repeat(100_000)],
    ['abbreviations', 'e.g. '.repeat(100_000)],
    ['lines', 'a\n'.repeat(100_000)],
    ['a single word', 'a'.repeat(1_000_000)],
  ])(
    'takes time in proportion to %s',
    (_what, text) => {
      const sentences = findSentences(text, { start: 0, end: text.length });
      expect(between(text, sentences).join('').trim()).toBe('');
    },
    2_000,
  );
});

it.each([
  'They met J. Smith and A. B. Jones yesterday.',
  'It was bought by Acme Inc. Holdings last year.',
  'Cf. Annex B for all of it.',
  'E.g. Changsha has one.',
  'Enter until 8 p.m. Mondays and Thursdays only.',
  'Leave by 7 p.m. EST or 4 pm. Pacific time.',
  'Lift no furniture incl. Desks of forty kilograms.',
  'Under Cl. 7, Reg. 9, Sched. B and Bldg. 12 it is so.',
  'He may act under ss. 40 et seq. Trout Act alone.',
  'This is between Lamps Inc. (“Seller”) and Oak School Ltd. (“Buyer”).',
  'Smith v. Jones is cited by Gen. Wu.',
  'The clinic stands beside St. Mary Street.',
  'See https://example.org/Some.Page and write to john.Smith@example.org now.',
  'Gemäß § 5 Abs. 2 Nr. 3 zahlt er z. B. Reinigung bis zum 3. März oder 4. Oktober.',
  'Im 2. Stock wohnt d. h. Herr Dr. Müller bzw. Frau Li.',
  'Voir l’art. 5 et l’al. 2, que M. Dupont et Mme. Durand ont signés.',
])('keeps %s as one sentence', (text) => {
  expect(sentencesOf(text)).toEqual([text]);
});

it.each([
  [['Parking is behind Building C.', 'Showers are in Building B.', 'Motorcycles need no permit.']],
  [['It closes at 6 p.m.', 'Guests leave by 7 p.m.', 'Unless it rains the door stays open.']],
  [['The bag weighs 12 kg.', 'It must not be lifted.', 'Boxes are 5 kg.', 'Trucks lift them.']],
  [['See ss. 40 et seq.', 'The owner fetches it from Main St.', 'No fee is due.']],
  [['He left the U.S.', 'Any employee of Acme Inc.', 'Unless told so.']],
  [['Install version 2.4.1 from docs.example.org/setup.', 'Version 3.0 is due.']],
  [['You get five days off.', '10 days are for managers.', 'That is all.', '2 more are unpaid.']],
  [['Das gilt im 2. Stock.', 'Der Hof wird gekehrt.']],
  [['Books are lent for 28 days.[1]', 'Fines are 20 cents.[2][3]', 'Ask at the desk.']],
  [['The limit is 20 km/h.¹', 'Gates close at night.*', 'Trucks are weighed.†']],
  [['A2. Yes, on campus.', 'Bring a key.']],
  [['1．交通罚款。', '２．私人电话费。']],
])('ends sentences where they end: %s', (sentences) => {
  expect(sentencesOf(sentences.join(' '))).toEqual(sentences);
});

it('begins a sentence with a name that begins with a full stop', () => {
  const text = '.NET services are patched on Tuesdays. Others are not.';
  expect(findSentences(text, { start: 0, end: text.length })).toEqual([
    { start: 0, end: 38 },
    { start: 39, end: text.length },
  ]);
});

it('leaves the call of a footnote with the sentence that it stands behind, in Chinese too', () => {
  const text = '限速每小时二十公里。[1]夜间大门关闭。';
  expect(
    findSentences(text, { start: 0, end: text.length }).map(({ start, end }) => text.slice(start, end)),
  ).toEqual(['限速每小时二十公里。[1]', '夜间大门关闭。']);
});
