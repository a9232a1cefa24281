import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findClauses } from '../../index/clauses.ts';
import { anyText, between, isInsidePair, textsOf } from '../support/texts.ts';

function clausesOf(text: string, maxChars = 200): string[] {
  return textsOf(text, findClauses(text, { start: 0, end: text.length }, maxChars));
}

describe('findClauses', () => {
  it.each([
    [['By 2025,', 'Hunan will lead;', 'others follow:', 'slowly.']],
    [['The goals', '– roads and data', '— are clear.']],
  ])('cuts behind commas, semicolons and colons, and in front of dashes: %j', (clauses) => {
    expect(clausesOf(clauses.join(' '))).toEqual(clauses);
  });

  it('cuts Chinese behind its marks and in front of its dash', () => {
    const clauses = ['到2025年，', '建成道路、', '数据；', '覆盖全省', '——包括农村。'];
    expect(clausesOf(clauses.join(''))).toEqual(clauses);
  });

  it.each(['It has 1,000 stations at 10:30 on a 3–5 km road.', 'A well-known e-commerce site'])(
    'does not cut inside numbers, times, ranges and words: %s',
    (text) => expect(clausesOf(text)).toEqual([text]),
  );

  it('leaves a closing quotation mark with the clause it closes', () => {
    expect(clausesOf('他说，“好，”然后离开')).toEqual(['他说，', '“好，”然后离开']);
  });

  it('cuts between words where a clause is too long', () => {
    expect(clausesOf('one two three four five', 10)).toEqual(['one two', 'three four', 'five']);
  });

  it('cuts between Chinese words where a clause is too long', () => {
    expect(clausesOf('数字经济发展规划建设数字基础设施', 6)).toEqual([
      '数字经济发展',
      '规划建设数字',
      '基础设施',
    ]);
  });

  it('leaves an unbroken run whole, however long', () => {
    expect(clausesOf('x'.repeat(100), 20)).toEqual(['x'.repeat(100)]);
  });

  it('looks at the given sentence alone and counts from the start of the text', () => {
    expect(findClauses('a, b, c, d', { start: 3, end: 8 }, 100)).toEqual([
      { start: 3, end: 5 },
      { start: 6, end: 8 },
    ]);
  });

  it('never cuts inside a word of a text with spaces', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(words, fc.integer({ min: 14, max: 60 }), (parts, maxChars) => {
        const clauses = clausesOf(parts.join(' '), maxChars);
        expect(clauses.flatMap((clause) => clause.split(' '))).toEqual(parts);
        expect(Math.max(...clauses.map((clause) => clause.length))).toBeLessThanOrEqual(maxChars);
      }),
    );
  });

  it('keeps order, never overlaps, and leaves nothing but white space out', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 100 }), (text, maxChars) => {
        const clauses = findClauses(text, { start: 0, end: text.length }, maxChars);
        expect(between(text, clauses).join('').trim()).toBe('');
        for (const { start, end } of clauses)
          expect([isInsidePair(text, start), isInsidePair(text, end)]).toEqual([false, false]);
      }),
      { numRuns: 300 },
    );
  });
});

it('cuts on behind a run that cannot be cut', () => {
  const text = 'aaaaaaaaa bb cc dd ee';
  const clauses = findClauses(text, { start: 0, end: text.length }, 5);
  expect(clauses.map(({ start, end }) => text.slice(start, end))).toEqual(['aaaaaaaaa', 'bb cc', 'dd ee']);
});
