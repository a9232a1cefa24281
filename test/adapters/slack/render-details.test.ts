import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderContext, renderFeedbackForm, renderWhy } from '../../../adapters/slack/render-details.ts';
import type { DocumentIndex } from '../../../index/document-index.ts';
import type { Paragraph } from '../../../src/bot.ts';
import type { Citation } from '../../../src/citation.ts';
import { faultsOfMessage, faultsOfView } from '../../support/block-kit.ts';
import { shippedIndex } from '../../support/indexes.ts';
import { paragraphAt } from '../../support/lines.ts';
import { ask, citationsOf } from '../../support/questions.ts';
import { boldIn, pingsIn, quotesIn, shownBy } from '../../support/slack-text.ts';
import { anyText, textsOf } from '../../support/texts.ts';

type View = ReturnType<typeof renderContext>;

let shipped: DocumentIndex;
beforeAll(async () => {
  shipped = await shippedIndex();
});

async function first(question: string): Promise<Citation> {
  const [citation] = citationsOf(await ask(shipped, question));
  if (citation === undefined) throw new Error('nothing cited');
  return citation;
}

function checked(view: View): View {
  expect(faultsOfView(view)).toEqual([]);
  expect(pingsIn(view)).toEqual([]);
  return view;
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
    const citation = await first('Which skills should civil servants improve?');
    const paragraphs = paragraphsOf(citation);
    const { blocks } = checked(renderContext({ citation, paragraphs, language: 'en' }));
    const text = shipped.documents.get(citation.document.path)?.text ?? '';
    expect(boldIn(blocks)).toEqual(textsOf(text, citation.pieces));
    expect(quotesIn(blocks)).toHaveLength(1);
    expect(quotesIn(blocks)[0]).toContain(citation.excerpt);
    for (const paragraph of paragraphs) expect(shownBy(blocks)).toContain(paragraph.text.trim());
    expect(shownBy(blocks)).toMatch(
      /^The Overall Layout Planning of Digital China Construction · .*\nparagraph /,
    );
  });

  it('is marked in every paragraph it reaches into, with what is left out unmarked', async () => {
    const citation = { ...(await first('Which skills should civil servants improve?')), start: 9, end: 26 };
    const pieces = [
      { start: 9, end: 11 },
      { start: 16, end: 18 },
      { start: 20, end: 26 },
    ];
    const paragraphs = [paragraphAt(0, 'Before.'), paragraphAt(8, ' aa, b, cc '), paragraphAt(20, 'dd. ee.')];
    const { blocks } = checked(
      renderContext({ citation: { ...citation, pieces }, paragraphs, language: 'zh' }),
    );
    expect(boldIn(blocks)).toEqual(['aa', 'cc', 'dd. ee']);
  });

  it('says so where its document has changed', async () => {
    const citation = await first('Which skills should civil servants improve?');
    const view = checked(renderContext({ citation, paragraphs: [], language: 'en' }));
    expect(shownBy(view.blocks)).toContain('has changed since');
  });

  it('keeps what is nearest where there is too much', async () => {
    const citation = {
      ...(await first('Which skills should civil servants improve?')),
      start: 500_100,
      end: 500_105,
    };
    const paragraphs = Array.from({ length: 1_000 }, (_, i) =>
      paragraphAt(i * 1_000, `Paragraph ${i} ${'<word> '.repeat(100)}`),
    );
    const pieces = [{ start: 500_000, end: 500_009 }];
    const { blocks } = checked(
      renderContext({ citation: { ...citation, pieces }, paragraphs, language: 'en' }),
    );
    expect(boldIn(blocks)).toEqual(['Paragraph']);
    expect(shownBy(blocks)).toContain('Paragraph 499 ');
    expect(shownBy(blocks)).toContain('Paragraph 501 ');
    expect(shownBy(blocks)).not.toContain('Paragraph 900 ');
  });

  it('is valid whatever the document holds', async () => {
    const citation = await first('Which skills should civil servants improve?');
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 6 }), fc.nat(400), fc.nat(400), (texts, from, length) => {
        let start = 0;
        const paragraphs = texts.map((text) => {
          const paragraph = paragraphAt(start, text);
          start += text.length + 1;
          return paragraph;
        });
        const pieces = [{ start: from, end: from + length + 1 }];
        checked(
          renderContext({ citation: { ...citation, ...pieces[0], pieces }, paragraphs, language: 'en' }),
        );
      }),
    );
  });
});

describe('why a passage was chosen', () => {
  it('is said by its words and its score', async () => {
    const message = renderWhy(await first('Which skills should civil servants improve?'), 'en');
    expect(faultsOfMessage(message)).toEqual([]);
    const shown = shownBy(message.blocks);
    expect(shown).toMatch(/^Why this passage\n• .+ · the same word · \d+ % of the match\n/);
    expect(shown).toMatch(/Score \d+\.\d\d · \w+ [+-]/);
  });

  it('names the document’s word where it is another one', async () => {
    const citation = await first('Which skills should civil servants improve?');
    const words = [
      { asked: 'skils', found: 'skills', by: 'typo', share: 0.5 },
      { asked: '<@U1>', found: '&', by: 'glossary', share: 0.5 },
    ] as const;
    const message = renderWhy(
      { ...citation, why: { words, reading: null, nearness: null, features: [] } },
      'zh',
    );
    expect(faultsOfMessage(message)).toEqual([]);
    expect(pingsIn(message)).toEqual([]);
    expect(shownBy(message.blocks)).toContain('• skils → skills · 拼写相近 · ');
    expect(shownBy(message.blocks)).toContain('• <@U1> → & · 词汇表中的同义词 · ');
  });

  it('says what meaning added, in words', async () => {
    const citation = await first('Which skills should civil servants improve?');
    const why = { words: [], reading: 3.1, nearness: 0.86, features: [] };
    const message = renderWhy({ ...citation, why }, 'en');
    expect(faultsOfMessage(message)).toEqual([]);
    expect(shownBy(message.blocks)).toContain(
      'reads as an answer: +3.1 · near the question in meaning: 0.86',
    );
  });

  it('admits that no word did', async () => {
    const citation = await first('Which skills should civil servants improve?');
    const message = renderWhy(
      { ...citation, why: { words: [], reading: null, nearness: null, features: [] } },
      'en',
    );
    expect(faultsOfMessage(message)).toEqual([]);
    expect(shownBy(message.blocks)).toContain('It says none of the question’s words.');
  });
});

describe('the form for what was not helpful', () => {
  it.each(['en', 'zh'] as const)('in %s is valid and brings back what the button knew', (language) => {
    const view = checked(renderFeedbackForm('v'.repeat(2_000), language));
    expect(view).toMatchObject({ callback_id: 'plancite_feedback', private_metadata: 'v'.repeat(2_000) });
  });
});
