import { describe, expect, it } from 'vitest';
import { readDocx } from '../../../index/readers/docx.ts';
import { blocksOf, fixture } from '../../support/readings.ts';
import { item, list, paragraph, row, run, style, table, wordFile, zipOf } from '../../support/word-files.ts';

const NO_DOCX = { refused: 'it is no Word document (.docx) although its name says so' };
const DAMAGED = { refused: 'it is damaged or cut short: save it again' };

/** A small file that unpacks to more than may be. */
const bomb = await zipOf({ 'word/document.xml': Buffer.alloc(201_000_000) });

describe('readDocx', () => {
  it('reads what pandoc writes', async () => {
    const reading = await readDocx(fixture('pandoc.docx'));
    expect(blocksOf(reading)).toEqual([
      ['title', 'Travel Policy'],
      ['metadata', 'Issued by: Finance Office'],
      ['body', 'Staff who travel for work may claim:\n- the fare\n- a room\n  1. in town\n  2. out of town'],
      ['heading', 'Rates'],
      ['body', 'City | Rate\nChangsha | 500 yuan\nHengyang | 400 yuan'],
      ['body', 'Claims are due within thirty days.[1]'],
      ['body', '[1] Working days do not count.'],
    ]);
    expect(reading).toMatchObject({
      encoding: null,
      description: { title: 'Travel Policy', issuer: 'Finance Office' },
    });
  });

  it('reads what LibreOffice writes, in Chinese', async () => {
    const reading = await readDocx(fixture('libreoffice.docx'));
    expect(blocksOf(reading)).toEqual([
      ['title', '员工休假管理办法'],
      ['metadata', '发文机关：人力资源部'],
      ['metadata', '发布日期：2024年5月6日'],
      ['heading', '第一章 年休假'],
      [
        'body',
        '员工工作满一年的，每年享受十天带薪年休假。各部门应当在每年一月底以前安排本部门员工的年休假。',
      ],
      ['body', '1. 提出申请\n2. 部门批准'],
      ['heading', '第二章 病假'],
      ['body', '工龄 | 天数\n不满十年 | 90天\n满十年 | 180天'],
    ]);
    expect(reading).toHaveProperty('description', {
      title: '员工休假管理办法',
      issuer: '人力资源部',
      publishedOn: '2024-05-06',
    });
  });

  it('takes a line on top for the title where no style says so', async () => {
    expect(blocksOf(await readDocx(fixture('unstyled.docx')))).toEqual([
      ['title', 'Parking Rules'],
      ['body', 'Staff park in the yard.'],
      ['heading', '1. Fees'],
      ['body', 'Parking is free.'],
      ['heading', '2. Guests'],
      ['body', 'Guests park in the street.'],
    ]);
  });

  it.each([
    [
      'is encrypted',
      () => fixture('encrypted.docx'),
      { refused: 'it is encrypted: save it without a password' },
    ],
    [
      'is in the older format',
      () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      { refused: expect.stringContaining('an older Word file') },
    ],
    ['is a web page', () => fixture('pandoc.html'), NO_DOCX],
    ['is empty', () => Buffer.alloc(0), NO_DOCX],
    ['is a ZIP file of other things', () => zipOf({ 'a.txt': Buffer.from('text') }), NO_DOCX],
    ['is cut short', () => fixture('pandoc.docx').subarray(0, 9_000), DAMAGED],
    ['has a damaged part', () => damaged(fixture('pandoc.docx')), DAMAGED],
    ['unpacks to very much', () => bomb, { refused: 'it unpacks to more than 200 MB' }],
    ['unpacks to more than it says', () => understated(bomb), DAMAGED],
    [
      'takes in another file',
      () => wordFile({ body: `${paragraph('Rules.')}<w:altChunk/>` }),
      { refused: expect.stringContaining('open it in Word and save it again') },
    ],
  ])('refuses a file that %s', async (_what, bytes, refusal) => {
    expect(await readDocx(await bytes())).toEqual(refusal);
  });
});

describe('a file that is made to be hard to read', () => {
  const many = (count: number, of: (i: number) => string): string =>
    Array.from({ length: count }, (_, i) => of(i)).join('');
  const nested = (count: number, inside: string): string =>
    `${'<w:tbl><w:tr><w:tc>'.repeat(count)}${inside}${'</w:tc></w:tr></w:tbl>'.repeat(count)}`;
  const begin = '<w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/></w:r>';

  it.each([
    ['is nested deeper than any program nests', { body: nested(100_000, paragraph('x')) }],
    ['declares entities', { body: '', styles: '</w:styles><!DOCTYPE a [<!ENTITY x "y">]>' }],
    ['is not well-formed', { body: '<w:p>' }],
  ])('is refused where it %s', async (_what, file) => {
    await expect(readDocx(await wordFile(file))).rejects.toThrow();
  });

  it.each([
    ['tables in tables', { body: nested(100, paragraph('Words.')) }],
    ['paragraphs without end', { body: many(10_000, () => paragraph('Words. ', '<w:rPr><w:del/></w:rPr>')) }],
    ['runs in one paragraph', { body: paragraph(many(10_000, () => run('Words. '))) }],
    ['rows', { body: table(many(20_000, (i) => row(`Words ${i}`, '1'))) }],
    ['cells in a row', { body: table(row(...Array.from({ length: 20_000 }, () => 'Words.'))) }],
    ['fields without end', { body: paragraph(many(20_000, () => begin) + run('Words.')) }],
    ['notes', { body: paragraph(many(20_000, (i) => `<w:r><w:footnoteReference w:id="${i}"/></w:r>`)) }],
    [
      'lists',
      {
        body: many(10_000, (i) => item('Words.', i)),
        numbering: many(10_000, (i) => list(i, ['decimal', `${i} %1.`])),
      },
    ],
    [
      'levels and long marks',
      {
        body: many(5_000, () => item('Words.')),
        numbering: list(1, ...Array.from({ length: 5_000 }, () => ['decimal', '%1'.repeat(50)] as const)),
      },
    ],
    [
      'styles based on each other',
      {
        body: many(10_000, (i) => paragraph('Words.', `<w:pStyle w:val="s${i}"/>`)),
        styles: many(10_000, (i) => style(`s${i}`, 'x', `<w:basedOn w:val="s${(i + 1) % 10_000}"/>`)),
      },
    ],
    [
      'columns that are spanned',
      {
        body: table(
          many(3_000, () =>
            row(`<w:tc><w:tcPr><w:gridSpan w:val="63"/></w:tcPr>${paragraph('Words.')}</w:tc>`, 'a'),
          ),
        ),
      },
    ],
  ])(
    'is read in a time in proportion to its size where it has very many %s',
    async (_what, file) => {
      const before = process.cpuUsage();
      expect(blocksOf(await readDocx(await wordFile(file))).length).toBeGreaterThan(0);
      const { user, system } = process.cpuUsage(before);
      expect((user + system) / 1e6).toBeLessThan(10); // A reader that is not linear takes minutes.
    },
    120_000,
  );
});

/** The file with some bytes of its first packed part turned. */
function damaged(zip: Buffer): Buffer {
  const bytes = Buffer.from(zip);
  for (let i = 60; i < 90; i += 1) bytes[i] = (bytes[i] ?? 0) ^ 0xff;
  return bytes;
}

/** The file with a directory that says its first entry has a hundred bytes. */
function understated(zip: Buffer): Buffer {
  const bytes = Buffer.from(zip);
  bytes.writeUInt32LE(100, bytes.lastIndexOf(Buffer.from('PK\u0001\u0002', 'latin1')) + 24);
  return bytes;
}
