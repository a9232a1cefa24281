import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHtml } from '../../../index/readers/html.ts';
import { treeOf } from '../../support/readings.ts';

function tree(html: string): string[] {
  return treeOf(readHtml(Buffer.from(html)));
}

describe('a list in a page', () => {
  it.each([
    ['letters from a start', '<ol type=a start=3><li>x<li value=7>y</ol>', ['c. x', 'g. y']],
    ['capital letters beyond Z', '<ol type=A start=26><li>x<li>y</ol>', ['Z. x', 'AA. y']],
    ['Roman numbers', '<ol type=i start=4><li>x<li>y</ol>', ['iv. x', 'v. y']],
    ['a number downwards', '<ol reversed><li>x<li>y</ol>', ['2. x', '1. y']],
    ['what a style says', '<ol style="list-style: upper-roman inside"><li>x<li>y</ol>', ['I. x', 'II. y']],
    [
      'what a style sheet says',
      '<style>.a > li{} ol.a{list-style-type:lower-alpha}</style><ol class=a><li>x<li>y</ol>',
      ['a. x', 'b. y'],
    ],
    [
      'Chinese numbers',
      '<ol style="list-style-type:cjk-ideographic" start=10><li>x<li>y</ol>',
      ['十、 x', '十一、 y'],
    ],
    [
      'what is typed where it shows nothing',
      '<ol style="list-style:none"><li>(1) x<li>(2) y</ol>',
      ['(1) x', '(2) y'],
    ],
    ['what is typed, and not both', '<ol><li>1. x<li>2. y</ol>', ['1. x', '2. y']],
    [
      'numbers of clauses with letters, and not both',
      '<ol><li>2.1.a x<li>2.1(b) y<li>2c) z</ol>',
      ['2.1.a x', '2.1(b) y', '2c) z'],
    ],
    ['bullets, and quantities are no numbers', '<ul><li>2.5kg of x<li>2m) y</ul>', ['- 2.5kg of x', '2m) y']],
    ['bullets', '<ul><li>x<li>2.5 euro</ul>', ['- x', '- 2.5 euro']],
  ])('is numbered as the page shows it: %s', (_what, html, items) => {
    const reading = readHtml(Buffer.from(`<h1>A</h1><p>Lead:</p>${html}`));
    expect(
      treeOf(reading)
        .slice(2)
        .map((line) => line.replace(/^ *item (?:\S+: |)|^ *item: /, '')),
    ).toEqual(items);
  });

  it('keeps paragraphs and tables of an item with it, however deep', () => {
    expect(
      tree(`<h1>A</h1><p>Staff may:<ol><li>ask<p>in writing<ul><li><p>early</p><table><tr><th>Day<th>Hour<tr><td>1<td>9</table>
<li>late</ul><li>wait</ol><p>After.`),
    ).toEqual([
      'heading: A',
      '  paragraph: Staff may:',
      '    item 1.: 1. ask',
      '      paragraph: in writing',
      '        item: - early',
      '          header: Day | Hour',
      '            row: 1 | 9',
      '        item: - late',
      '    item 2.: 2. wait',
      '  paragraph: After.',
    ]);
  });

  it('gives its numbers to the headings of sections', () => {
    expect(
      tree('<h1>A</h1><ol><li><h2>Aims</h2><p>Text.<ul><li>x</ul><li><h2>Means</h2><p>More.</ol>'),
    ).toEqual([
      'heading: A',
      '  heading 1.: 1. Aims',
      '    paragraph: Text.',
      '      item: - x',
      '  heading 2.: 2. Means',
      '    paragraph: More.',
    ]);
  });

  it('may be typed in paragraphs or lines', () => {
    expect(
      tree(`<h1>A</h1><div>No person shall:</div><div>(a) park;</div><div>(b) stop, except<br>(i) at night;<br>(ii) with leave.</div>
<div>(c) sing.</div>`),
    ).toEqual([
      'heading: A',
      '  paragraph: No person shall:',
      '    item (a): (a) park;',
      '    item (b): (b) stop, except',
      '      item (i): (i) at night;',
      '      item (ii): (ii) with leave.',
      '    item (c): (c) sing.',
    ]);
  });

  it('may begin with a list, and be no more than a role', () => {
    expect(
      tree('<h1>A</h1><ol><li><ol type=a><li>x</ol></ol><div role=list><div role=listitem>y</div></div>'),
    ).toEqual(['heading: A', '  item 1.: 1.', '    item a.: a. x', '  item: - y']);
  });
});

