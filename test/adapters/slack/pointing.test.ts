import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANSWER, openWorkspace, QUESTION, textOf, type Workspace } from '../../support/slack.ts';
import { SLACK } from '../../support/slack-workspace.ts';
import { until } from '../../support/waiting.ts';

type Json = Record<string, unknown>;

const BOT = `<@${SLACK.bot}>`;
let workspace: Workspace;
beforeAll(async () => {
  workspace = await openWorkspace();
});
afterAll(() => workspace[Symbol.asyncDispose]());

let channels = 0;
/** A channel of its own for each test, so that nothing else stands before a message. */
const newChannel = () => `CPOINT${++channels}`;
const send = (event: Json) => workspace.server.send('events_api', workspace.server.event(event));
const say = (text: string, more: Json = {}) => {
  const message = workspace.server.message(text, more);
  send(message);
  return message;
};
const postsIn = (channel: unknown) =>
  workspace.server.callsOf('chat.postMessage').filter(({ args }) => args.channel === channel);

/** Waits until all that was sent before has been dealt with. */
async function settle(): Promise<void> {
  const channel = `DSETTLE${++channels}`;
  for (const _ of [1, 2, 3]) {
    const before = postsIn(channel).length;
    say(QUESTION, { channel, user: 'U9' });
    await until(() => postsIn(channel)[before], 'an answer');
  }
}

/** The only answer in a channel. */
async function answerIn(channel: string): Promise<string> {
  const post = await until(() => postsIn(channel)[0], 'an answer');
  await settle();
  expect(postsIn(channel)).toHaveLength(1);
  return textOf(post.args);
}

const app = { user: undefined, bot_id: 'B77', subtype: 'bot_message' };
const questionBlocks = [
  { type: 'header', text: { type: 'plain_text', text: 'New request' } },
  { type: 'section', text: { type: 'mrkdwn', text: QUESTION } },
  { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Kangaroos' } }] },
];
const share = {
  attachments: [
    {
      is_share: true,
      author_id: 'U55',
      text: QUESTION,
      message_blocks: [{ message: { blocks: [{ type: 'rich_text', elements: [] }] } }],
    },
  ],
};

describe('a mention that asks nothing itself', () => {
  it.each(['', 'can you answer this?', 'any idea?', '^ this', '有人知道吗？'])(
    'answers the message right before it: “%s”',
    async (words) => {
      const channel = newChannel();
      say(QUESTION, { channel, user: 'U55' });
      const mention = say(`${BOT} ${words}`, { channel });
      const answer = await answerIn(channel);
      expect(answer).toContain(ANSWER);
      expect(answer).toContain(`“${QUESTION}”`);
      expect(postsIn(channel)[0]?.args).toMatchObject({ thread_ts: mention.ts });
    },
  );

  it('answers what its thread began with, past what people said to each other', async () => {
    const channel = newChannel();
    const root = say(QUESTION, { channel, user: 'U55' });
    say('good one', { channel, user: 'U56', thread_ts: root.ts });
    say(`${BOT} does anyone know?`, { channel, thread_ts: root.ts });
    expect(await answerIn(channel)).toContain(ANSWER);
  });

  it('answers a message that it shares', async () => {
    const channel = newChannel();
    say('What about lunch?', { channel, user: 'U55' });
    say(`${BOT} any idea?`, { channel, ...share });
    expect(await answerIn(channel)).toContain(ANSWER);
  });

  it.each([
    ['blocks', { blocks: questionBlocks }],
    ['an attachment', { attachments: [{ fallback: 'New request', title: 'New request', text: QUESTION }] }],
  ])('answers what an app shows in %s, which by itself is answered by nobody', async (_, shown) => {
    const channel = newChannel();
    say('', { channel, ...app, ...shown });
    await settle();
    expect(postsIn(channel)).toEqual([]);
    say(`${BOT} can you help?`, { channel });
    const answer = await answerIn(channel);
    expect(answer).toContain(ANSWER);
    expect(answer).not.toContain('Kangaroos');
  });

  it.each([
    ['nothing', []],
    ['what is no question', ['Good morning all']],
  ])('is told how to ask where it points at %s', async (_, said) => {
    const channel = newChannel();
    for (const text of said) say(text, { channel, user: 'U55' });
    say(BOT, { channel });
    expect(await answerIn(channel)).toContain('I see no question there');
  });

  it('is told so in the language in use', async () => {
    const channel = newChannel();
    say(`${BOT} 能回答吗？`, { channel });
    expect(await answerIn(channel)).toContain('我没有看到问题');
  });

  it('does not reach back for long', async () => {
    const channel = newChannel();
    const ts = `${Math.floor(Date.now() / 1000) - 3_600}.000001`;
    say(QUESTION, { channel, user: 'U55', ts });
    say(`${BOT} any idea?`, { channel });
    expect(await answerIn(channel)).toContain('I see no question there');
  });
});

describe('a message shared with the bot alone', () => {
  it('is answered', async () => {
    const channel = `D${newChannel()}`;
    say('', { channel, ...share });
    expect(await answerIn(channel)).toContain(ANSWER);
  });
});

describe('a mention that an edit adds', () => {
  it('is answered, once', async () => {
    const channel = newChannel();
    const message = say(QUESTION, { channel });
    send(workspace.server.edit(message, `${BOT} ${QUESTION}`));
    send(workspace.server.edit(message, `${BOT} please: ${QUESTION}`));
    expect(await answerIn(channel)).toContain(ANSWER);
  });

  it.each([
    ['was there before', (now: number) => now, `${BOT} hello there`],
    ['comes a day later', (now: number) => now - 86_400, 'hello there'],
  ])('is none if it %s', async (_, written, text) => {
    const channel = newChannel();
    const ts = `${written(Math.floor(Date.now() / 1000))}.000002`;
    // The bot has not been told of the message itself.
    const message = workspace.server.message(text, { channel, ts });
    send(workspace.server.edit(message, `${BOT} ${QUESTION}`));
    await settle();
    expect(postsIn(channel)).toEqual([]);
  });
});

describe('a name', () => {
  it.each([
    ['inline code', `write \`${BOT} how many key projects?\` to ask it`],
    ['a block of code', `\`\`\`\n${BOT} ${QUESTION}\n\`\`\``],
    ['a quoted line', `&gt; ${BOT} ${QUESTION}\nnice, that worked`],
  ])('in %s mentions nobody', async (_, text) => {
    const channel = newChannel();
    const message = say(text, { channel });
    send({ ...message, type: 'app_mention' });
    await settle();
    expect(postsIn(channel)).toEqual([]);
  });
});

describe('the shortcut of a message', () => {
  it.each([
    ['blocks only', { bot_id: 'B77', blocks: questionBlocks }],
    ['a message shared', share],
  ])('reads %s', async (_, shown) => {
    const { server } = workspace;
    const before = server.callsOf('response_url').length;
    server.send('interactive', server.shortcut('find_in_documents', '', shown));
    const answer = await until(() => server.callsOf('response_url')[before], 'an answer');
    expect(textOf(answer.args)).toContain(ANSWER);
  });
});
