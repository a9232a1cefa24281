import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDocx } from '../../../index/readers/docx.ts';
import { treeOf } from '../../support/readings.ts';
import {
  cell,
  item,
  list,
  paragraph,
  row,
  run,
  style,
  table,
  type WordFile,
  wordFile,
} from '../../support/word-files.ts';

/** The lines of a document as a tree. */
async function tree(file: WordFile | string): Promise<string[]> {
  return treeOf(await readDocx(await wordFile(typeof file === 'string' ? { body: file } : file)));
}

const BOLD = '<w:b/>';
const STYLES =
  style('Title', 'Title') +
  style('a1', 'heading 1', '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>') +
  style('a2', 'heading 2', '<w:basedOn w:val="a1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr>') +
  style('Kapitel', 'Kapitel', '<w:basedOn w:val="a1"/>') +
  style('Heading3', 'Heading 3');

const styled = (text: string, id: string): string => paragraph(text, `<w:pStyle w:val="${id}"/>`);

describe('a table in a Word document', () => {
  it('has each row with its header, and cells in each row and column they go through', async () => {
    const merge = (text: string, value: string): string => cell(text, `<w:vMerge w:val="${value}"/>`);
    const body = table(
      row(
        merge('Hall', 'restart'),
        cell('Members', '<w:gridSpan w:val="2"/>'),
        cell('Guests', '<w:gridSpan w:val="2"/>'),
      ),
      row(merge('', 'continue'), 'weekday', 'weekend', 'weekday', 'weekend'),
      row(merge('North', 'restart'), '11 euro', '16 euro', '22 euro', '31 euro'),
      row(merge('', 'continue'), '12 euro', '17 euro', '23 euro', '32 euro'),
      row('South', '13 euro', '18 euro', '24 euro', '33 euro'),
    );
    expect(await tree(body)).toEqual([
      'header: Hall | Members | Members | Guests | Guests',
      '  header: Hall | weekday | weekend | weekday | weekend',
      '    row: North | 11 euro | 16 euro | 22 euro | 31 euro',
      '    row: North | 12 euro | 17 euro | 23 euro | 32 euro',
      '    row: South | 13 euro | 18 euro | 24 euro | 33 euro',
    ]);
  });

  it('has as many cells in each row as it has columns, whatever goes through several', async () => {
    const rowOfSpans = fc.constantFrom([1, 1, 1, 1], [2, 1, 1], [1, 2, 1], [1, 1, 2], [2, 2]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(rowOfSpans, { minLength: 1, maxLength: 6 }),
        fc.nat({ max: 5 }),
        async (rows, merged) => {
          const plain = row('One', 'Two', 'Three', 'Four');
          const written = rows.map((spans, i) =>
            row(
              ...spans.map((span, at) => {
                const merge = at === 0 && span === 1 && i >= merged ? '<w:vMerge/>' : '';
                return cell(`${i + 1} euro`, `<w:gridSpan w:val="${span}"/>${merge}`);
              }),
            ),
          );
          const lines = await tree(table(...rows.map(() => plain), plain, ...written));
          for (const line of lines) expect(line.split(' | ')).toHaveLength(4);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('has groups of rows under rows that name them', async () => {
    const whole = cell('Members', '<w:gridSpan w:val="2"/>');
    const body = table(
      row('Day', 'Fee'),
      row(whole),
      row('weekday', '12 euro'),
      row(cell(paragraph(run('Guests', BOLD))), ''),
      row('weekend', '19 euro'),
    );
    expect(await tree(body)).toEqual([
      'header: Day | Fee',
      '  group: Members',
      '    row: weekday | 12 euro',
      '  group: Guests',
      '    row: weekend | 19 euro',
    ]);
  });

  it('has groups where rows are named alike below names without values, and none where a value is missing', async () => {
    const rows = [
      row('Adults', ''),
      row('Isle', '12'),
      row('Lighthouse', '15'),
      row('Children', ''),
      row('Isle', '6'),
    ];
    expect(await tree(table(row('Trip', 'Price'), ...rows))).toEqual([
      'header: Trip | Price',
      '  group: Adults',
      '    row: Isle | 12',
      '    row: Lighthouse | 15',
      '  group: Children',
      '    row: Isle | 6',
    ]);
    expect(
      await tree(table(row('Trip', 'Price'), row('Isle', '12'), row('Sauna', ''), row('Pool', '3'))),
    ).toEqual(['header: Trip | Price', '  row: Isle | 12', '  row: Sauna |', '  row: Pool | 3']);
  });

  it('has the header that it marks as such', async () => {
    const header =
      '<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:p><w:r><w:t>2024</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>12.50</w:t></w:r></w:p></w:tc></w:tr>';
    expect(await tree(table(header, row('a', 'b')))).toEqual(['header: 2024 | 12.50', '  row: a | b']);
  });

  it('of names and values has none', async () => {
    expect(await tree(table(row('Fee:', '12 euro'), row('Due:', '1 May')))).toEqual([
      'row: Fee: | 12 euro',
      'row: Due: | 1 May',
    ]);
  });

  it('has no cells more than columns where its grid is finer', async () => {
    const wide = (text: string): string => cell(text, '<w:gridSpan w:val="3"/>');
    expect(await tree(table(row(wide('Day'), wide('Fee')), row(wide('weekday'), wide('12 euro'))))).toEqual([
      'header: Day | Fee',
      '  row: weekday | 12 euro',
    ]);
  });

  it('has no deleted and no hidden rows and cells', async () => {
    const without = (mark: string): string =>
      `<w:tr><w:trPr>${mark}</w:trPr>${cell('Corner plot')}${cell('77 euro')}</w:tr>`;
    const body = table(
      row('Plot', 'Fee'),
      without('<w:del/>'),
      without('<w:hidden/>'),
      row('Long', cell('80 euro', '<w:cellDel/>'), '91 euro'),
    );
    expect(await tree(body)).toEqual(['header: Plot | Fee', '  row: Long | 91 euro']);
  });

  it('that text was laid out with is the text, headed by what stands at its side', async () => {
    const inner = table(row('Tap', 'Opens'), row('North', '1 May'), row('South', '9 May'));
    const laidOut = table(
      row('Water', cell(`${paragraph('These are the taps:')}${inner}`)),
      row('Waste', 'It goes to the heap.'),
    );
    expect(await tree({ body: styled('Garden rules', 'Title') + laidOut, styles: STYLES })).toEqual([
      'heading: Garden rules',
      '  heading: Water',
      '    paragraph: These are the taps:',
      '      header: Tap | Opens',
      '        row: North | 1 May',
      '        row: South | 9 May',
      '  heading: Waste',
      '    paragraph: It goes to the heap.',
    ]);
  });

  it('has notes below it', async () => {
    const body = table(row('Day', 'Fee'), row('weekday', '12 euro*')) + paragraph('* Members pay less.');
    expect(await tree(body)).toEqual([
      'header: Day | Fee',
      '  row: weekday | 12 euro*',
      'note *: * Members pay less.',
    ]);
  });

  it('has cells on one line each, with the lists in them', async () => {
    const cells = cell(paragraph('Bring') + item('a lamp') + item('a rope'));
    const body = table(row('Who', 'What'), row('Guests', cells));
    expect(await tree({ body, numbering: list(1, ['bullet', '•']) })).toEqual([
      'header: Who | What',
      '  row: Guests | Bring, a lamp, a rope',
    ]);
  });

  it('of one column is text, with its lists', async () => {
    const body = table(row(cell(paragraph('Bring:') + item('a lamp') + item('a rope'))));
    expect(await tree({ body, numbering: list(1, ['bullet', '•']) })).toEqual([
      'paragraph: Bring:',
      '  item: - a lamp',
      '  item: - a rope',
    ]);
  });
});
