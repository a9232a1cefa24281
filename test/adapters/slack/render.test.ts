import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../../adapters/slack/blocks.ts';
import { renderAnswer, renderNearest, renderNotice } from '../../../adapters/slack/render.ts';
import type { DocumentIndex } from '../../../index/document-index.ts';
import type { Answer } from '../../../src/answer.ts';
import type { Citation } from '../../../src/citation.ts';
import { faultsOfMessage } from '../../support/block-kit.ts';
import { indexOf, shippedIndex } from '../../support/indexes.ts';
import { allCitations, ask, citationsOf, excerptFromDocument } from '../../support/questions.ts';
import { boldIn, pingsIn, quotesIn, seenOf, sentIn, shownBy, unmark } from '../../support/slack-text.ts';
import { textsOf } from '../../support/texts.ts';

const QUESTIONS = [
  'how many key projects does the informatization plan set up?',
  'Which skills should civil servants improve?',
  'how fast will internet connections in Hunan be by 2025?',
  '湖南的白皮书有几个部分？',
  'What are the plans for digital government?',
  'Compare Hunan and Digital China on data',
];

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

const ACTIONS = ['more', 'context', 'why', 'share', 'helpful', 'not_helpful', 'nearest'];
const value = (citation: number, shown: number): string => JSON.stringify([citation, shown]);
const PLAIN = { place: 'thread', value } as const;

/** Valid for Slack, and a ping to nobody. */
function checked(message: Message): Message {
  expect(faultsOfMessage(message)).toEqual([]);
  expect(pingsIn(message)).toEqual([]);
  return message;
}

function buttonsIn({ blocks }: Message): { action: string; value: string; label: string }[] {
  return blocks
    .filter((block) => block.type === 'actions')
    .flatMap(({ elements }) => elements)
    .flatMap((element) =>
      element.type === 'button'
        ? [{ action: element.action_id ?? '', value: element.value ?? '', label: element.text.text }]
        : [],
    );
}

let shipped: DocumentIndex;
/** The answer to the first question. */
let answered: Extract<Answer, { kind: 'cited' }>;
let known: Citation;
beforeAll(async () => {
  shipped = await shippedIndex();
  const answer = ask(shipped, QUESTIONS[0] ?? '');
  if (answer.kind !== 'cited') throw new Error('not answered');
  answered = answer;
  [known] = answer.citations;
});

/** A citation of a real answer with another excerpt. */
function citing(excerpt: string, more: Partial<Citation> = {}): Citation {
  return { ...known, excerpt, highlights: [], past: [], ...more };
}

function answering(first: Citation, ...others: readonly Citation[]): Answer {
  return { ...answered, citations: [first, ...others] };
}

