import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPressed } from '../../../adapters/discord/custom-id.ts';
import { renderAnswer, renderNearest, renderNotice } from '../../../adapters/discord/render.ts';
import type { Answer } from '../../../src/answer.ts';
import {
  boldIn,
  buttonsIn,
  checked,
  OPTIONS,
  pressedOn,
  quotesIn,
  shownBy,
  textsIn,
} from '../../support/discord-answers.ts';
import { allCitations, ask, citationsOf, excerptFromDocument } from '../../support/questions.ts';
import { QUESTIONS, sampleAnswer } from '../../support/slack-answers.ts';
import { folded, textsOf } from '../../support/texts.ts';

const { answered, shipped, citing, answering } = await sampleAnswer();

describe('an answer', () => {
  it.each(QUESTIONS)('to “%s” quotes the document as it is', async (question) => {
    const answer = await ask(shipped, question);
    const message = checked(renderAnswer(answer, OPTIONS));
    expect(quotesIn(message).map(folded)).toEqual(
      citationsOf(answer).map((each) => folded(excerptFromDocument(each, shipped))),
    );
    expect(boldIn(message)).toEqual(
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
      const message = checked(
        answer.kind === 'cited' ? renderAnswer(answer, OPTIONS) : renderNearest(answer, OPTIONS),
      );
      expect(quotesIn(message).map(folded)).toEqual(
        allCitations(answer).map((each) => folded(excerptFromDocument(each, shipped))),
      );
    }
  });

  it('looks as it does', () => {
    const document = { ...answered.citations[0].document, issuer: 'The *Office*', publishedOn: '2024-05-06' };
    const citation = citing('Plans: 1,000 * 2_000.', {
      highlights: [{ start: 0, end: 5 }],
      headings: ['Part <1>'],
      endsMidSentence: true,
      document: { ...document, title: 'The Plan', source: 'https://example.org/plan' },
    });
    const answer = { ...answering(citation), question: 'What _is_ planned?' } as Answer;
    const message = checked(
      renderAnswer(answer, {
        ...OPTIONS,
        place: 'private',
        showsQuestion: true,
        readOn: new Date('2026-11-22T12:00:30Z'),
      }),
    );
    expect(textsIn(message)).toEqual([
      '-# “What \\_is\\_ planned?”',
      [
        '> **Plans**: 1,000 \\* 2\\_000.',
        '**[The Plan](<https://example.org/plan>)** · The \\*Office\\* · 2024-05-06',
        '-# section “Part \\<1>” · paragraph 4, line 7 · part of a longer sentence',
      ].join('\n'),
      `-# index ${shipped.id} · documents last read <t:1795348830:f>`,
    ]);
    expect(buttonsIn(message).map(({ label }) => label)).toEqual([
      'Show in context',
      'Why this?',
      'Share in channel',
      'More passages',
      'Helpful',
      'Not helpful',
    ]);
  });

  it('says where each excerpt stands, and that its time has passed', async () => {
    const answer = await ask(shipped, QUESTIONS[2] ?? '', { top: 1 });
    expect(shownBy(checked(renderAnswer(answer, OPTIONS)))).toContain(
      'Digital Hunan construction plan unveiled · 2022-07-15\nparagraph 7, line 13\n⚠️ the stated time, 2025, has passed',
    );
  });

  it('speaks the language of the question and leaves the quote alone', async () => {
    const answer = await ask(shipped, '湖南的白皮书有几个部分？', { top: 1 });
    const message = checked(renderAnswer(answer, { ...OPTIONS, readOn: new Date() }));
    expect(shownBy(message)).toContain('The white paper is divided into eight parts.');
    expect(shownBy(message)).toContain('第 6 段，第 11 行');
    expect(buttonsIn(message).map(({ label }) => label)).toContain('查看上下文');
  });

  it('has buttons for each excerpt and for the whole, to share only what others do not see', async () => {
    const answer = await ask(shipped, QUESTIONS[1] ?? '', { top: 2 });
    const of = (place: 'private' | 'channel') =>
      pressedOn(checked(renderAnswer(answer, { ...OPTIONS, place }))).map(
        ({ action, asked }) => `${action} ${asked.excerpt} of ${asked.shown}`,
      );
    const excerpts = ['context 0 of 2', 'why 0 of 2', 'context 1 of 2', 'why 1 of 2'];
    const whole = ['more 0 of 2', 'helpful 0 of 2', 'not_helpful 0 of 2'];
    expect(of('channel')).toEqual([...excerpts, ...whole]);
    expect(of('private')).toEqual([...excerpts, 'share 0 of 2', ...whole]);
  });

  it('carries what it takes to ask again, and goes on where earlier messages ended', () => {
    const asked = { text: 'And by 2030?', history: ['How fast is it by 2025?'], top: 6 };
    const answer = answering(citing('Fourth.'), citing('Fifth.'));
    const message = checked(renderAnswer(answer, { place: 'channel', asked, shownBefore: 3 }));
    expect(pressedOn(message).map(({ action, asked: { excerpt } }) => `${action} ${excerpt}`)).toEqual([
      ...['context 3', 'why 3', 'context 4', 'why 4'],
      ...['more 3', 'helpful 3', 'not_helpful 3'],
    ]);
    for (const pressed of pressedOn(message))
      expect(pressed.asked).toMatchObject({ ...asked, indexId: answer.indexId, shown: 5 });
    expect(readPressed(message.components, 'something_else')).toBeNull();
  });

  it('says what it left out of the question, and what no document holds', async () => {
    const answer = await ask(shipped, `${QUESTIONS[0]} ${'really '.repeat(1_000)}`);
    expect(shownBy(checked(renderAnswer({ ...answer, questionWasCut: true }, OPTIONS)))).toContain(
      'characters of the question were read.',
    );
    const silent = { ...answering(citing('x')), silent: ['A plan <@1>'] } as Answer;
    expect(shownBy(checked(renderAnswer(silent, OPTIONS)))).toContain(
      'I found nothing about it in “A plan <@1>”.',
    );
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
    expect(shownBy(checked(renderAnswer(answer, OPTIONS)))).not.toBe('');
  });

  it('names the missing words, suggests others, and what to try', async () => {
    const answer = {
      ...(await ask(shipped, 'How do kangaroos in Guangdong sleep?')),
      unknownWords: [
        { text: 'Hunam', suggestions: ['Hunan'] },
        { text: '<@1>', suggestions: [] },
      ],
    };
    expect(textsIn(checked(renderAnswer(answer, OPTIONS)))[0]).toBe(
      [
        '**The documents do not say.**',
        '- “Hunam”: in 0 of 5 documents; did you mean “Hunan”?',
        '- “\\<\\@1>”: in 0 of 5 documents',
        'Try other words for it, or ask about something the documents cover.',
      ].join('\n'),
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
    expect(pressedOn(checked(renderAnswer(answer, OPTIONS))).map(({ action }) => action)).toEqual([
      'nearest',
      'helpful',
      'not_helpful',
    ]);
    const message = checked(renderNearest(answer, OPTIONS));
    expect(shownBy(message)).toMatch(/^Nearest passages, which do not answer the question:/);
    expect(quotesIn(message)).toEqual(['Near.', 'Less near.']);
    expect(pressedOn(message).map(({ action }) => action)).toEqual(['context', 'why', 'context', 'why']);
    const none = checked(renderNearest({ ...answer, nearest: [] }, OPTIONS));
    expect(shownBy(none)).toBe('Nothing in the documents comes near the question.');
    const now = answering(citing('Near.'));
    expect(renderNearest(now, OPTIONS)).toEqual(renderAnswer(now, OPTIONS));
  });

  it('to a greeting shows no index and no buttons', async () => {
    const message = checked(renderAnswer(await ask(shipped, 'hello'), OPTIONS));
    expect(shownBy(message)).not.toContain(shipped.id);
    expect(buttonsIn(message)).toEqual([]);
  });
});

describe('a notice', () => {
  it('shows commands as code, and nobody is pinged', () => {
    const message = checked(renderNotice('Try `/ask`, <@1> & @everyone'));
    expect(textsIn(message)).toEqual(['Try `/ask`, \\<\\@1> & \\@everyone']);
    expect(shownBy(checked(renderNotice('a`b is no file')))).toBe('a`b is no file');
    expect(shownBy(checked(renderNotice('``'))).trim()).not.toBe('');
    expect(shownBy(checked(renderNotice(' ')))).toBe('…');
  });

  it('is short', () => {
    for (const words of ['It failed. ', '<@1>**_', '😀'])
      expect(shownBy(checked(renderNotice(words.repeat(2_000))))).toMatch(/…$/);
  });
});
