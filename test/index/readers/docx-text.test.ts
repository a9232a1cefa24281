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

/** The paragraphs of a document. */
async function read(file: WordFile | string): Promise<string[]> {
  const lines = treeOf(await readDocx(await wordFile(typeof file === 'string' ? { body: file } : file)));
  return lines.map((line) => line.replace(/^ *paragraph: /, ''));
}

/** A field from its opening to its result. */
function field(instruction: string, result: string, form = ''): string {
  const mark = (type: string, inside = ''): string =>
    `<w:r><w:fldChar w:fldCharType="${type}">${inside}</w:fldChar></w:r>`;
  const told = `<w:r><w:instrText> ${instruction} </w:instrText></w:r>`;
  return mark('begin', form) + told + mark('separate') + result + mark('end');
}

const box = (isTicked: boolean): string =>
  `<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="${isTicked ? 1 : 0}"/></w14:checkbox></w:sdtPr><w:sdtContent>${run('#')}</w:sdtContent></w:sdt>`;

const boxed = (isTicked: boolean, text: string): string => paragraph(box(isTicked) + run(` ${text}`));

describe('the text of a Word document', () => {
  it('has gaps where nobody has filled anything in yet', async () => {
    const unfilled = (content: string): string =>
      `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
    const filled = `<w:sdt><w:sdtPr><w:showingPlcHdr w:val="0"/></w:sdtPr><w:sdtContent>${run('Ada')}</w:sdtContent></w:sdt>`;
    const body =
      paragraph(run('Approved by: ') + unfilled(run('Click here to enter a name.'))) +
      paragraph(run('Written by: ') + filled) +
      unfilled(paragraph('Click here to enter text.')) +
      table(row('Day', 'Hours'), row('Monday', 'Nine'), row('Tuesday', unfilled(cell('Choose hours.'))));
    expect(await read(body)).toEqual([
      'Approved by: …',
      'Written by: Ada',
      '  header: Day | Hours',
      '    row: Monday | Nine',
      '    row: Tuesday |',
    ]);
  });

  it.each([
    ['content controls', `<w:sdt><w:sdtContent>${run('62 euro')}</w:sdtContent></w:sdt>`, 'Pay 62 euro now.'],
    ['links', `<w:hyperlink>${run('62 euro')}</w:hyperlink>`, 'Pay 62 euro now.'],
    ['smart tags', `<w:smartTag><w:customXml>${run('62')}</w:customXml></w:smartTag>`, 'Pay 62 now.'],
    ['insertions', `<w:ins>${run('62 euro')}</w:ins>`, 'Pay 62 euro now.'],
    ['what was moved here', `<w:moveTo>${run('62 euro')}</w:moveTo>`, 'Pay 62 euro now.'],
    ['results of fields', field('DATE', run('today')), 'Pay today now.'],
    ['results of fields in fields', field('IF x', field('REF y', run('it'))), 'Pay it now.'],
    ['results of simple fields', `<w:fldSimple w:instr="X">${run('it')}</w:fldSimple>`, 'Pay it now.'],
    [
      'hyphens that do not break',
      '<w:r><w:t>e</w:t><w:noBreakHyphen/><w:t>cash</w:t></w:r>',
      'Pay e-cash now.',
    ],
    ['tabs', '<w:r><w:tab/><w:t>62</w:t><w:tab/></w:r>', 'Pay 62 now.'],
    ['symbols', '<w:r><w:sym w:font="Symbol" w:char="F0A3"/><w:t> 62</w:t></w:r>', 'Pay ≤ 62 now.'],
    ['letters in a font of symbols', run('\uf0b3', '<w:rFonts w:ascii="Symbol"/>'), 'Pay ≥ now.'],
    [
      'what glosses stand above',
      `<w:ruby><w:rt>${run('ka')}</w:rt><w:rubyBase>${run('課')}</w:rubyBase></w:ruby>`,
      'Pay 課 now.',
    ],
    ['raised digits, kept apart', run('10') + run('3', '<w:vertAlign w:val="superscript"/>'), 'Pay 10³ now.'],
    ['lowered ones', run('CO') + run('2', '<w:vertAlign w:val="subscript"/>'), 'Pay CO₂ now.'],
    [
      'raised endings of ordinals',
      run('on the 5') + run('th', '<w:vertAlign w:val="superscript"/>'),
      'Pay on the 5th now.',
    ],
    [
      'a choice of a form',
      field(
        'FORMDROPDOWN',
        '',
        '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="40"/><w:listEntry w:val="62"/></w:ddList></w:ffData>',
      ),
      'Pay 62 now.',
    ],
    ['text typed in a form', field('FORMTEXT', run('62')), 'Pay 62 now.'],
  ])('holds %s', async (_what, inside, text) => {
    expect(await read(paragraph(run('Pay ') + inside + run(' now.')))).toEqual([text]);
  });

  it.each([
    ['deleted text', '<w:del><w:r><w:delText>62 </w:delText></w:r></w:del>'],
    ['deleted insertions', `<w:ins><w:del>${run('62 ')}</w:del></w:ins>`],
    ['text that was moved elsewhere', `<w:moveFrom>${run('62 ')}</w:moveFrom>`],
    ['hidden text', run('62 ', '<w:vanish/>')],
    ['text hidden by its style', run('62 ', '<w:rStyle w:val="Secret"/>')],
    ['struck-out text', run('62 ', '<w:strike/>')],
    ['text struck out twice', run('62 ', '<w:dstrike w:val="true"/>')],
    ['text struck out by its style', run('62 ', '<w:rStyle w:val="Old"/>')],
    ['instructions to fields', field('DATE \\@ 62', '')],
    ['soft hyphens', '<w:r><w:t>\u00ad</w:t><w:softHyphen/></w:r>'],
    ['comments', '<w:r><w:commentReference w:id="1"/></w:r>'],
  ])('does not hold %s', async (_what, inside) => {
    const styles =
      '<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>' +
      '<w:style w:type="character" w:styleId="Base"><w:rPr><w:strike/></w:rPr></w:style>' +
      '<w:style w:type="character" w:styleId="Old"><w:basedOn w:val="Base"/></w:style>';
    const body = paragraph(run('Pay ') + inside + run('now.'));
    expect(await read({ body, styles })).toEqual(['Pay now.']);
  });

  it('holds text that a style hides and the text itself shows', async () => {
    const styles = style('Secret', 'Secret', '<w:rPr><w:vanish/></w:rPr>');
    const hidden = paragraph(
      run('Nobody reads this.') + run('But this ', '<w:vanish w:val="0"/>'),
      '<w:pStyle w:val="Secret"/>',
    );
    expect(await read({ body: hidden + paragraph('and this.'), styles })).toEqual(['But this and this.']);
  });

  it('joins paragraphs whose ends are deleted, and letters set large to what they begin', async () => {
    const deleted = paragraph('Pay ', '<w:rPr><w:del/></w:rPr>');
    const large = paragraph('N', '<w:framePr w:dropCap="drop"/>');
    expect(await read(deleted + paragraph('now.') + large + paragraph('obody pays.'))).toEqual([
      'Pay now.',
      'Nobody pays.',
    ]);
  });

  it('holds text boxes once, behind what they are fixed to', async () => {
    const inside = `<w:txbxContent>${paragraph('Boxed.')}</w:txbxContent>`;
    const drawing = `<w:drawing><wps:wsp><wps:txbx>${inside}</wps:txbx></wps:wsp></w:drawing>`;
    const older = `<w:pict><v:shape><v:textbox>${inside}</v:textbox></v:shape></w:pict>`;
    const both = `<mc:AlternateContent><mc:Choice Requires="wps">${drawing}</mc:Choice><mc:Fallback>${older}</mc:Fallback></mc:AlternateContent>`;
    const body =
      paragraph(`${run('Around ')}<w:r>${both}</w:r>${run('it.')}`) + paragraph(`<w:r>${older}</w:r>`);
    expect(await read(body)).toEqual(['Around it.', 'Boxed.', 'Boxed.']);
  });

  it('holds equations on one line', async () => {
    const r = (text: string): string => `<m:r><m:t>${text}</m:t></m:r>`;
    const squared = `<m:sSup><m:e>${r('b')}</m:e><m:sup>${r('2')}</m:sup></m:sSup>`;
    const root = `<m:rad><m:deg/><m:e>${squared}${r('−4ac')}</m:e></m:rad>`;
    const fraction = `<m:f><m:num>${r('−b±')}${root}</m:num><m:den>${r('2a')}</m:den></m:f>`;
    const sum = `<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>${r('i=1')}</m:sub><m:sup>${r('n')}</m:sup><m:e><m:sSub><m:e>${r('x')}</m:e><m:sub>${r('i')}</m:sub></m:sSub></m:e></m:nary>`;
    const body = paragraph(
      `${run('It is')}<m:oMath>${fraction}</m:oMath>${run('or')}<m:oMathPara><m:oMath>${sum}</m:oMath></m:oMathPara>`,
    );
    expect(await read(body)).toEqual(['It is (−b±√(b²−4ac))/2a or ∑_(i=1)^n x_i']);
  });

  it('leaves tables of contents out, however they are made', async () => {
    const styles = style('Verzeichnis1', 'toc 1') + style('Heading1', 'heading 1');
    const entry = `${run('Fees')}<w:r><w:tab/></w:r>${field('PAGEREF a', run('7'))}`;
    const body =
      `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>${paragraph('Contents')}</w:sdtContent></w:sdt>` +
      paragraph('Fees 7', '<w:pStyle w:val="Verzeichnis1"/>') +
      paragraph(field('TOC \\o', run('Fees 7'))) +
      paragraph(`<w:fldSimple w:instr="TOC">${run('Fees 7')}</w:fldSimple>`) +
      paragraph(entry) +
      paragraph(run('See page ') + field('PAGEREF a', run('7'))) +
      paragraph('Fees', '<w:pStyle w:val="Heading1"/>') +
      paragraph('They are due in May.');
    expect(await read({ body, styles })).toEqual(
      ['See page 7', 'heading: Fees', '  They are due in May.'].map((line) => line.trim()),
    );
  });

  it.each([
    ['symbols', 'SYMBOL 163 \\f "Symbol"', 'Pay ≤ now.'],
    ['characters in circles', 'eq \\o\\ac(○,3)', 'Pay ③ now.'],
    ['fractions', 'EQ \\f(1,2)', 'Pay 1/2 now.'],
  ])('holds %s that Word makes of instructions', async (_what, instruction, text) => {
    const made = `<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>${instruction}</w:instrText><w:fldChar w:fldCharType="end"/></w:r>`;
    expect(await read(paragraph(run('Pay ') + made + run(' now.')))).toEqual([text]);
  });

  it('goes on behind a field without end', async () => {
    const open = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>IF</w:instrText></w:r>';
    expect(await read(paragraph(run('One.') + open) + paragraph('Two.'))).toEqual(['One.', 'Two.']);
  });

  it('calls notes by the numbers that Word shows, and holds those that are called', async () => {
    const note = (kind: string, id: number, text: string): string =>
      `<w:${kind} w:id="${id}">${paragraph(`<w:r><w:${kind}Ref/></w:r>${run(` ${text}`)}`)}</w:${kind}>`;
    const call = (kind: string, id: number): string =>
      `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:${kind}Reference w:id="${id}"/></w:r>`;
    const own = '<w:r><w:footnoteReference w:id="8" w:customMarkFollows="1"/><w:t>*</w:t></w:r>';
    const body = paragraph(
      run('The fee is 50') +
        call('footnote', 7) +
        run(' euro') +
        call('endnote', 2) +
        run(' a year') +
        own +
        run('.'),
    );
    const footnotes =
      note('footnote', 6, 'Nobody calls this.') +
      note('footnote', 7, 'Members pay less.') +
      note('footnote', 8, '* Guests do not.');
    expect(await read({ body, footnotes, endnotes: note('endnote', 2, 'Since May.') })).toEqual([
      'The fee is 50[1] euro[i] a year[*].',
      'note 1: [1] Members pay less.',
      'note *: [*] Guests do not.',
      'note i: [i] Since May.',
    ]);
  });

  it('numbers notes as the document says', async () => {
    const call = (id: number): string => `<w:r><w:footnoteReference w:id="${id}"/></w:r>`;
    const settings = '<w:footnotePr><w:numFmt w:val="lowerLetter"/><w:numStart w:val="3"/></w:footnotePr>';
    const footnotes = [1, 2]
      .map((id) => `<w:footnote w:id="${id}">${paragraph(`Note ${id}.`)}</w:footnote>`)
      .join('');
    const body = paragraph(`${run('One')}${call(2)}${run(', two')}${call(1)}`);
    expect(await read({ body, footnotes, settings })).toEqual([
      'One[c], two[d]',
      'note d: [d] Note 1.',
      'note c: [c] Note 2.',
    ]);
  });

  it('tells notes that are typed under a text', async () => {
    const mark = run('1', '<w:vertAlign w:val="superscript"/>');
    const body =
      paragraph(run('The fee is 50') + mark + run(' euro.')) + paragraph(mark + run('Members pay less.'));
    expect(await read(body)).toEqual(['The fee is 50¹ euro.', 'note 1: [1] Members pay less.']);
  });

  it('is what was neither deleted, hidden, struck out nor moved elsewhere, however it is cut', async () => {
    const kept = (inside: string): string => `<w:ins>${inside}</w:ins>`;
    const gone = (inside: string): string => `<w:del>${inside}</w:del>`;
    const wrappers = fc.constantFrom(
      kept,
      (inside: string) => `<w:hyperlink>${inside}</w:hyperlink>`,
      (inside: string) => inside,
    );
    const piece = fc.record({
      words: fc.stringMatching(/^[a-z]{1,6}$/),
      look: fc.constantFrom('', '<w:b/>', '<w:strike/>', '<w:vanish/>', '<w:vanish w:val="0"/>'),
      wrap: wrappers,
      isGone: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 12 }), async (pieces) => {
        const written = pieces.map(({ words, look, wrap, isGone }) => {
          const inside = wrap(run(`${words} `, look));
          return isGone ? gone(inside) : inside;
        });
        const shown = pieces.filter(({ look, isGone }) => !isGone && !/strike|vanish\/>/.test(look));
        const text = ['First', ...shown.map(({ words }) => words), 'last.'].join(' ');
        expect(await read(paragraph(`${run('First ')}${written.join('')}${run('last.')}`))).toEqual([text]);
      }),
      { numRuns: 60 },
    );
  });

  it('is the same in the strict edition of the format', async () => {
    const namespace = 'http://purl.oclc.org/ooxml/wordprocessingml/main';
    expect(await read({ body: paragraph('Pay now.'), namespace })).toEqual(['Pay now.']);
  });
});

describe('boxes to tick', () => {
  it('stand in front of what they are for, and those not ticked are left out with it', async () => {
    const body =
      paragraph('Dogs:') +
      boxed(false, 'run free') +
      boxed(true, 'are on the lead') +
      paragraph('Cats roam.');
    expect(await read(body)).toEqual(['Dogs:', '  item: ☒ are on the lead', 'Cats roam.']);
  });

  it('are all shown where none is ticked yet', async () => {
    expect(await read(boxed(false, 'sign it') + boxed(false, 'send it'))).toEqual([
      'item: ☐ sign it',
      'item: ☐ send it',
    ]);
  });

  it('may be fields of older forms, symbols, or typed, in one line too', async () => {
    const older = (state: string): string =>
      field('FORMCHECKBOX', '', `<w:ffData><w:checkBox>${state}</w:checkBox></w:ffData>`);
    const symbol = (char: string): string => `<w:r><w:sym w:font="Wingdings" w:char="${char}"/></w:r>`;
    const body =
      paragraph(older('<w:default w:val="0"/>') + run(' weekly ') + older('<w:checked/>') + run(' monthly')) +
      paragraph(run('Paid: ') + symbol('F0A8') + run(' cash ') + symbol('F0FE') + run(' card')) +
      paragraph('☐ yes ☑ no');
    expect(await read(body)).toEqual(['item: ☒ monthly', 'Paid: ☑ card', '  item: ☑ no']);
  });

  it('that are bullets are of tasks, and all shown', async () => {
    const numbering = list(1, ['bullet', '☐']) + list(2, ['bullet', '☒']);
    expect(await read({ body: item('cash') + item('card', 2) + item('cheque'), numbering })).toEqual([
      'item: ☐ cash',
      'item: ☒ card',
      'item: ☐ cheque',
    ]);
  });

  it('behind their options, or one alone, are shown as they are', async () => {
    const body =
      paragraph(run('Yes ') + box(false) + run(' No ') + box(true)) + paragraph(run('Paid ') + box(false));
    expect(await read(body)).toEqual(['Yes ☐ No ☒', 'Paid ☐']);
  });
});
