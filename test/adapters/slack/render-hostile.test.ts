import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderAnswer, renderNearest } from '../../../adapters/slack/render.ts';
import { indexOf } from '../../support/indexes.ts';
import { allCitations, ask, excerptFromDocument } from '../../support/questions.ts';
import { checked, PLAIN, sampleAnswer } from '../../support/slack-answers.ts';
import { quotesIn, seenOf, sentIn, shownBy, unmark } from '../../support/slack-text.ts';

const { answered, citing, answering } = await sampleAnswer();

/** What documents may hold to the harm of those who read them in Slack. */
const HOSTILE = [
  'The rule <!channel> applies to <@U123ABC> and <#C1|general>, says <https://evil.example|us>.',
  'The rule &amp; the &lt;order&gt; & more < than > that.',
  'The rule says *bold*, _slanted_, ~struck~ and `code` or ```more```.',
  '> The rule is no quote. &gt; Nor is this.',
  'The rule is at https://example.org/a_b?c=d&e=f and mailto:someone@example.org, @here, @channel.',
  'The rule :smile: and :+1::-1::100: at 10:30:00 in a:b:c.',
  'The rule \u05d0\u05d1\u05d2 \u202edesrever\u202c and \u0645\u0631\u062d\u0628\u0627 reads both ways.',
  'The rule\u200b has\u00ad zero\u200dwidth\ufeff characters and e\u0301 accents.',
  'The rule\ta\tb\tc has tabs.',
  'The rule  has  two   spaces.',
  'The \u0007rule\u0000 rings\u001b[31m.',
  `The rule ${'goes on and on '.repeat(200)}to its end.`,
  `规则${'很长而且没有尽头'.repeat(400)}。`,
];

describe('hostile text', () => {
  it.each(HOSTILE)('no. %# survives', (excerpt) => {
    const { blocks, text } = checked(renderAnswer(answering(citing(excerpt)), PLAIN));
    expect(quotesIn(blocks)).toEqual([seenOf(excerpt)]);
    expect(sentIn(blocks)).toEqual([excerpt]);
    if (excerpt.length < 3_500) expect(unmark(text)).toContain(excerpt);
  });

  it.each(HOSTILE)('no. %# survives the way from the file', async (sentence) => {
    const index = await indexOf({ 'rule.txt': `The rules\n\nThe rules are these.\n\n${sentence}\n` });
    const answer = await ask(index, 'rule 规则', { top: 5 });
    const { blocks } = checked(
      answer.kind === 'cited' ? renderAnswer(answer, PLAIN) : renderNearest(answer, PLAIN),
    );
    const excerpts = allCitations(answer).map((each) => excerptFromDocument(each, index));
    expect(excerpts.length > 0).toBe(index.documents.size > 0); // A file with NUL in it is refused.
    expect(quotesIn(blocks)).toEqual(excerpts.map(seenOf));
    expect(sentIn(blocks)).toEqual(excerpts);
  });

  it('survives in all of its places, whatever it is', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }),
      fc
        .array(fc.constantFrom(...HOSTILE, '<!here>', '\n', ' … ', ':a:', '\t', '😀', '\r\n'), {
          minLength: 1,
          maxLength: 4,
        })
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(anything, anything, fc.array(fc.nat(300), { maxLength: 8 }), (excerpt, name, cuts) => {
        const ends = [...new Set(cuts.filter((cut) => cut < excerpt.length))].sort((a, b) => a - b);
        const highlights = ends
          .slice(1)
          .flatMap((end, i) => (i % 2 === 0 ? [{ start: ends[i] ?? 0, end }] : []));
        const document = {
          ...answered.citations[0].document,
          title: name,
          issuer: name,
          source: name,
          publishedOn: name,
        };
        const citation = citing(excerpt, { heading: name, document: document as never });
        const isWhole = highlights.every(({ start, end }) => excerpt.slice(start, end).isWellFormed());
        const { blocks } = checked(
          renderAnswer(answering(isWhole ? { ...citation, highlights } : citation), PLAIN),
        );
        const inLines = excerpt.replace(/\r\n?/g, '\n');
        for (const shown of quotesIn(blocks)) expect(shown).toBe(seenOf(inLines));
        for (const sent of sentIn(blocks)) expect(sent).toBe(inLines);
        if (excerpt.trim() !== '' && Buffer.byteLength(JSON.stringify(excerpt)) < 9_000)
          expect(quotesIn(blocks)).toHaveLength(1);
      }),
      { numRuns: 300 },
    );
  });

  it('is put in a block of code where a quote would not show it', () => {
    const typeOf = (excerpt: string) =>
      JSON.stringify(renderAnswer(answering(citing(excerpt)), PLAIN).blocks).includes(
        'rich_text_preformatted',
      );
    expect(typeOf('Press :smile: to go on.')).toBe(true);
    expect(typeOf('Name\tSum\nA\t5')).toBe(true);
    expect(typeOf('  indented')).toBe(true);
    expect(typeOf('From 10:30:00 to 11:00:00, <!channel> & `more`.')).toBe(false);
  });

  it('in a title leaves what stands beside it alone', () => {
    const titled = (title: string) =>
      shownBy(
        checked(
          renderAnswer(
            answering(
              citing('x', { document: { ...answered.citations[0].document, title, issuer: 'Y' } as never }),
            ),
            PLAIN,
          ),
        ).blocks,
      );
    expect(titled('A *plan* <!here>\u202e\n:smile:')).toContain('\nA *plan* <!here>\ufffd :smile: · Y');
    expect(titled('\u05ea\u05db\u05e0\u05d9\u05ea')).toContain(
      '\n\u2068\u05ea\u05db\u05e0\u05d9\u05ea\u2069 · Y',
    );
    expect(titled('😀'.repeat(100))).toMatch(/\n😀{74}… · Y/u);
  });

  it('that is no text at all is not quoted', () => {
    const { blocks } = checked(renderAnswer(answering(citing('half \ud83d of a pair')), PLAIN));
    expect(quotesIn(blocks)).toEqual([]);
  });
});
