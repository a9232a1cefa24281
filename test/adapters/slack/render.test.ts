import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderAnswer, renderNearest, renderNotice } from '../../../adapters/slack/render.ts';
import type { Answer } from '../../../src/answer.ts';
import type { Citation } from '../../../src/citation.ts';
import { allCitations, ask, citationsOf, excerptFromDocument } from '../../support/questions.ts';
import {
  ACTIONS,
  buttonsIn,
  checked,
  PLAIN,
  QUESTIONS,
  sampleAnswer,
  value,
} from '../../support/slack-answers.ts';
import { boldIn, quotesIn, shownBy, unmark } from '../../support/slack-text.ts';
import { folded, textsOf } from '../../support/texts.ts';

const { answered, shipped, citing, answering } = await sampleAnswer();

describe('an answer', () => {
  it.each(QUESTIONS)('to “%s” quotes the document as it is', async (question) => {
    const answer = await ask(shipped, question);
    const { blocks } = checked(renderAnswer(answer, PLAIN));
    expect(quotesIn(blocks).map(folded)).toEqual(
      citationsOf(answer).map((each) => folded(excerptFromDocument(each, shipped))),
    );
    expect(boldIn(blocks)).toEqual(
      citationsOf(answer).flatMap(({ excerpt, highlights }) => textsOf(excerpt, highlights)),
    );
  });

  it('to any golden question quotes the document as it is, or what comes nearest', async () => {
    const lines = readFileSync(new URL('../../golden/golden.jsonl', import.meta.url), 'utf8')
      .trim()
      .split('\n');
    const questions = lines.map((line) => (JSON.parse(line) as { question: string }).question);
    expect(questions.length).toBeGreaterThan(50);
    for (const question of questions) {
      const answer = await ask(shipped, question, { top: 5 });
      const { blocks } = checked(
        answer.kind === 'cited' ? renderAnswer(answer, PLAIN) : renderNearest(answer, PLAIN),
      );
      expect(quotesIn(blocks).map(folded)).toEqual(
        allCitations(answer).map((each) => folded(excerptFromDocument(each, shipped))),
      );
    }
  });

  it('says where each excerpt stands, and that its time has passed', async () => {
    const answer = await ask(shipped, QUESTIONS[2] ?? '', { top: 1 });
    expect(shownBy(checked(renderAnswer(answer, PLAIN)).blocks)).toContain(
      'Digital Hunan construction plan unveiled · 2022-07-15\nparagraph 7, line 13\n:warning: the stated time, 2025, has passed',
    );
  });

  it('links the title where the address is one a browser opens', () => {
    const linkTo = (source: string) =>
      JSON.stringify(
        checked(
          renderAnswer(
            answering(citing('x', { document: { ...answered.citations[0].document, source } as never })),
            PLAIN,
          ),
        ).blocks,
      );
    expect(linkTo('https://example.org/plan?a=1&b=2')).toContain('"url":"https://example.org/plan?a=1&b=2"');
    for (const source of ['javascript:alert(1)', 'see the archive', '', 'file:///etc/passwd'])
      expect(linkTo(source)).not.toContain('"link"');
  });

  it('names the index, and when the documents were last read, in the time of the reader', async () => {
    const answer = await ask(shipped, QUESTIONS[0] ?? '');
    const { blocks } = checked(renderAnswer(answer, { ...PLAIN, readOn: new Date('2026-11-22T12:00:30Z') }));
    expect(blocks.at(-1)).toMatchObject({
      type: 'context',
      elements: [
        {
          text: expect.stringContaining('<!date^1795348830^{date_short_pretty} {time}|2026-11-22 12:00 UTC>'),
        },
      ],
    });
    expect(shownBy(blocks)).toContain(`index ${shipped.id} · documents last read 2026-11-22 12:00 UTC`);
  });

  it('speaks the language of the question and leaves the quote alone', async () => {
    const answer = await ask(shipped, '湖南的白皮书有几个部分？', { top: 1 });
    const message = checked(renderAnswer(answer, { ...PLAIN, readOn: new Date() }));
    const shown = shownBy(message.blocks);
    expect(shown).toContain('The white paper is divided into eight parts.');
    expect(shown).toContain('第 6 段，第 11 行');
    expect(buttonsIn(message).map(({ label }) => label)).toContain('查看上下文');
  });

  it('has buttons for each excerpt and for the whole, to share only what others do not see', async () => {
    const answer = await ask(shipped, QUESTIONS[1] ?? '', { top: 2 });
    const of = (place: 'ephemeral' | 'thread' | 'pane') =>
      buttonsIn(checked(renderAnswer(answer, { place, value }))).map(
        (button) => button.action + button.value,
      );
    const excerpts = ['context[0,2]', 'why[0,2]', 'context[1,2]', 'why[1,2]'].map((id) => `plancite_${id}`);
    const whole = ['more[0,2]', 'helpful[0,2]', 'not_helpful[0,2]'].map((id) => `plancite_${id}`);
    expect(of('thread')).toEqual([...excerpts, ...whole]);
    expect(of('pane')).toEqual([...excerpts, ...whole]);
    expect(of('ephemeral')).toEqual([...excerpts, 'plancite_share[0,2]', ...whole]);
    for (const { action } of buttonsIn(renderAnswer(answer, PLAIN)))
      expect(ACTIONS.map((id) => `plancite_${id}`)).toContain(action);
  });

  it('says what it left out of the question, and what no document holds', async () => {
    const answer = await ask(shipped, `${QUESTIONS[0]} ${'really '.repeat(1_000)}`);
    expect(shownBy(checked(renderAnswer({ ...answer, questionWasCut: true }, PLAIN)).blocks)).toContain(
      'characters of the question were read.',
    );
    const silent = { ...answering(citing('x')), silent: ['A plan <!here>'] } as Answer;
    expect(shownBy(checked(renderAnswer(silent, PLAIN)).blocks)).toContain(
      'I found nothing about it in “A plan <!here>”.',
    );
  });

  it('makes sense in a notification', () => {
    const { text } = checked(renderAnswer(answering(citing('A & B <@U1>'), citing('Second.')), PLAIN));
    expect(unmark(text)).toMatch(/^“A & B <@U1>”\n— .+\n\n“Second\.”\n— /);
    const long = checked(renderAnswer(answering(citing('long '.repeat(2_000)), citing('Short.')), PLAIN));
    expect(unmark(long.text)).toMatch(/^“Short\.”/);
  });
});

