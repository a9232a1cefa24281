import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDocx } from '../../../index/readers/docx.ts';
import { treeOf } from '../../support/readings.ts';
import { item, list, paragraph, style, type WordFile, wordFile } from '../../support/word-files.ts';

/** The lines of a document with these paragraphs, as a tree. */
async function tree(file: WordFile | string): Promise<string[]> {
  return treeOf(await readDocx(await wordFile(typeof file === 'string' ? { body: file } : file)));
}

/** What a paragraph is marked with, for each. */
async function labels(file: WordFile): Promise<string[]> {
  const reading = await readDocx(await wordFile(file));
  if ('refused' in reading) throw new Error(reading.refused);
  return reading.blocks.map(({ label }) => label);
}

/** How deep in lists each paragraph stands. */
async function levels(file: WordFile): Promise<number[]> {
  const reading = await readDocx(await wordFile(file));
  return 'refused' in reading ? [] : reading.blocks.map(({ level }) => level);
}

/** The label of the item of this count in a list of this format. */
async function countedAs(format: string, count: number, text = '%1'): Promise<string | undefined> {
  const numbering = list(1, [format, text]).replace('<w:start w:val="1"/>', `<w:start w:val="${count}"/>`);
  return (await labels({ body: item('Words of it.'), numbering }))[0];
}

const OUTLINE = list(1, ['upperLetter', '%1.'], ['lowerLetter', '(%2)'], ['lowerRoman', '%3)']);

