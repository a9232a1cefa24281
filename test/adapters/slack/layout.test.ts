import { describe, expect, it } from 'vitest';
import { renderAnswer } from '../../../adapters/slack/render.ts';
import { renderContext } from '../../../adapters/slack/render-details.ts';
import { linesOf } from '../../../src/excerpt-lines.ts';
import { handbook, quotation } from '../../support/laid-out.ts';
import { checked, PLAIN, sampleAnswer } from '../../support/slack-answers.ts';
import { boldIn, quotesIn, unmark } from '../../support/slack-text.ts';

const document = await handbook();
const { citing, answering } = await sampleAnswer();

const quoting = (...args: Parameters<typeof quotation> extends [unknown, ...infer Rest] ? Rest : never) =>
  citing('', quotation(document, ...args));
const TABLE = quoting(
  [
    ['Years', 'Days'],
    ['6 to', '25'],
  ],
  ['25'],
);
const LIST = quoting([
  ['Employees', '- smoke,'],
  ['- accept', 'said so;'],
]);

describe('an excerpt of several pieces', () => {
  it('shows each row of a table in a line, below the header in bold', () => {
    const { blocks } = checked(renderAnswer(answering(TABLE), PLAIN));
    expect(quotesIn(blocks)).toEqual(['Years | Days\n…\n6 to 10 | 25']);
    expect(boldIn(blocks)).toEqual(['Years | Days', '25']);
  });

  it('shows each item of a list in a line, with its own number and as deep as it stands', () => {
    const message = checked(renderAnswer(answering(LIST), PLAIN));
    expect(quotesIn(message.blocks)).toEqual([
      'Employees must not:\n- smoke,\n- accept gifts:\n\u20031. of money, or\n\u20032. worth more than fifty dollars, ' +
        'wherever they were given and whoever gave them to whom, unless it is said so;',
    ]);
    expect(unmark(message.text)).toContain(
      '“Employees must not:\n- smoke,\n- accept gifts:\n1. of money, or\n',
    );
  });

  it('is marked line by line in its context', () => {
    const [start, end] = [document.text.indexOf('Years'), document.text.indexOf('Nobody need') - 2];
    const text = document.text.slice(start, end);
    const paragraph = { start, text, lines: linesOf(document, [{ start, end }], '') };
    const { blocks } = renderContext({ citation: TABLE, paragraphs: [paragraph], language: 'en' });
    expect(quotesIn(blocks)).toEqual(['Years | Days\n0 to 5 | 20\n6 to 10 | 25']);
    expect(boldIn(blocks)).toEqual(['Years | Days', '6 to 10 | 25']);
  });
});
