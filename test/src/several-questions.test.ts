import { PassThrough } from 'node:stream';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderAnswer as renderInDiscord } from '../../adapters/discord/render.ts';
import { renderAnswer as renderInSlack } from '../../adapters/slack/render.ts';
import { renderAnswer as renderOnTerminal } from '../../adapters/terminal/render.ts';
import { styleFor } from '../../adapters/terminal/style.ts';
import type { DocumentIndex } from '../../index/document-index.ts';
import { questionsIn } from '../../src/questions-in.ts';
import { indexOf } from '../support/indexes.ts';
import { ask, citationsOf } from '../support/questions.ts';

const asked = (message: string) => questionsIn(message).map((question) => question.asked);

describe('the questions of a message', () => {
  it.each([
    ['how long is leave and when is the roof mended', ['how long is leave', 'when is the roof mended']],
    ['How long is leave? When is the roof mended?', ['How long is leave?', 'When is the roof mended?']],
    ['how long is leave\nwhen is the roof mended', ['how long is leave', 'when is the roof mended']],
    ['1) how long is leave 2) when is the roof mended', ['how long is leave', 'when is the roof mended']],
    ['- how long is leave\n- when is the roof mended?', ['how long is leave', 'when is the roof mended?']],
    ['what is the fee, and who pays it?', ['what is the fee', 'who pays it?']],
    ['How long is leave? And for part-timers?', ['How long is leave?', 'And for part-timers?']],
    [
      'How much is the fee, where is the depot and who pays?',
      ['How much is the fee', 'where is the depot', 'who pays?'],
    ],
    [
      'Is it open on Fridays, and can visitors eat there',
      ['Is it open on Fridays', 'can visitors eat there'],
    ],
    [
      'How long is leave? And how many weeks of paternity leave? And who pays for nursery?',
      ['How long is leave?', 'And how many weeks of paternity leave?', 'And who pays for nursery?'],
    ],
    [
      'how long is leave and how much sick pay for part-timers?',
      ['how long is leave', 'how much sick pay for part-timers?'],
    ],
    ['how long is leave and what about the roof?', ['how long is leave', 'what about the roof?']],
    ['Two things: how long is leave, and who pays?', ['how long is leave', 'who pays?']],
    [
      'can you tell me how long leave is and when the roof is mended?',
      ['can you tell me how long leave is', 'when the roof is mended?'],
    ],
    ['产假多长，屋顶什么时候维修？', ['产假多长', '屋顶什么时候维修？']],
    ['产假多长？屋顶什么时候维修？', ['产假多长？', '屋顶什么时候维修？']],
  ])('are told apart: %j', (message, expected) => {
    expect(asked(message)).toEqual(expected);
  });

  it.each([
    'how and when do I apply?',
    'who and where do I ask?',
    'I am a student. Can I get a grant? I live in Kent.',
    'My uncle died last year. I was wondering if I can claim. Can I claim his pension?',
    'I am curious about loans. Can I add the cost to my loan?',
    'Can I get paid when I am ill and when my child is ill?',
    'Can you tell me what happens when I am ill and when I am abroad?',
    'What documents and what forms do I need?',
    'how many weeks of leave\ndo parents take?',
    'What applies to staff, who have access to the vault?',
    'How long is leave? Anyone know?',
    'Am I considered a veteran or not? Am I considered a veteran?',
    'which province has it?? Hunan, Henan?',
    'Are there only books, or are there films?',
    'How long is leave? Which one?',
    'Which forms and how many copies do I need?',
  ])('are one: %j', (message) => {
    expect(asked(message)).toEqual([]);
  });

  it('keep what the message says of the asker', () => {
    const [first, second] = questionsIn('I work part-time. How long is leave? When is the roof mended?');
    expect(first?.text).toBe('I work part-time. How long is leave?');
    expect(second?.text).toBe('I work part-time. When is the roof mended?');
  });
});