describe('the number of a paragraph', () => {
  it('is the one that Word shows, and items stand as deep as they are', async () => {
    const body =
      paragraph('Members are:') +
      item('Senators, who', 1, 0) +
      item('vote;', 1, 1) +
      item('speak;', 1, 1) +
      item('Others, who', 1, 0) +
      item('speak:', 1, 1) +
      item('briefly.', 1, 2);
    expect(await tree({ body, numbering: OUTLINE })).toEqual([
      'paragraph: Members are:',
      '  item A.: A. Senators, who',
      '    item (a): (a) vote;',
      '    item (b): (b) speak;',
      '  item B.: B. Others, who',
      '    item (a): (a) speak:',
      '      item i): i) briefly.',
    ]);
  });

  it('goes on where the same list goes on, whatever stands between', async () => {
    const body = item('Count.') + paragraph('Broken tools are put aside.') + item('Write.');
    expect(await labels({ body, numbering: OUTLINE })).toEqual(['A.', '', 'B.']);
  });

  it('starts again where a list says so, once', async () => {
    const start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>';
    const numbering = `${OUTLINE}<w:num w:numId="2"><w:abstractNumId w:val="1"/>${start}</w:num>`;
    const body = item('a') + item('b') + item('c', 2) + item('d', 2) + item('e');
    expect(await labels({ body, numbering })).toEqual(['A.', 'B.', 'E.', 'F.', 'G.']);
  });

  it('goes on in lists that are defined alike', async () => {
    const numbering = `${OUTLINE}<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>`;
    expect(await labels({ body: item('a') + item('b', 2) + item('c'), numbering })).toEqual([
      'A.',
      'B.',
      'C.',
    ]);
  });

  it('is made of the numbers of all levels above, in figures where it is to be', async () => {
    const numbering = list(
      1,
      ['upperRoman', 'Article %1.'],
      ['decimalZero', 'Section %1.%2', '<w:isLgl/>'],
      ['lowerLetter', '(%3)', '<w:suff w:val="nothing"/>'],
    );
    const body = [0, 1, 1, 2, 0, 1].map((depth) => item('Text of it.', 1, depth)).join('');
    expect(await labels({ body, numbering })).toEqual([
      'Article I.',
      'Section 1.01',
      'Section 1.02',
      '(a)',
      'Article II.',
      'Section 2.01',
    ]);
  });

  it('starts again below the levels it says, or never', async () => {
    const levels = (restart: string): string =>
      list(1, ['decimal', '%1'], ['decimal', '%2'], ['decimal', '%3', `<w:lvlRestart w:val="${restart}"/>`]);
    const body = [0, 1, 2, 1, 2, 0, 2].map((depth) => item('Text of it.', 1, depth)).join('');
    const third = async (numbering: string) =>
      (await labels({ body, numbering })).filter((_, i) => [2, 4, 6].includes(i));
    expect(await third(levels('0'))).toEqual(['1', '2', '3']);
    expect(await third(levels('1'))).toEqual(['1', '2', '1']);
    expect(await third(levels('2'))).toEqual(['1', '1', '1']);
  });

  it('comes from the style, from the one that is based on, and from the level that names the style', async () => {
    const numbering = list(
      3,
      ['chineseCountingThousand', '第%1条', '<w:pStyle w:val="Article"/>'],
      ['decimal', '%1.%2', '<w:isLgl/><w:pStyle w:val="Clause"/>'],
    );
    const styles =
      style('Article', 'Article', '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>') +
      style('Clause', 'Clause', '<w:basedOn w:val="Article"/>') +
      style(
        'Bare',
        'Bare',
        '<w:basedOn w:val="Article"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>',
      );
    const styled = (name: string): string => paragraph('按时缴费。', `<w:pStyle w:val="${name}"/>`);
    const body = styled('Article') + styled('Clause') + styled('Bare') + styled('Article') + styled('Clause');
    expect(await labels({ body, styles, numbering })).toEqual(['第一条', '1.1', '', '第二条', '2.1']);
  });

  it('comes from a style of lists', async () => {
    const numbering =
      `<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="Rules"/></w:abstractNum>${list(8, ['decimal', 'Rule %1:'])}` +
      '<w:num w:numId="7"><w:abstractNumId w:val="7"/></w:num>';
    const styles =
      '<w:style w:type="numbering" w:styleId="Rules"><w:pPr><w:numPr><w:numId w:val="8"/></w:numPr></w:pPr></w:style>';
    expect(await labels({ body: item('Be kind.', 7), styles, numbering })).toEqual(['Rule 1:']);
  });

  it('counts empty items, and no deleted or hidden ones', async () => {
    const listed = '<w:numPr><w:numId w:val="1"/></w:numPr>';
    const gone = paragraph(
      '<w:del><w:r><w:delText>x</w:delText></w:r></w:del>',
      `${listed}<w:rPr><w:del/></w:rPr>`,
    );
    const hidden = paragraph(
      '<w:r><w:rPr><w:vanish/></w:rPr><w:t>y</w:t></w:r>',
      `${listed}<w:rPr><w:vanish/></w:rPr>`,
    );
    const body = item('first') + gone + item('') + hidden + item('third');
    expect(await labels({ body, numbering: OUTLINE })).toEqual(['A.', 'C.']);
  });

  it('counts at each depth from the last item above', async () => {
    const numbering = list(
      1,
      ...[1, 2, 3].map(
        (last) => ['decimal', Array.from({ length: last }, (_, i) => `%${i + 1}`).join('.')] as const,
      ),
    );
    const steps = fc.array(fc.nat({ max: 2 }), { minLength: 1, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(steps, async (depths) => {
        const counts = [0, 0, 0];
        const expected = depths.map((depth) => {
          counts[depth] = (counts[depth] ?? 0) + 1;
          counts.fill(0, depth + 1);
          // A level that nothing has been counted at shows its first number.
          return counts
            .slice(0, depth + 1)
            .map((count) => Math.max(1, count))
            .join('.');
        });
        const body = depths.map((depth) => item('Words of it.', 1, depth)).join('');
        expect(await labels({ body, numbering })).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('is a heading where the style is one', async () => {
    const styles = style(
      'Heading1',
      'heading 1',
      '<w:pPr><w:outlineLvl w:val="0"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>',
    );
    const heading = (text: string): string => paragraph(text, '<w:pStyle w:val="Heading1"/>');
    const body =
      heading('Fees') + paragraph('Fees are due in May.') + heading('Guests') + paragraph('Guests pay.');
    expect(await tree({ body, styles, numbering: list(1, ['upperRoman', 'Article %1.']) })).toEqual([
      'heading Article I.: Article I. Fees',
      '  paragraph: Fees are due in May.',
      'heading Article II.: Article II. Guests',
      '  paragraph: Guests pay.',
    ]);
  });

  it.each([
    ['decimal', 12, '12'],
    ['decimalZero', 7, '07'],
    ['upperRoman', 1994, 'MCMXCIV'],
    ['lowerRoman', 4, 'iv'],
    ['upperLetter', 28, 'BB'],
    ['ordinal', 22, '22nd'],
    ['cardinalText', 21, 'Twenty-one'],
    ['ordinalText', 30, 'Thirtieth'],
    ['chineseCounting', 21, '二十一'],
    ['chineseCounting', 101, '一〇一'],
    ['chineseCountingThousand', 110, '一百一十'],
    ['taiwaneseCountingThousand', 1_010, '一千零一十'],
    ['chineseLegalSimplified', 12, '壹拾贰'],
    ['japaneseCounting', 110, '百十'],
    ['koreanCounting', 21, '이십일'],
    ['ideographTraditional', 2, '乙'],
    ['ideographDigital', 10, '一〇'],
    ['decimalEnclosedCircle', 3, '③'],
    ['decimalEnclosedCircle', 33, '33'],
    ['decimalFullWidth', 10, '１０'],
    ['russianLower', 3, 'в'],
    ['upperRoman', 1_000_000, '1000000'],
    ['of no kind that is known', 4, '4'],
  ])('is written in the format %s: %i', async (format, count, written) => {
    expect(await countedAs(format, count)).toBe(written);
  });

  it('stands in front of the text as it is set apart', async () => {
    const numbering = list(1, ['chineseCounting', '%1、', '<w:suff w:val="nothing"/>'], ['none', 'Note:']);
    expect(await tree({ body: item('总则。') + item('Bring a lamp.', 1, 1), numbering })).toEqual([
      'item 一、: 一、总则。',
      '  item Note:: Note: Bring a lamp.',
    ]);
  });
});

describe('the depth of an item', () => {
  const indented = (text: string, id: number, left: number): string =>
    paragraph(
      text,
      `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${id}"/></w:numPr><w:ind w:left="${left}"/>`,
    );

  it('is that of its indent where each depth is a list of its own', async () => {
    const numbering = list(1, ['decimal', '%1.']) + list(2, ['bullet', '•']) + list(3, ['bullet', '•']);
    const body =
      indented('Staff must', 1, 360) +
      indented('knock;', 2, 720) +
      indented('wait.', 3, 720) +
      indented('Guests may', 1, 360) +
      indented('knock.', 2, 720);
    expect(await tree({ body, numbering })).toEqual([
      'item 1.: 1. Staff must',
      '  item: - knock;',
      '  item: - wait.',
      'item 2.: 2. Guests may',
      '  item: - knock.',
    ]);
  });

  it('holds for paragraphs and tables that are set in as far', async () => {
    const body =
      paragraph('Rules:') +
      indented('Bring a lamp.', 1, 720) +
      paragraph('A candle is no lamp.', '<w:ind w:left="720"/>') +
      indented('Bring a rope.', 1, 720) +
      paragraph('Nothing else is needed.');
    expect(await tree({ body, numbering: OUTLINE })).toEqual([
      'paragraph: Rules:',
      '  item A.: A. Bring a lamp.',
      '    paragraph: A candle is no lamp.',
      '  item B.: B. Bring a rope.',
      'paragraph: Nothing else is needed.',
    ]);
  });

  it('is told of typed numbers among automatic ones', async () => {
    const body =
      item('Staff may') + paragraph('(a) rest;') + paragraph('(b) read.') + item('Guests may not.');
    expect(await tree({ body, numbering: OUTLINE })).toEqual([
      'item A.: A. Staff may',
      '  item (a): (a) rest;',
      '  item (b): (b) read.',
      'item B.: B. Guests may not.',
    ]);
  });

  it('is what it was where its list goes on behind a text', async () => {
    const body =
      item('Staff may') +
      item('rest;', 1, 1) +
      paragraph('Rest is not sleep.') +
      item('read.', 1, 1) +
      paragraph('Guests bring') +
      paragraph('- a lamp') +
      paragraph('- oil', '<w:ind w:left="360"/>') +
      paragraph('- a rope');
    expect(await levels({ body, numbering: OUTLINE })).toEqual([1, 2, 0, 2, 0, 1, 2, 1]);
  });

  it('and what opened it are what they were where a list goes on behind a text', async () => {
    const body =
      paragraph('Steps of the count:') +
      item('Count.') +
      paragraph('Broken tools are put aside.') +
      item('Write.');
    expect(await tree({ body, numbering: OUTLINE })).toEqual([
      'paragraph: Steps of the count:',
      '  item A.: A. Count.',
      'paragraph: Broken tools are put aside.',
      '  item B.: B. Write.',
    ]);
  });

  it('is told of typed letters that are Roman numbers too', async () => {
    const body = ['(a) rest:', '(i) at noon;', '(ii) at six;', '(b) read.']
      .map((text) => paragraph(text))
      .join('');
    expect(await tree(body)).toEqual([
      'item (a): (a) rest:',
      '  item (i): (i) at noon;',
      '  item (ii): (ii) at six;',
      'item (b): (b) read.',
    ]);
  });
});