describe('a heading in a page', () => {
  it('that is no more than a number is the label of what follows', () => {
    const html = `<h1>Holidays</h1>
      <div><h2>A.</h2> These days are off:<div><h3>1.</h3> May 1</div><div><h3>2.</h3><p>June 6</p></div></div>
      <div><h2>B.</h2><h3>Pay</h3><p>Pay goes on.</p></div><h2>1.1</h2><ul><li>x</ul><h2>7</h2><p>y`;
    expect(tree(html)).toEqual([
      'heading: Holidays',
      '  item A.: A. These days are off:',
      '    item 1.: 1. May 1',
      '    item 2.: 2. June 6',
      '  heading B.: B. Pay',
      '    paragraph: Pay goes on.',
      '      item 1.1: 1.1',
      '      item: - x',
      '  heading: 7',
      '    paragraph: y',
    ]);
  });

  it('is without the link to itself, as a clause is', () => {
    const html = `<h1 id=a>Rules <a href="#a">#</a></h1><h2>Fares <a href="/rules#b">¶</a></h2>
      <p>Buses.<a href="#c" title="x">Link to this heading</a> <a href="#d">See # 4</a></p>`;
    expect(tree(html)).toEqual(['heading: Rules', '  heading: Fares', '    paragraph: Buses. See # 4']);
  });
});

describe('a table in a page', () => {
  it('has what spans rows and columns in each of them, groups, and notes', () => {
    expect(
      tree(`<h1>A</h1><table><caption>Fees</caption><thead><tr><th rowspan=2>Hall<th colspan=2>Guests<tr><th>weekday<th>weekend
<tbody><tr><th colspan=3>Adults<tr><td rowspan=2>North<td>1*<td>2<tr><td colspan=2>none<tr><td><b>Children</b><td><td><tr><td>South<td>3<td>
<tfoot><tr><td colspan=3>* with towel</table>`),
    ).toEqual([
      'heading: A',
      '  paragraph: Fees',
      '    header: Hall | Guests | Guests',
      '      header: Hall | weekday | weekend',
      '        group: Adults',
      '          row: North | 1* | 2',
      '          row: North | none | none',
      '        group: Children',
      '          row: South | 3 |',
      'note *: * with towel',
    ]);
  });

  it.each([
    ['in bold', '<tr><td><b>City</b><td><strong>Who</strong><tr><td>X<td>a', 'header: City | Who'],
    ['short names over values', '<tr><td>City<td>Rate<tr><td>X<td>5<tr><td>Y<td>yes', 'header: City | Rate'],
    ['years over amounts', '<tr><td>Rank<td>2024<tr><td>X<td>5<tr><td>Y<td>6', 'header: Rank | 2024'],
    [
      'none where values stand in all rows',
      '<tr><td>Mail<td>12<tr><td>X<td>5<tr><td>Y<td>6',
      'row: Mail | 12',
    ],
    ['none where rows are named', '<tr><th>Mail<td>12<tr><th>X<td>5', 'row: Mail | 12'],
    ['by roles', '', 'header: City | Rate'],
  ])('has a header: %s', (what, rows, first) => {
    const byRoles = `<div role=table><div role=row><span role=columnheader>City</span><span role=columnheader>Rate</span></div>
<div role=row><span role=cell>X</span><span role=cell>5</span></div></div>`;
    const html = what === 'by roles' ? byRoles : `<table>${rows}</table>`;
    expect(tree(`<h1>A</h1><p>Text.${html}`)[2]?.trim()).toBe(first);
  });

  it('keeps what stands in a cell in its row', () => {
    expect(
      tree(`<h1>A</h1><p>Text.<table><tr><th>Who<th>What<tr><td>X<p>Y</p><td><ul><li>pen<li>cup</ul><tr><td>Z
<td><table><tr><td>1<td>2<tr><td>3<td>4</table><tr><td>V<td><img src=y alt=yes></table>`).slice(2),
    ).toEqual([
      '    header: Who | What',
      '      row: X Y | pen, cup',
      '      row: Z | 1 2, 3 4',
      '      row: V | yes',
    ]);
  });

  it('ends where the next begins', () => {
    const [, , , , ...second] = tree(
      '<h1>A</h1><p>Text.<table><tr><th>A<th>B<tr><td>1<td>2</table><table><tr><td>Mail<td>x</table>',
    );
    expect(second).toEqual(['  row: Mail | x']);
  });

  it('is none where it lays out a page', () => {
    expect(
      tree(
        `<table role=presentation><tr><td>Left.<td>Right.</table><table><tr><td>${'Long text. '.repeat(100)}<td>Side.</table>`,
      ),
    ).toEqual([
      'paragraph: Left.',
      'paragraph: Right.',
      `paragraph: ${'Long text. '.repeat(100).trim()}`,
      'paragraph: Side.',
    ]);
  });

  it('is not made larger than a few times by what its cells ask to span', () => {
    const cell = `<td colspan=1000 rowspan=60000>${'x'.repeat(1_000)}`;
    const reading = readHtml(Buffer.from(`<table>${`<tr>${cell}<td>y`.repeat(500)}</table>`));
    expect('text' in reading && reading.text.length).toBeLessThan(4_000_000);
  });
});

