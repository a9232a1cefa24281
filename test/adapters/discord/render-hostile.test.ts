import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderAnswer, renderNearest } from '../../../adapters/discord/render.ts';
import { drawn } from '../../../src/drawn.ts';
import { checked, OPTIONS, quotesIn, shownBy, textsIn } from '../../support/discord-answers.ts';
import { indexOf } from '../../support/indexes.ts';
import { allCitations, ask, excerptFromDocument } from '../../support/questions.ts';
import { sampleAnswer } from '../../support/slack-answers.ts';

const { answered, citing, answering } = await sampleAnswer();

/** What documents may hold to the harm of those who read them in Discord. */
const HOSTILE = [
  'The rule @everyone applies to <@123>, <@&45> and <#6>, says </ask:7>, <:e:8>, <a:e:9>, <t:1:R> and <id:guide>.',
  'The rule &amp; the &lt;order&gt; & more < than > that.',
  'The rule says **bold**, *slanted*, __under__, _this_, ~~struck~~, ||hidden||, `code` and ```more```.',
  '> The rule is no quote. >>> Nor is this.',
  '# The rule is no heading.',
  '-# The rule is no small print.',
  '- The rule is no item, * nor is this, 1. nor this.',
  '2024. The rule is no list.',
  'The rule is at https://example.org/a_b?c=d&e=f, <https://example.org>, www.example.org or someone@example.org.',
  'The rule is in [the plan](https://example.org), [here]( <https://example.org> "x") or discord.gg/x.',
  'The rule :smile: and :+1::-1::100: at 10:30:00 in a:b:c.',
  'The rule \\*is\\* at C:\\rules\\ and ¯\\_(ツ)_/¯ shrugs \\\\.',
  'The rule™ is © 2024 ❤️ 😀 👩‍💻 1️⃣ ✔ ▶.',
  'The rule \u05d0\u05d1\u05d2 \u202edesrever\u202c and \u0645\u0631\u062d\u0628\u0627 reads both ways.',
  'The rule\u200b has\u00ad zero\u200dwidth\ufeff characters and e\u0301 accents.',
  'The rule\ta\tb\tc has tabs.',
  'The rule  has  two   spaces.',
  'The \u0007rule\u0000 rings\u001b[31m.',
  `The rule ${'goes on and on '.repeat(100)}to its end.`,
  `规则${'很长而且没有尽头'.repeat(200)}。`,
];

/** Markup that Discord might see if it were left in escaped text. */
const MARKUP = [/[*_~|`<@[\]]/, /:\S/];
const LINE_MARKUP = /^\s*(?:\*\*)?(?:[-+#>]|\d+\.)/m;

/** Read without a look at how the adapter reads it: every escape is taken for its character, nothing may be left over. */
function readQuote(markdown: string): string {
  const lines = markdown.split('\n').filter((line) => line.startsWith('> '));
  const quoted = lines.map((line) => line.slice(2)).join('\n');
  const left = quoted.replace(/\\[^\p{L}\p{N}\s]/gu, '§');
  for (const markup of MARKUP) expect(left.replaceAll('**', '')).not.toMatch(markup);
  expect(left).not.toMatch(LINE_MARKUP);
  return quoted.replace(/\\([^\p{L}\p{N}\s])|\*\*/gu, '$1');
}

describe('hostile text', () => {
  it.each(HOSTILE)('no. %# survives', (excerpt) => {
    const message = checked(renderAnswer(answering(citing(excerpt)), OPTIONS));
    expect(quotesIn(message)).toEqual([drawn(excerpt)]);
    const [markdown = ''] = textsIn(message);
    if (markdown.startsWith('> ')) expect(readQuote(markdown)).toBe(drawn(excerpt));
    else expect(markdown.startsWith(`\`\`\`\n${drawn(excerpt)}\n\`\`\`\n`)).toBe(true);
  });

  it.each(HOSTILE)('no. %# survives the way from the file', async (sentence) => {
    const index = await indexOf({ 'rule.txt': `The rules\n\nThe rules are these.\n\n${sentence}\n` });
    const answer = await ask(index, 'rule 规则', { top: 5 });
    const message = checked(
      answer.kind === 'cited' ? renderAnswer(answer, OPTIONS) : renderNearest(answer, OPTIONS),
    );
    const excerpts = allCitations(answer).map((each) => excerptFromDocument(each, index));
    expect(excerpts.length > 0).toBe(index.documents.size > 0); // A file with NUL in it is refused.
    // What is quoted from two paragraphs is read in lines, without the empty one between.
    expect(quotesIn(message)).toEqual(excerpts.map((excerpt) => drawn(excerpt).replace(/\n{2,}/g, '\n')));
  });

  it('survives in all of its places, whatever it is', () => {
    const markup = [
      '**',
      '*',
      '_',
      '`',
      '```',
      '||',
      '\\',
      '> ',
      '\n',
      '\n- ',
      ' … ',
      ':a:',
      '\t',
      '😀',
      '\r\n',
      '<@1>',
    ];
    const anything = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }),
      fc
        .array(fc.constantFrom(...HOSTILE.slice(0, -2), ...markup), { minLength: 1, maxLength: 6 })
        .map((parts) => parts.join('')),
      fc
        .array(fc.constantFrom(...markup, 'a', ' '), { minLength: 1, maxLength: 12 })
        .map((parts) => parts.join('')),
    );
    let quotes = 0;
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
        const answer = answering(isWhole ? { ...citation, highlights } : citation);
        const message = checked(
          renderAnswer({ ...answer, question: name }, { ...OPTIONS, showsQuestion: true }),
        );
        const shown = quotesIn(message);
        for (const quote of shown) expect(quote).toBe(drawn(excerpt));
        for (const markdown of textsIn(message).filter((each) => each.startsWith('> ')))
          expect(readQuote(markdown)).toBe(drawn(excerpt));
        if (shown.length === 0) expect(shownBy(message)).toContain('cannot be shown whole in a message');
        // Nothing but these keeps text from being quoted.
        if (/^\S[^`]*\S$/.test(drawn(excerpt))) expect(shown).toHaveLength(1);
        quotes += shown.length;
      }),
      { numRuns: 500 },
    );
    expect(quotes).toBeGreaterThan(250);
  });

  it('in a title leaves what stands beside it alone', () => {
    const titled = (title: string) =>
      shownBy(
        checked(
          renderAnswer(
            answering(
              citing('x', { document: { ...answered.citations[0].document, title, issuer: 'Y' } as never }),
            ),
            OPTIONS,
          ),
        ),
      );
    expect(titled('A *plan* <@1>\u202e\n:smile:')).toContain('\nA *plan* <@1>\ufffd :smile: · Y');
    expect(titled('\u05ea\u05db\u05e0\u05d9\u05ea')).toContain(
      '\n\u2068\u05ea\u05db\u05e0\u05d9\u05ea\u2069 · Y',
    );
    expect(titled('😀'.repeat(100))).toMatch(/\n😀{74}… · Y/u);
  });

  it('that is no text at all is not quoted', () => {
    const message = checked(renderAnswer(answering(citing('half \ud83d of a pair')), OPTIONS));
    expect(quotesIn(message)).toEqual([]);
  });
});
