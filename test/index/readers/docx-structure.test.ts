import { describe, expect, it } from 'vitest';
import { readDocx } from '../../../index/readers/docx.ts';
import { treeOf } from '../../support/readings.ts';
import { item, list, paragraph, run, style, type WordFile, wordFile } from '../../support/word-files.ts';

/** The lines of a document as a tree. */
async function tree(file: WordFile | string): Promise<string[]> {
  return treeOf(await readDocx(await wordFile(typeof file === 'string' ? { body: file } : file)));
}

async function titleOf(file: WordFile): Promise<string | undefined> {
  const reading = await readDocx(await wordFile(file));
  return 'refused' in reading ? undefined : reading.description.title;
}

const BOLD = '<w:b/>';
const STYLES =
  style('Title', 'Title') +
  style('a1', 'heading 1', '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>') +
  style('a2', 'heading 2', '<w:basedOn w:val="a1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr>') +
  style('Kapitel', 'Kapitel', '<w:basedOn w:val="a1"/>') +
  style('Heading3', 'Heading 3');

const styled = (text: string, id: string): string => paragraph(text, `<w:pStyle w:val="${id}"/>`);

describe('the headings of a Word document', () => {
  it('are those of its styles, whatever they are called or based on, and below the title', async () => {
    const body =
      styled('Garden rules', 'Title') +
      styled('Water', 'Kapitel') +
      paragraph('Taps open in May.') +
      styled('Hoses', 'a2') +
      paragraph('Hoses stay.') +
      styled('Reels', 'Heading3') +
      paragraph('Reels go.') +
      paragraph('Waste', '<w:outlineLvl w:val="0"/>') +
      paragraph('Waste goes.');
    expect(await tree({ body, styles: STYLES })).toEqual([
      'heading: Garden rules',
      '  heading: Water',
      '    paragraph: Taps open in May.',
      '    heading: Hoses',
      '      paragraph: Hoses stay.',
      '      heading: Reels',
      '        paragraph: Reels go.',
      '  heading: Waste',
      '    paragraph: Waste goes.',
    ]);
  });

  it('are lines in bold or in capitals above a text, too, but not those in front of another of their kind', async () => {
    const bold = (text: string): string => paragraph(run(text, BOLD));
    const body =
      styled('Garden rules', 'Title') +
      bold('Water') +
      paragraph('Taps open in May.') +
      paragraph('WASTE AND COMPOST') +
      paragraph('Waste goes.') +
      bold('Petra Lund') +
      bold('Warden');
    expect(await tree({ body, styles: STYLES })).toEqual([
      'heading: Garden rules',
      '  heading: Water',
      '    paragraph: Taps open in May.',
      '  heading: WASTE AND COMPOST',
      '    paragraph: Waste goes.',
      '    paragraph: Petra Lund',
      '    paragraph: Warden',
    ]);
  });

  it('are no clauses in the style of one, nor items in bold', async () => {
    const clause = 'The holder of a plot waters it in the evening, and never at noon.';
    const numbered = '<w:numPr><w:numId w:val="1"/></w:numPr>';
    const body =
      styled('Water', 'a1') +
      paragraph(clause, `<w:pStyle w:val="a2"/>${numbered}`) +
      paragraph(run('Close the gate', BOLD), numbered) +
      item('Mind the bees.');
    expect(await tree({ body, styles: STYLES, numbering: list(1, ['decimal', '1.%1']) })).toEqual([
      'heading: Water',
      `  item 1.1: 1.1 ${clause}`,
      '  item 1.2: 1.2 Close the gate',
      '  item 1.3: 1.3 Mind the bees.',
    ]);
  });

  it('are not those that a typed table of contents names', async () => {
    const line = (text: string, page: number): string =>
      paragraph(`${run(text)}<w:r><w:tab/></w:r>${run(String(page))}`);
    const section = (text: string): string =>
      styled(text, 'a1') + paragraph(`It is about ${text.toLowerCase()}.`);
    const body =
      styled('Garden', 'Title') +
      paragraph('Contents') +
      line('Fees', 2) +
      line('Water', 3) +
      line('Waste', 5) +
      ['Fees', 'Water', 'Waste'].map(section).join('');
    expect(await tree({ body, styles: STYLES })).toEqual([
      'heading: Garden',
      '  heading: Fees',
      '    paragraph: It is about fees.',
      '  heading: Water',
      '    paragraph: It is about water.',
      '  heading: Waste',
      '    paragraph: It is about waste.',
    ]);
  });

  it('may stand on one line with their text', async () => {
    const end = '<w:rPr><w:vanish/><w:specVanish/></w:rPr>';
    const body =
      paragraph('Fees', `<w:pStyle w:val="a1"/>${end}`) +
      paragraph('They are due in May.') +
      styled('Water', 'a1');
    expect((await tree({ body, styles: STYLES })).slice(0, 2)).toEqual([
      'heading: Fees',
      '  paragraph: They are due in May.',
    ]);
  });

  it('rank by their numbers and capitals where nothing else tells', async () => {
    const bold = (text: string): string => paragraph(run(text, BOLD));
    const body =
      styled('Garden', 'Title') +
      bold('Article I') +
      bold('Water') +
      paragraph('Taps open in May.') +
      bold('1. Hoses.') +
      paragraph('Hoses stay.') +
      bold('Article II') +
      paragraph('Waste goes.');
    expect(await tree({ body, styles: STYLES })).toEqual([
      'heading: Garden',
      '  heading Article I: Article I',
      '    heading: Water',
      '      paragraph: Taps open in May.',
      '      heading 1.: 1. Hoses.',
      '        paragraph: Hoses stay.',
      '  heading Article II: Article II',
      '    paragraph: Waste goes.',
    ]);
  });

  it('rank alike where they are counted together', async () => {
    const numbered = '<w:numPr><w:numId w:val="1"/></w:numPr>';
    const body =
      styled('Garden', 'Title') +
      paragraph('Fees', `<w:pStyle w:val="a1"/>${numbered}`) +
      paragraph('Due in May.') +
      paragraph(run('Water', BOLD), numbered) +
      paragraph('Taps open in May.');
    expect(await tree({ body, styles: STYLES, numbering: list(1, ['decimal', '%1.']) })).toEqual([
      'heading: Garden',
      '  heading 1.: 1. Fees',
      '    paragraph: Due in May.',
      '  heading 2.: 2. Water',
      '    paragraph: Taps open in May.',
    ]);
  });

  it('may be numbers alone', async () => {
    const body =
      styled('Garden', 'Title') +
      paragraph('', '<w:pStyle w:val="a1"/><w:numPr><w:numId w:val="1"/></w:numPr>') +
      paragraph('Taps open in May.');
    expect(await tree({ body, styles: STYLES, numbering: list(1, ['upperRoman', 'Article %1']) })).toEqual([
      'heading: Garden',
      '  heading Article I: Article I',
      '    paragraph: Taps open in May.',
    ]);
  });

  it('are parts of clauses where they go on', async () => {
    const numbered = '<w:pStyle w:val="a2"/><w:numPr><w:numId w:val="1"/></w:numPr>';
    const body =
      styled('Garden', 'Title') +
      paragraph('A holder is expelled for') +
      paragraph('fraud; or', numbered) +
      paragraph('theft', numbered);
    expect(await tree({ body, styles: STYLES, numbering: list(1, ['lowerLetter', '(%1)']) })).toEqual([
      'heading: Garden',
      '  paragraph: A holder is expelled for',
      '    item (a): (a) fraud; or',
      '    item (b): (b) theft',
    ]);
  });

  it('are questions where they ask in bold or are labelled so', async () => {
    const labelled = paragraph('Q: Who pays?') + paragraph('A: All do.');
    expect(await tree({ body: styled('Garden', 'Title') + labelled, styles: STYLES })).toEqual([
      'heading: Garden',
      '  question: Q: Who pays?',
      '    paragraph: A: All do.',
    ]);
    const body =
      styled('Garden', 'Title') + paragraph(run('When are fees due?', BOLD)) + paragraph('In May.');
    expect(await tree({ body, styles: STYLES })).toEqual([
      'heading: Garden',
      '  question: When are fees due?',
      '    paragraph: In May.',
    ]);
  });
});

describe('the title of a Word document', () => {
  const text = paragraph('Taps open in May.') + styled('Waste', 'a1') + paragraph('It goes.');

  it('is what is set as one, on several lines too', async () => {
    const body = styled('Garden society', 'Title') + styled('Rules', 'Title') + text;
    expect(await titleOf({ body, styles: STYLES })).toBe('Garden society Rules');
  });

  it('is a line on top that stands out, and not the only heading', async () => {
    expect(await titleOf({ body: paragraph(run('Garden rules', BOLD)) + text, styles: STYLES })).toBe(
      'Garden rules',
    );
  });

  it('is that of its properties where the text says it, and else none that a template left', async () => {
    const body =
      paragraph('Rules of the garden, of May 2024, which all follow.') + text + styled('End', 'a1');
    expect(await titleOf({ body, styles: STYLES, title: 'Rules of the Garden' })).toBe('Rules of the Garden');
    expect(await titleOf({ body, styles: STYLES, title: 'Invoice template' })).not.toBe('Invoice template');
  });
});
