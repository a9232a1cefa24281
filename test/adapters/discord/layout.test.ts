import { describe, expect, it } from 'vitest';
import { renderAnswer } from '../../../adapters/discord/render.ts';
import { renderContext } from '../../../adapters/discord/render-details.ts';
import { linesOf } from '../../../src/excerpt-lines.ts';
import { boldIn, checked, OPTIONS, quotesIn, textsIn } from '../../support/discord-answers.ts';
import { handbook, quotation } from '../../support/laid-out.ts';
import { sampleAnswer } from '../../support/slack-answers.ts';

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
const LIST = quoting(
  [
    ['Employees', '- smoke,'],
    ['- accept', 'said so;'],
  ],
  ['gave'],
);

describe('an excerpt of several pieces', () => {
  it('shows each row of a table in a line, below the header in bold', () => {
    const message = checked(renderAnswer(answering(TABLE), OPTIONS));
    expect(textsIn(message)[0]).toMatch(/^> \*\*Years \\\| Days\*\*\n> …\n> 6 to 10 \\\| \*\*25\*\*\n/);
    expect(quotesIn(message)).toEqual(['Years | Days\n…\n6 to 10 | 25']);
  });

  it('shows each item of a list in a line, with its own number and as deep as it stands', () => {
    const message = checked(renderAnswer(answering(LIST), OPTIONS));
    expect(textsIn(message)[0]).toMatch(
      /^> Employees must not:\n> \\- smoke,\n> \\- accept gifts:\n> \u20031\\\. of money, or\n> \u20032\\\. worth more /,
    );
    // A client that drops the spaces shows the same words.
    expect(quotesIn(message)[0]).toMatch(
      /\n1\. of money, or\n2\. worth more .* whoever gave them to whom, unless/,
    );
    expect(boldIn(message)).toEqual(['gave']);
  });

  it('is marked line by line in its context', () => {
    const [start, end] = [document.text.indexOf('Years'), document.text.indexOf('Nobody need') - 2];
    const text = document.text.slice(start, end);
    const paragraph = { start, text, lines: linesOf(document, [{ start, end }], '') };
    const message = checked(renderContext({ citation: TABLE, paragraphs: [paragraph], language: 'en' }));
    expect(quotesIn(message)).toEqual(['Years | Days\n0 to 5 | 20\n6 to 10 | 25']);
    expect(boldIn(message)).toEqual(['Years | Days', '6 to 10 | 25']);
  });
});
