import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderAnswer } from '../../../adapters/terminal/render.ts';
import { printable, styleFor } from '../../../adapters/terminal/style.ts';
import { indexOf, shippedIndex } from '../../support/indexes.ts';
import { ask, citationsOf } from '../../support/questions.ts';
import { folded } from '../../support/texts.ts';

const plain = styleFor(new PassThrough());

describe('an answer on a terminal', () => {
  it('shows each excerpt as the document has it', async () => {
    const index = await shippedIndex();
    for (const question of [
      'smart tourism',
      '数字丝绸之路',
      'one map',
      'Wonderful Henan series',
      'data centers',
    ]) {
      const answer = await ask(index, question, { top: 10 });
      const shown = renderAnswer(answer, plain, { nearest: false, explain: false });
      for (const { excerpt } of citationsOf(answer)) expect(folded(shown)).toContain(folded(excerpt));
    }
  });

  it('neither moves the cursor nor turns text round, whatever a document holds', async () => {
    const index = await indexOf({
      'a.txt': 'Title\n\nThe secret \u001b[2J\u001b]0;owned\u0007 budget is \u202e001 yuan\u202c only.\n',
    });
    const answer = await ask(index, 'secret budget');
    const [first] = citationsOf(answer);
    expect(first?.excerpt).toContain('\u001b[2J');
    const shown = renderAnswer(answer, plain, { nearest: false, explain: false });
    expect(shown).toContain('The secret \ufffd[2J\ufffd]0;owned\ufffd budget is \ufffd001 yuan\ufffd only.');
  });

  it('marks where an excerpt starts or stops inside a sentence', async () => {
    const clause = (i: number) => `clause number ${i} says something about topic${i}`;
    const sentence = `The rules say that ${Array.from({ length: 14 }, (_, i) => clause(i)).join(', ')}.`;
    const index = await indexOf({ 'a.txt': `Rules\n\n${sentence}\n` });
    const shown = renderAnswer(await ask(index, 'topic6', { top: 1 }), plain, {
      nearest: false,
      explain: false,
    });
    expect(shown).toMatch(/^The rules say that clause number 0 .* … clause number 6 .* …\n/);
  });

  it('says what meaning added, in words, where it is known', async () => {
    const index = await indexOf({ 'a.txt': 'Title\n\nThe budget is 100 yuan.\n' });
    const answer = await ask(index, 'budget');
    const byWords = renderAnswer(answer, plain, { nearest: false, explain: true });
    expect(byWords).not.toContain('meaning:');
    const [first] = citationsOf(answer);
    if (answer.kind !== 'cited' || first === undefined) throw new Error('not answered');
    const why = { ...first.why, reading: -1.25, nearness: 0.8 };
    const shown = renderAnswer({ ...answer, citations: [{ ...first, why }] }, plain, {
      nearest: false,
      explain: true,
    });
    expect(shown).toContain('meaning: reads as an answer: -1.3 · near the question in meaning: 0.80');
  });

  it('keeps every visible character in its place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const shown = printable(text);
        expect(shown).toHaveLength(text.length);
        expect(shown).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });
});