describe('what a page does not say', () => {
  it.each([
    [
      'struck out',
      '<p>At <del>ten</del> <s>nine</s> <span style="text-decoration:line-through">one</span> <ins>eleven</ins>.',
      'At eleven.',
    ],
    [
      'struck out by a class',
      '<style>.old{text-decoration: line-through}</style><p>At <i class="x old">ten</i> eleven.',
      'At eleven.',
    ],
    [
      'hidden',
      '<style>p .x{} .no,.never{display:none}</style><p>Text<b hidden> a</b><b class=never> b</b><b style="visibility:hidden"> c</b>.',
      'Text.',
    ],
    [
      'said to those who do not see it',
      '<p>Nine euro.<span class=visually-hidden>Opens in a new window</span><span style="position:absolute;left:-9999px">x</span>',
      'Nine euro.',
    ],
    ['decoration', '<p>Nine <i class=icon aria-hidden=true>euro_symbol</i>.', 'Nine .'],
    ['on offer', '<p>Size: <select><option>small<option>large</select>.', 'Size: .'],
    ['for the fingers', '<p>Text.<button>Share</button><input value=x>', 'Text.'],
  ])('is left out: %s', (_what, html, text) => {
    expect(tree(`<h1>A</h1>${html}`)).toEqual(['heading: A', `  paragraph: ${text}`]);
  });

  it('is kept where it is seen, chosen, ticked or fixed', () => {
    expect(
      tree(`<h1>A</h1><p>It is <span aria-hidden=true>$5</span><span class=sr-only>five dollars</span>.
<p><select><option>small<option selected>large</select> <input value="Ref 7" readonly>
<p><label><input type=checkbox checked> dogs</label><p><input type=checkbox> cats`),
    ).toEqual([
      'heading: A',
      '  paragraph: It is $5.',
      '  paragraph: large Ref 7',
      '    item: [x] dogs',
      '    item: [ ] cats',
    ]);
  });
});

describe('raised and lowered text', () => {
  it.each([
    ['powers', '10<sup>3</sup> m<sup>2</sup> 2<sup>-n</sup> x<sup>a+1</sup>', '10³ m² 2⁻ⁿ x^(a+1)'],
    ['ordinals', 'the 5<sup>th</sup>, 1<sup>er</sup>, X<sup>®</sup>', 'the 5th, 1er, X®'],
    ['lowered', 'CO<sub>2</sub> x<sub>max</sub>', 'CO₂ x_max'],
    [
      'formulas',
      '<math><msup><mi>x</mi><mn>2</mn></msup><mo>=</mo><mfrac><mn>1</mn><mn>2</mn></mfrac></math>',
      'x²=1/2',
    ],
  ])('stays apart from what it follows: %s', (_what, html, text) => {
    expect(tree(`<h1>A</h1><p>${html}`)).toEqual(['heading: A', `  paragraph: ${text}`]);
  });

  it.each([
    ['a link', '<p>320<sup><a href="#n" id=r>1</a></sup> euro.<p id=n><sup>1</sup> Less for some.'],
    [
      'a link around it',
      '<p>320<a href="#n" id=r><sup>1</sup></a> euro.<ol><li id=n><p>Less for some. <a href="#r">↩</a></ol>',
    ],
    [
      'Word',
      '<p>320<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a> euro.<p><a href="#_ftnref1" name="_ftn1">[1]</a> Less for some.',
    ],
    [
      'a wiki',
      '<p>320<sup id=cite_ref-1><a href="#cite_note-1">[1]</a></sup> euro.<ol><li id=cite_note-1><b><a href="#cite_ref-1">^</a></b> Less for some.</ol>',
    ],
    ['no link', '<p>320<sup>1</sup> euro.<p><sup>1</sup> Less for some.'],
  ])('calls a note by %s', (_what, html) => {
    expect(tree(`<h1>A</h1>${html}`)).toEqual([
      'heading: A',
      '  paragraph: 320[1] euro.',
      'note 1: [1] Less for some.',
    ]);
  });

  it('calls a note with a star where one is written', () => {
    expect(tree('<h1>A</h1><p>* Not a note.<p>20 euro*<p>* Less for some.')).toEqual([
      'heading: A',
      '  item: * Not a note.',
      '  paragraph: 20 euro*',
      'note *: * Less for some.',
    ]);
  });
});

it('reads any nesting of lists, tables, questions and notes without losing a word', () => {
  const around = fc.constantFrom(
    ...[
      '<ul><li>@</ul>',
      '<ol><li>@<li>x</ol>',
      '<table><tr><th>h<th>i<tr><td>@<td>y</table>',
      '<details><summary>s</summary>@</details>',
    ],
    ...[
      '<dl><dt>t<dd>@</dl>',
      '<div>@</div>',
      '<h2>@</h2>',
      '<p>a<sup>@</sup></p>',
      '<b>@</b>',
      '<blockquote>@</blockquote>',
    ],
  );
  fc.assert(
    fc.property(fc.array(around, { maxLength: 8 }), (elements) => {
      const html = elements.reduce((inside, element) => element.replace('@', inside), 'needle');
      expect(tree(html).join('\n')).toContain('needle');
    }),
  );
});
