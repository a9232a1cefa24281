import { describe, expect, it } from 'vitest';
import { readPdf } from '../../../index/readers/pdf.ts';
import type { Reading, Refusal } from '../../../index/readers/reader.ts';
import { blocksOf, fixture, paragraphsOf } from '../../support/readings.ts';

/** Each block as its page, its kind and its words. */
function placesOf(reading: Reading | Refusal): [number | null, string, string][] {
  return paragraphsOf(reading).map(({ page, kind, text }) => [page, kind, text]);
}

describe('readPdf', () => {
  it('reads what LibreOffice writes: headings, lists, tables, and the page of each', async () => {
    const reading = await readPdf(fixture('libreoffice.pdf'));
    const places = placesOf(reading);
    expect(places.slice(0, 6)).toEqual([
      [1, 'title', 'Travel Policy'],
      [1, 'metadata', 'Issued by: Finance Office'],
      [1, 'metadata', 'Effective date: 2024-05-06'],
      [1, 'heading', '1. Purpose'],
      [
        1,
        'body',
        'This policy says what staff who travel for the university may claim, how they claim it, and who approves it. It applies to all members of staff, and to students who travel on behalf of the university, wherever they travel to.',
      ],
      [1, 'heading', '2. Fares'],
    ]);
    expect(places).toContainEqual([
      1,
      'body',
      'Staff may claim:\n• the fare of a second-class seat on any train,\n• a taxi to and from the station, and\n• the toll of a motorway, where no train goes.',
    ]);
    expect(places).toContainEqual([
      2,
      'body',
      'City | Rate a night\nChangsha | 500 yuan\nHengyang | 400 yuan\nZhuzhou | 380 yuan',
    ]);
    expect(places.slice(-4, -2)).toEqual([
      [4, 'heading', '4. Claims'],
      [4, 'body', 'Claims are due within forty-five days after the journey has ended.'],
    ]);
    // The title that the file records is "Microsoft Word - draft3.docx".
    expect(reading).toHaveProperty('description', {
      title: 'Travel Policy',
      issuer: 'Finance Office',
      publishedOn: '2024-05-06',
    });
  });

  it('tells headers and footers from text that looks alike on each page', async () => {
    const places = placesOf(await readPdf(fixture('libreoffice.pdf')));
    expect(places.filter(([, kind]) => kind === 'furniture')).toEqual(
      [1, 2, 3, 4].flatMap((page) => [
        [page, 'furniture', 'Exampletown University · Travel Policy'],
        [page, 'furniture', `Page ${page} of 4`],
      ]),
    );
    expect(
      places.filter(([, kind, text]) => kind === 'body' && /^(?:Rate rule|Rule) \d+/.test(text)),
    ).toHaveLength(28);
  });

  it('reads two columns one after the other, and joins the words that were divided', async () => {
    const blocks = blocksOf(await readPdf(fixture('two-columns.pdf')));
    expect(blocks.filter(([kind]) => kind !== 'body')).toEqual([
      ['title', 'Rules of the Library'],
      ['heading', '1. Opening hours'],
      ['heading', '2. Borrowing'],
      ['heading', '3. Conduct'],
      ['heading', '4. Fees'],
    ]);
    expect(blocks).toContainEqual([
      'body',
      'Members may borrow fifteen books for twenty-eight days. Undergraduates who have not returned overdue publications notwithstanding repeated notifications lose their entitlement until everything is returned. Interlibrary loans are free of charge.',
    ]);
    expect(blocks.map(([, text]) => text).join(' ')).toContain('the designated communication areas only.');
  });

  it('keeps a sentence whole that goes on on the next page, and the others on the page they are on', async () => {
    const places = placesOf(await readPdf(fixture('two-pages.pdf')));
    expect(places.map(([page, kind, text]) => [page, kind, text.slice(-20)])).toEqual([
      [1, 'title', 'Rules of the Archive'],
      [1, 'body', 'bags in the lockers.'],
      [1, 'body', 'nd for nothing else.'],
      [2, 'body', 'n days for an order.'],
      [2, 'body', 'is closed in August.'],
      [2, 'furniture', '-2-'],
    ]);
    expect(places[3]?.[2]).toMatch(/^Copies of documents/);
    expect(places[2]?.[2]).toContain('five documents at the table at a time.');
  });

  it('reads Chinese, also in fonts that are not in the file', async () => {
    const reading = await readPdf(fixture('chinese.pdf'));
    expect(placesOf(reading)).toEqual([
      [1, 'title', '差旅管理办法'],
      [1, 'metadata', '发文机关：财务部'],
      [1, 'metadata', '发布日期：2024年5月6日'],
      [1, 'heading', '第一章 总则'],
      [
        1,
        'body',
        '为了加强差旅费的管理，推进厉行节约、反对浪费，根据有关规定制定本办法。本办法适用于全体教职工，以及受学校委派外出的学生。',
      ],
      [
        1,
        'body',
        '员工出差每天的住宿标准为五百元，伙食补助费按照每人每天一百元包干使用，不足一天的按一天计算。',
      ],
      [1, 'furniture', '— 1 —'],
      [2, 'heading', '第二章 报销'],
      [2, 'body', '出差人员应当在出差结束后三十天以内办理报销手续，逾期不予受理。'],
      [2, 'furniture', '— 2 —'],
    ]);
    expect(reading).toHaveProperty('description', {
      title: '差旅管理办法',
      issuer: '财务部',
      publishedOn: '2024-05-06',
    });
  });

  const NO_PDF = { refused: 'it is no PDF although its name says so' };
  it.each([
    [
      'is encrypted',
      () => fixture('encrypted.pdf'),
      { refused: 'it is encrypted: save it without a password' },
    ],
    [
      'has no text',
      () => fixture('picture.pdf'),
      { refused: 'it holds pictures of text only: run text recognition over it first' },
    ],
    ['has very many pages', () => pdfOf(2_001), { refused: 'it has more than 2000 pages' }],
    [
      'is cut short',
      () => fixture('chinese.pdf').subarray(0, 3_000),
      { refused: 'it is cut short: its end is missing' },
    ],
    [
      'is damaged',
      () => Buffer.from('%PDF-1.7\nnothing\n%%EOF\n'),
      { refused: expect.stringMatching(/^it is damaged \(.+\): save it again$/) },
    ],
    ['is a web page', () => fixture('pandoc.html'), NO_PDF],
    ['is empty', () => Buffer.alloc(0), NO_PDF],
  ])('refuses a file that %s', async (_what, bytes, refusal) => {
    expect(await readPdf(bytes())).toEqual(refusal);
  });
});

/** A file with so many empty pages. */
function pdfOf(pages: number): Buffer {
  const numbers = Array.from({ length: pages }, (_, i) => i + 3);
  const objects = numbers.map((number) => `${number} 0 obj <</Type /Page /Parent 2 0 R>> endobj\n`).join('');
  return Buffer.from(`%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Count ${pages} /Kids [${numbers.map((number) => `${number} 0 R`).join(' ')}]>> endobj
${objects}trailer <</Root 1 0 R /Size ${pages + 3}>>
%%EOF
`);
}
