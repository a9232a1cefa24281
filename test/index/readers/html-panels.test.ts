import { describe, expect, it } from 'vitest';
import { readHtml } from '../../../index/readers/html.ts';
import { treeOf } from '../../support/readings.ts';

function tree(html: string): string[] {
  return treeOf(readHtml(Buffer.from(html)));
}

describe('what a page shows on demand', () => {
  it.each([
    [
      'details',
      '<details><summary>Who pays?</summary><p>The town.</details><details><summary>When?</summary>Soon.</details>',
    ],
    [
      'a button',
      '<button aria-expanded=false aria-controls=a>Who pays?</button><div id=a hidden><p>The town.</div><button aria-expanded=false aria-controls=b>When?</button><div id=b hidden>Soon.</div>',
    ],
    [
      'a button in front of it',
      '<style>.panel{display:none}</style><button class=accordion>Who pays?</button><div class=panel>The town.</div><button>When?</button><div class=panel>Soon.</div>',
    ],
    [
      'what works as a button',
      '<div role=button data-toggle=collapse data-target="#a">Who pays?</div><div id=a class=collapse>The town.</div><a data-bs-toggle=collapse href="#b">When?</a><div id=b>Soon.</div>',
    ],
    [
      'tabs',
      '<ul role=tablist><li role=tab aria-controls=a>Who pays?<li role=tab aria-controls=b>When?</ul><div role=tabpanel id=a>The town.</div><div role=tabpanel id=b hidden>Soon.</div>',
    ],
    [
      'tabs of a script',
      '<button class=tablink onclick="show(event, \'a\')">Who pays?</button><button class=tablink onclick="show(event, \'b\')">When?</button><div id=a>The town.</div><div id=b style="display:none">Soon.</div>',
    ],
    ['definitions', '<dl><dt>Who pays?<dd>The town.<dt>When?<dd>Soon.</dl>'],
  ])('is the answer to what opens it: %s', (_what, html) => {
    expect(tree(`<h1>A</h1>${html}<p>After.`)).toEqual([
      'heading: A',
      '  question: Who pays?',
      '    paragraph: The town.',
      '  question: When?',
      '    paragraph: Soon.',
      '  paragraph: After.',
    ]);
  });

  it('is a section where a heading opens it, or headings stand in it', () => {
    expect(
      tree(`<h1>A</h1><h2><button aria-expanded=false aria-controls=a>Fees</button></h2><div id=a hidden><p>Five.</div>
<details><summary>Times</summary><h3>Winter</h3><p>Nine.</details>`),
    ).toEqual([
      'heading: A',
      '  heading: Fees',
      '    paragraph: Five.',
      '  heading: Times',
      '    heading: Winter',
      '      paragraph: Nine.',
    ]);
  });

  it.each([
    ['a button in a heading', '<h3><button>QUESTION</button></h3><div hidden>ANSWER</div>'],
    [
      'one that says that it is closed',
      '<h3><button aria-expanded=false>QUESTION</button></h3><div class=c style="display:none">ANSWER</div>',
    ],
    [
      'a heading that is set in something',
      '<div class=item><div class=top>\n<h3>\n<button type=button>QUESTION</button></h3></div>\n<div hidden>ANSWER</div></div>',
    ],
    [
      'what works as a button',
      '<h3><span role=button tabindex=0>QUESTION</span></h3><div class=panel hidden>ANSWER</div>',
    ],
  ])('stands behind the heading whose button opens it, without a name: %s', (_what, pattern) => {
    const panel = (question: string, answer: string): string =>
      pattern.replace('QUESTION', question).replace('ANSWER', `<p>${answer}`);
    expect(tree(`<h1>A</h1>${panel('Fees', 'Five.')}${panel('When?', 'Soon.')}`)).toEqual([
      'heading: A',
      '  heading: Fees',
      '    paragraph: Five.',
      '  heading: When?',
      '    paragraph: Soon.',
    ]);
  });

  it('is nothing that is hidden behind a heading with words and a button of its own', () => {
    expect(tree('<h1>A</h1><h3>Fees <button>Edit</button></h3><div hidden>Old fees.</div><p>Five.')).toEqual([
      'heading: A',
      '  heading: Fees',
      '    paragraph: Five.',
    ]);
  });

  it('is a question in bold or after a Q, and what stands below it', () => {
    expect(
      tree('<h1>A</h1><p><b>Who pays?</b><p>The town.<p>Q: When?<br>A: Soon.<p>Q: Why? A: So.<p><b>Pay</b>'),
    ).toEqual([
      'heading: A',
      '  question: Who pays?',
      '    paragraph: The town.',
      '  question: Q: When?',
      '    paragraph: A: Soon.',
      '  question: Q: Why?',
      '    paragraph: A: So.',
      '    paragraph: Pay',
    ]);
  });
});
