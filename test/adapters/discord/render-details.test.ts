import { ModalInteractionCallbackRequestDataSchema } from 'discord-api-spec/zod';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  REASON_FIELD,
  renderContext,
  renderFeedbackForm,
  renderWhy,
} from '../../../adapters/discord/render-details.ts';
import type { DocumentIndex } from '../../../index/document-index.ts';
import type { Paragraph } from '../../../src/bot.ts';
import type { Citation } from '../../../src/citation.ts';
import { drawn } from '../../../src/drawn.ts';
import { messagesFor } from '../../../src/messages.ts';
import { boldIn, checked, quotesIn, shownBy, textsIn } from '../../support/discord-answers.ts';
import { shippedIndex } from '../../support/indexes.ts';
import { paragraphAt } from '../../support/lines.ts';
import { ask, citationsOf } from '../../support/questions.ts';
import { anyText, textsOf } from '../../support/texts.ts';

const SKILLS = 'Which skills should civil servants improve?';

let shipped: DocumentIndex;
beforeAll(async () => {
  shipped = await shippedIndex();
});

async function first(question: string): Promise<Citation> {
  const [citation] = citationsOf(await ask(shipped, question));
  if (citation === undefined) throw new Error('nothing cited');
  return citation;
}

/** The document's passages, as paragraphs. */
function paragraphsOf({ document }: Citation): Paragraph[] {
  const text = shipped.documents.get(document.path)?.text ?? '';
  return shipped.search.passages
    .filter(({ documentPath }) => documentPath === document.path)
    .map(({ start, end }) => paragraphAt(start, text.slice(start, end)));
}

describe('an excerpt in context', () => {
  it('is marked in the paragraph it is from', async () => {
    const citation = await first(SKILLS);
    const paragraphs = paragraphsOf(citation);
    const at = paragraphs.findIndex(
      ({ start, text }) => start <= citation.start && citation.start < start + text.length,
    );
    const around = paragraphs.slice(Math.max(at - 1, 0), at + 2);
    const message = checked(renderContext({ citation, paragraphs: around, language: 'en' }));
    const text = shipped.documents.get(citation.document.path)?.text ?? '';
    expect(boldIn(message)).toEqual(textsOf(text, citation.pieces));
    expect(quotesIn(message)).toHaveLength(1);
    expect(quotesIn(message)[0]).toContain(citation.excerpt);
    for (const paragraph of around) expect(shownBy(message)).toContain(paragraph.text.trim());
    expect(shownBy(message)).toMatch(
      /^In context\nThe Overall Layout Planning of Digital China Construction · .*\nparagraph /,
    );
  });

  it('is marked in every paragraph it reaches into, with what is left out unmarked', async () => {
    const citation = { ...(await first(SKILLS)), start: 9, end: 26 };
    const pieces = [
      { start: 9, end: 11 },
      { start: 16, end: 18 },
      { start: 20, end: 26 },
    ];
    const paragraphs = [
      paragraphAt(0, '# Before.'),
      paragraphAt(8, ' aa, b, cc '),
      paragraphAt(20, 'dd. ee.'),
    ];
    const message = checked(renderContext({ citation: { ...citation, pieces }, paragraphs, language: 'zh' }));
    expect(textsIn(message).slice(1)).toEqual(['\\# Before.', '> **aa**, b, **cc**', '> **dd. ee**.']);
  });

  it('says so where its document has changed', async () => {
    const message = checked(renderContext({ citation: await first(SKILLS), paragraphs: [], language: 'en' }));
    expect(shownBy(message)).toContain('has changed since');
  });

  it('keeps what is nearest where there is too much', async () => {
    const citation = { ...(await first(SKILLS)), start: 50_010, end: 50_015 };
    const paragraphs = Array.from({ length: 100 }, (_, i) =>
      paragraphAt(i * 1_000, `Paragraph ${i} ${'<word> '.repeat(100)}`),
    );
    const pieces = [{ start: 50_000, end: 50_009 }];
    const message = checked(renderContext({ citation: { ...citation, pieces }, paragraphs, language: 'en' }));
    expect(boldIn(message)).toEqual(['Paragraph']);
    expect(shownBy(message)).toContain('Paragraph 49 ');
    expect(shownBy(message)).toContain('Paragraph 51 ');
    expect(shownBy(message)).not.toContain('Paragraph 90 ');
  });

  it('is the excerpt alone where its paragraph is longer than a message', async () => {
    const citation = await first(SKILLS);
    const paragraphs = [paragraphAt(citation.start, `${citation.excerpt} ${'more '.repeat(1_000)}`)];
    const message = checked(renderContext({ citation, paragraphs, language: 'en' }));
    expect(quotesIn(message)).toEqual([citation.excerpt]);
  });

  it('is shown as it is, whatever the document holds', async () => {
    const citation = await first(SKILLS);
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 6 }), fc.nat(400), fc.nat(400), (texts, from, length) => {
        let start = 0;
        const paragraphs = texts.map((text) => {
          const paragraph = paragraphAt(start, text);
          start += text.length + 1;
          return paragraph;
        });
        const pieces = [{ start: from, end: from + length + 1 }];
        const message = checked(
          renderContext({ citation: { ...citation, ...pieces[0], pieces }, paragraphs, language: 'en' }),
        );
        const shown = texts.map((text) => drawn(text.trim()));
        for (const quote of quotesIn(message)) expect(shown).toContain(quote);
      }),
    );
  });
});