describe('an answer', () => {
  it.each(QUESTIONS)('to “%s” quotes the document as it is', (question) => {
    const answer = ask(shipped, question);
    const { blocks } = checked(renderAnswer(answer, PLAIN));
    expect(quotesIn(blocks)).toEqual(citationsOf(answer).map((each) => excerptFromDocument(each, shipped)));
    expect(boldIn(blocks)).toEqual(
      citationsOf(answer).flatMap(({ excerpt, highlights }) => textsOf(excerpt, highlights)),
    );
  });

  it('to any golden question quotes the document as it is, or what comes nearest', () => {
    const lines = readFileSync(new URL('../../golden/golden.jsonl', import.meta.url), 'utf8')
      .trim()
      .split('\n');
    const questions = lines.map((line) => (JSON.parse(line) as { question: string }).question);
    expect(questions.length).toBeGreaterThan(50);
    for (const question of questions) {
      const answer = ask(shipped, question, { top: 5 });
      const { blocks } = checked(
        answer.kind === 'cited' ? renderAnswer(answer, PLAIN) : renderNearest(answer, PLAIN),
      );
      expect(quotesIn(blocks)).toEqual(
        allCitations(answer).map((each) => excerptFromDocument(each, shipped)),
      );
    }
  });

  it('says where each excerpt stands, and that its time has passed', () => {
    const answer = ask(shipped, QUESTIONS[2] ?? '', { top: 1 });
    expect(shownBy(checked(renderAnswer(answer, PLAIN)).blocks)).toContain(
      'Digital Hunan construction plan unveiled · 2022-07-15\nparagraph 7, line 13\n:warning: the stated time, 2025, has passed',
    );
  });

  it('links the title where the address is one a browser opens', () => {
    const linkTo = (source: string) =>
      JSON.stringify(
        checked(
          renderAnswer(answering(citing('x', { document: { ...known.document, source } as never })), PLAIN),
        ).blocks,
      );
    expect(linkTo('https://example.org/plan?a=1&b=2')).toContain('"url":"https://example.org/plan?a=1&b=2"');
    for (const source of ['javascript:alert(1)', 'see the archive', '', 'file:///etc/passwd'])
      expect(linkTo(source)).not.toContain('"link"');
  });

  it('names the index, and when the documents were last read, in the time of the reader', () => {
    const answer = ask(shipped, QUESTIONS[0] ?? '');
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

  it('speaks the language of the question and leaves the quote alone', () => {
    const answer = ask(shipped, '湖南的白皮书有几个部分？', { top: 1 });
    const message = checked(renderAnswer(answer, { ...PLAIN, readOn: new Date() }));
    const shown = shownBy(message.blocks);
    expect(shown).toContain('The white paper is divided into eight parts.');
    expect(shown).toContain('第 6 段，第 11 行');
    expect(buttonsIn(message).map(({ label }) => label)).toContain('查看上下文');
  });

  it('has buttons for each excerpt and for the whole, to share only what others do not see', () => {
    const answer = ask(shipped, QUESTIONS[1] ?? '', { top: 2 });
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

  it('says what it left out of the question, and what no document holds', () => {
    const answer = ask(shipped, `${QUESTIONS[0]} ${'really '.repeat(1_000)}`);
    expect(shownBy(checked(renderAnswer({ ...answer, questionWasCut: true }, PLAIN)).blocks)).toContain(
      'characters of the question were read.',
    );
    const silent = { ...answering(citing('x')), silent: ['A plan <!here>'] } as Answer;
    expect(shownBy(checked(renderAnswer(silent, PLAIN)).blocks)).toContain('“A plan <!here>” does not say.');
  });

  it('makes sense in a notification', () => {
    const { text } = checked(renderAnswer(answering(citing('A & B <@U1>'), citing('Second.')), PLAIN));
    expect(unmark(text)).toMatch(/^“A & B <@U1>”\n— .+\n\n“Second\.”\n— /);
    const long = checked(renderAnswer(answering(citing('long '.repeat(2_000)), citing('Short.')), PLAIN));
    expect(unmark(long.text)).toMatch(/^“Short\.”/);
  });
});

describe('hostile text', () => {
  it.each(HOSTILE)('no. %# survives', (excerpt) => {
    const { blocks, text } = checked(renderAnswer(answering(citing(excerpt)), PLAIN));
    expect(quotesIn(blocks)).toEqual([seenOf(excerpt)]);
    expect(sentIn(blocks)).toEqual([excerpt]);
    if (excerpt.length < 3_500) expect(unmark(text)).toContain(excerpt);
  });

  it.each(HOSTILE)('no. %# survives the way from the file', async (sentence) => {
    const index = await indexOf({ 'rule.txt': `The rules\n\nThe rules are these.\n\n${sentence}\n` });
    const answer = ask(index, 'rule 规则', { top: 5 });
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
        const document = { ...known.document, title: name, issuer: name, source: name, publishedOn: name };
        const citation = citing(excerpt, { heading: name, document: document as never });
        const isWhole = highlights.every(({ start, end }) => excerpt.slice(start, end).isWellFormed());
        const { blocks } = checked(
          renderAnswer(answering(isWhole ? { ...citation, highlights } : citation), PLAIN),
        );
        for (const shown of quotesIn(blocks)) expect(shown).toBe(seenOf(excerpt));
        for (const sent of sentIn(blocks)) expect(sent).toBe(excerpt);
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
            answering(citing('x', { document: { ...known.document, title, issuer: 'Y' } as never })),
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

describe('what does not fit', () => {
  it('is left out as whole excerpts from the first on that does not fit, counted, and comes with "more"', () => {
    const long = citing(`${'long '.repeat(1_000)}.`);
    const answer = answering(long, citing('Short.'), long, long, citing('Last.'));
    const message = checked(renderAnswer(answer, PLAIN));
    expect(sentIn(message.blocks)).toEqual([long.excerpt, 'Short.', long.excerpt]);
    expect(shownBy(message.blocks)).toContain('2 more excerpts');
    expect(buttonsIn(message).find(({ action }) => action === 'plancite_more')?.value).toBe('[0,3]');
  });

  it('is replaced by its place where no message could hold it', () => {
    const endless = citing('endless '.repeat(3_000));
    const { blocks } = checked(renderAnswer(answering(endless, citing('Short.'), endless), PLAIN));
    expect(quotesIn(blocks)).toEqual(['Short.']);
    expect(shownBy(blocks).match(/cannot be shown whole in a message/g)).toHaveLength(2);
    expect(buttonsIn(checked({ text: 'x', blocks })).map(({ action }) => action)).toContain(
      'plancite_context',
    );
  });

  it('is a button rather than an excerpt', () => {
    const heavy = { place: 'ephemeral', value: () => 'v'.repeat(2_000) } as const;
    const excerpts = Array.from({ length: 3 }, (_, i) => citing(`${i} ${'word '.repeat(400)}`));
    const [first = citing(''), ...others] = excerpts;
    const message = checked(renderAnswer(answering(first, ...others), heavy));
    expect(quotesIn(message.blocks)).toHaveLength(3);
    expect(buttonsIn(message).map(({ action }) => action)).toEqual(['plancite_share', 'plancite_more']);
  });

  it('never makes more blocks than a message holds', () => {
    const [first = citing(''), ...others] = Array.from({ length: 60 }, (_, i) => citing(`Number ${i}.`));
    checked(renderAnswer(answering(first, ...others), PLAIN));
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

  it.each(NONE)('to “%s” says why', (question) => {
    const answer = ask(shipped, question);
    expect(answer.kind).toBe('none');
    const { blocks, text } = checked(renderAnswer(answer, PLAIN));
    expect(shownBy(blocks).split('\n')[0]).toBe(unmark(text).split('\n')[0]);
  });

  it('names the missing words, suggests others, and what to try', () => {
    const answer = ask(shipped, 'How do kangaroos in Guangdong sleep?');
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

  it('has the nearest passages behind a button, labelled as no answer', () => {
    const nearest = [citing('Near.'), citing('Less near.')];
    const answer: Answer = {
      ...ask(shipped, 'zebras'),
      kind: 'none',
      reason: 'weak-match',
      nearest,
      titles: [],
    };
    expect(buttonsIn(checked(renderAnswer(answer, PLAIN))).map(({ action }) => action)).toEqual([
      'plancite_nearest',
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

  it('holds no more remarks than there is room for', () => {
    const unknownWords = Array.from({ length: 300 }, (_, i) => ({
      text: `${i}`.repeat(90),
      suggestions: [],
    }));
    checked(renderAnswer({ ...ask(shipped, 'zebras'), unknownWords }, PLAIN));
    const { blocks } = checked(renderAnswer({ ...answering(citing('Still quoted.')), unknownWords }, PLAIN));
    expect(quotesIn(blocks)).toEqual(['Still quoted.']);
  });

  it('to a greeting shows no index', () => {
    expect(shownBy(checked(renderAnswer(ask(shipped, 'hello'), PLAIN)).blocks)).not.toContain(shipped.id);
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