describe('no answer', () => {
  const NONE = [
    'How do kangaroos in Guangdong sleep?',
    'hello',
    'thank you',
    'what can you do?',
    '???',
    'which documents do you have?',
  ];

  it.each(NONE)('to “%s” says why', async (question) => {
    const answer = await ask(shipped, question);
    expect(answer.kind).toBe('none');
    const { blocks, text } = checked(renderAnswer(answer, PLAIN));
    expect(shownBy(blocks).split('\n')[0]).toBe(unmark(text).split('\n')[0]);
  });

  it('names the missing words, suggests others, and what to try', async () => {
    const answer = await ask(shipped, 'How do kangaroos in Guangdong sleep?');
    const misspelt = {
      ...answer,
      unknownWords: [
        { text: 'Hunam', suggestions: ['Hunan'] },
        { text: '<!here>', suggestions: [] },
      ],
    };
    expect(shownBy(checked(renderAnswer(misspelt, PLAIN)).blocks)).toMatch(
      /^The documents do not say\.\n• “Hunam”: in 0 of 5 documents; did you mean “Hunan”\?\n• “<!here>”: in 0 of 5 documents\nTry /,
    );
  });

  it('has the nearest passages behind a button, labelled as no answer', async () => {
    const nearest = [citing('Near.'), citing('Less near.')];
    const answer: Answer = {
      ...(await ask(shipped, 'zebras')),
      kind: 'none',
      reason: 'weak-match',
      nearest,
      titles: [],
    };
    expect(buttonsIn(checked(renderAnswer(answer, PLAIN))).map(({ action }) => action)).toEqual([
      'plancite_nearest',
      'plancite_helpful',
      'plancite_not_helpful',
    ]);
    const { blocks, text } = checked(renderNearest(answer, PLAIN));
    expect(shownBy(blocks)).toMatch(/^Nearest passages, which do not answer the question:/);
    expect(text).toMatch(/^Nearest passages, which do not answer the question:\n“Near\.”/);
    expect(quotesIn(blocks)).toEqual(['Near.', 'Less near.']);
    const none = checked(renderNearest({ ...answer, nearest: [] }, PLAIN));
    expect(none.text).toBe('Nothing in the documents comes near the question.');
    expect(renderNearest(answering(...(nearest as [Citation])), PLAIN)).toEqual(
      renderAnswer(answering(...(nearest as [Citation])), PLAIN),
    );
  });

  it('holds no more remarks than there is room for', async () => {
    const unknownWords = Array.from({ length: 300 }, (_, i) => ({
      text: `${i}`.repeat(90),
      suggestions: [],
    }));
    checked(renderAnswer({ ...(await ask(shipped, 'zebras')), unknownWords }, PLAIN));
    const { blocks } = checked(renderAnswer({ ...answering(citing('Still quoted.')), unknownWords }, PLAIN));
    expect(quotesIn(blocks)).toEqual(['Still quoted.']);
  });

  it('to a greeting shows no index', async () => {
    expect(shownBy(checked(renderAnswer(await ask(shipped, 'hello'), PLAIN)).blocks)).not.toContain(
      shipped.id,
    );
  });
});

describe('a notice', () => {
  it('shows commands as code, and nobody is pinged', () => {
    const { blocks } = checked(renderNotice('Try `/ask`, <!channel> & others'));
    expect(shownBy(blocks)).toBe('Try /ask, <!channel> & others');
    expect(JSON.stringify(blocks)).toContain('{"type":"text","text":"/ask","style":{"code":true}}');
    expect(shownBy(checked(renderNotice('a`b is no file')).blocks)).toBe('a`b is no file');
  });

  it('is short', () => {
    const { text } = checked(renderNotice('It failed. '.repeat(1_000)));
    expect(text).toHaveLength(3_000);
    expect(text.endsWith('…')).toBe(true);
  });
});