describe('why a passage was chosen', () => {
  it('is said by its words and its score', async () => {
    const message = checked(renderWhy(await first(SKILLS), 'en'));
    expect(textsIn(message)[0]).toMatch(
      /^\*\*Why this passage\*\*\n- \*\*.+\*\* · the same word · \d+ % of the match\n/,
    );
    expect(shownBy(message)).toMatch(/Score \d+\.\d\d · \w+ [+-]/);
  });

  it('names the document’s word where it is another one', async () => {
    const words = [
      { asked: 'skils', found: 'skills', by: 'typo', share: 0.5 },
      { asked: '<@1>', found: '*', by: 'glossary', share: 0.5 },
    ] as const;
    const message = checked(
      renderWhy(
        { ...(await first(SKILLS)), why: { words, reading: null, nearness: null, features: [] } },
        'zh',
      ),
    );
    expect(textsIn(message)[0]).toContain('- **skils → skills** · 拼写相近 · ');
    expect(textsIn(message)[0]).toContain('- **\\<\\@1> → \\*** · 词汇表中的同义词 · ');
  });

  it('admits that no word did', async () => {
    const message = checked(
      renderWhy(
        { ...(await first(SKILLS)), why: { words: [], reading: null, nearness: null, features: [] } },
        'en',
      ),
    );
    expect(shownBy(message)).toContain('It says none of the question’s words.');
  });

  it('takes no more room than there is', async () => {
    const word = { asked: '*'.repeat(300), found: '_'.repeat(300), by: 'typo', share: 0.01 } as const;
    const features = Array.from({ length: 200 }, () => ({ name: '*_*', points: 1 }));
    const why = { words: Array(100).fill(word), reading: 3.1, nearness: 0.86, features } as never;
    checked(renderWhy({ ...(await first(SKILLS)), why }, 'en'));
  });
});

describe('the form for what was not helpful', () => {
  it.each(['en', 'zh'] as const)('in %s is valid and comes back under the id of the button', (language) => {
    const form = renderFeedbackForm('n'.repeat(100), language);
    ModalInteractionCallbackRequestDataSchema.parse(form);
    expect(form.custom_id).toBe('n'.repeat(100));
    const { question, reasons } = messagesFor(language).feedback;
    const options = Object.entries(reasons).map(([value, label]) => ({ value, label }));
    expect(form.components).toMatchObject([
      { label: question, component: { custom_id: REASON_FIELD, options } },
    ]);
  });
});