describe('an answer to several questions', () => {
  let index: DocumentIndex;
  beforeAll(async () => {
    index = await indexOf({
      'leave.md':
        '# Leave\n\nParents take sixteen weeks of leave.\n\nThe depot asks for a fee of 12 euro.\n\nThe roof is mended each autumn.\n',
      'canteen.md': '# Canteen\n\nThe canteen opens at eight and closes at three.\n',
    });
  });
  const BOTH = 'how long is leave for parents and when is the roof mended?';
  const HALF = 'How many weeks of leave do parents take? When does the swimming pool open?';
  const OPEN = 'When does the swimming pool open?';

  it('quotes what answers each, and says which', async () => {
    const answers = citationsOf(await ask(index, BOTH)).map(({ excerpt, questions }) => [questions, excerpt]);
    expect(answers.toSorted()).toEqual([
      [['how long is leave for parents'], 'Parents take sixteen weeks of leave.'],
      [['when is the roof mended?'], 'The roof is mended each autumn.'],
    ]);
    expect(await ask(index, BOTH)).toMatchObject({ open: [] });
  });

  it('names the question that is left open', async () => {
    const answer = await ask(index, HALF);
    expect(answer).toMatchObject({ kind: 'cited', open: [OPEN] });
    expect(answer).not.toHaveProperty('reason');
    expect(citationsOf(answer).map(({ excerpt }) => excerpt)).toEqual([
      'Parents take sixteen weeks of leave.',
    ]);
  });

  it('names it behind one that has no verb, too', async () => {
    const answer = await ask(
      index,
      'How many weeks of leave are there? And how many euro of fee for the depot? And who pays for nursery?',
    );
    expect(answer).toMatchObject({ kind: 'cited', open: ['And who pays for nursery?'] });
    expect(
      citationsOf(answer)
        .map(({ excerpt }) => excerpt)
        .toSorted(),
    ).toEqual(['Parents take sixteen weeks of leave.', 'The depot asks for a fee of 12 euro.'].toSorted());
  });

  it('is a refusal where all are open, and as ever where one is asked', async () => {
    expect((await ask(index, 'How do kangaroos sleep? When does the swimming pool open?')).kind).toBe('none');
    const single = await ask(index, 'how many weeks of leave do parents take?');
    expect(single).not.toHaveProperty('open');
    expect(citationsOf(single)[0]).not.toHaveProperty('questions');
  });

  it('may quote one excerpt for both', async () => {
    const answer = await ask(index, 'When does the canteen open? And when does it close?');
    expect(citationsOf(answer)).toHaveLength(1);
    expect(citationsOf(answer)[0]?.questions).toEqual([
      'When does the canteen open?',
      'And when does it close?',
    ]);
  });

  it('goes on where it stopped if more is wanted', async () => {
    const message = 'how long is leave for parents and when does the canteen open?';
    const few = citationsOf(await ask(index, message));
    const more = citationsOf(await ask(index, message, { top: few.length + 3 }));
    expect(more.slice(0, few.length)).toEqual(few);
  });

  it.each([
    [
      'on a terminal',
      async (message: string) =>
        renderOnTerminal(await ask(index, message), styleFor(new PassThrough()), {
          nearest: false,
          explain: false,
        }),
    ],
    [
      'in Slack',
      async (message: string) =>
        JSON.stringify(renderInSlack(await ask(index, message), { place: 'thread', value: () => '' })),
    ],
    [
      'in Discord',
      async (message: string) =>
        JSON.stringify(
          renderInDiscord(await ask(index, message), {
            place: 'channel',
            asked: { text: message, history: [] },
          }),
        ),
    ],
  ])('shows which excerpt answers which, and what is open: %s', async (_, render) => {
    expect(await render(BOTH)).toMatch(/“when is the roof mended\\?\?”/);
    expect(await render(HALF)).toMatch(/I found nothing on: “When does the swimming pool open\\?\?”/);
  });
});
