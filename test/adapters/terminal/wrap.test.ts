import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { renderAnswer } from '../../../adapters/terminal/render.ts';
import { proseTo, styleFor } from '../../../adapters/terminal/style.ts';
import { handbook, quotation } from '../../support/laid-out.ts';
import { sampleAnswer } from '../../support/slack-answers.ts';
import { anyText } from '../../support/texts.ts';

const WHOLE = { startsMidSentence: false, endsMidSentence: false };

/** What a terminal of so many columns is written. */
function written(text: string, columns: number, isTTY = true): string {
  const output = Object.assign(new PassThrough(), { isTTY, columns });
  proseTo(output)(text);
  return String(output.read() ?? '');
}

describe('a line on a terminal', () => {
  it('is broken between words', () => {
    expect(written('one two three\nfour', 9)).toBe('one two\nthree\nfour');
    expect(written('one two', 7)).toBe('one two');
    expect(written('https://example.org/one is long', 12)).toBe('https://example.org/one\nis long');
  });

  it('goes on below its text, not below its rank or its number', () => {
    expect(written('  indented text', 10)).toBe('  indented\n  text');
    expect(written('#1 5. Members vote', 14)).toBe('#1 5. Members\n      vote');
    expect(written('    - aaaa bbbb', 12)).toBe('    - aaaa\n      bbbb');
    expect(written('(iv) aaaa bbbb', 12)).toBe('(iv) aaaa\n     bbbb');
    expect(written('aa | bb | cc', 8)).toBe('aa | bb\n  | cc');
  });

  it('counts Chinese characters as two columns, and keeps their marks with them', () => {
    expect(written('员工每年享有二十天假。', 10)).toBe('员工每年享\n有二十天\n假。');
    expect(written('见《规定》和abc。', 8)).toBe('见《规\n定》和\nabc。');
  });

  it('is as it was where it is read by a program, or nobody knows how wide', () => {
    expect(written('one two three', 5, false)).toBe('one two three');
    expect(written('one two three', 0)).toBe('one two three');
  });

  it('takes no room for emphasis, which goes on in the next line', () => {
    const strong = styleFor(Object.assign(new PassThrough(), { isTTY: true })).strong('two three');
    expect(written(`one ${strong} four`, 9)).toBe('one \u001b[1mtwo\nthree\u001b[22m\nfour');
  });

  it('says the same words, none of its lines wider than the terminal but for a long word', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 8, max: 40 }), (text, columns) => {
        const shown = written(text, columns);
        const unspaced = (some: string): string => some.replace(/\s/g, '');
        expect(unspaced(shown)).toBe(unspaced(written(text, 0)));
        for (const line of shown.split('\n'))
          expect(stringWidth(line) <= columns || !/\S\s+\S/.test(line)).toBe(true);
      }),
    );
  });
});

describe('an excerpt on a terminal', () => {
  it('keeps the lines of lists and tables, set in below its rank', async () => {
    const document = await handbook();
    const { citing, answering } = await sampleAnswer();
    const list = quotation(document, [['- accept', 'said so;']], ['money']);
    const table = quotation(document, [
      ['Years', 'Days'],
      ['6 to', '25'],
    ]);
    const output = Object.assign(new PassThrough(), { isTTY: true, columns: 50 });
    const style = styleFor(output);
    const answer = answering(citing('', { ...list, ...WHOLE }), citing('', { ...table, ...WHOLE }));
    proseTo(output)(renderAnswer(answer, style, { nearest: false, explain: false }));
    const lines = String(output.read()).split('\n');
    expect(lines.slice(0, 5)).toEqual([
      '\u001b[2m#1 \u001b[22m- accept gifts:',
      '     1. of \u001b[1mmoney\u001b[22m, or',
      '     2. worth more than fifty dollars, wherever',
      '        they were given and whoever gave them to',
      '        whom, unless it is said so;',
    ]);
    expect(lines.slice(lines.indexOf('') + 1).slice(0, 3)).toEqual([
      '\u001b[2m#2 \u001b[22m\u001b[1mYears | Days\u001b[22m',
      '   …',
      '   6 to 10 | 25',
    ]);
  });
});
