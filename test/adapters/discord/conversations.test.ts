import type { APIMessage } from 'discord.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readAsked } from '../../../adapters/discord/custom-id.ts';
import { answerTo } from '../../support/discord.ts';
import {
  ANSWER,
  type Community,
  openCommunity,
  QUESTION,
  UNANSWERED,
} from '../../support/discord-community.ts';
import { DISCORD } from '../../support/discord-ids.ts';
import { DiscordServer } from '../../support/discord-server.ts';
import { shownBy } from '../../support/discord-shown.ts';
import { folderWith } from '../../support/folders.ts';

const FOLLOW_UP = 'and who issued it?';
const OPEN = DISCORD.otherChannel;
const rules = `discord: {channels: {"${OPEN}": {answers: unasked}, "${DISCORD.forum}": {answers: unasked}}}\n`;
const channels = folderWith({ 'channels.yaml': rules });

/** What reads all messages, and what reads only those said to it. */
let reader: Community;
let listener: Community;
beforeAll(async () => {
  const server = await DiscordServer.start();
  server.gateway.refusedIntents = 0;
  const env = { CHANNELS_FILE: `${channels}/channels.yaml` };
  reader = await openCommunity({ server, env: { ...env, DISCORD_MESSAGE_CONTENT: 'true' } });
  listener = await openCommunity({ env });
});
afterEach(() => {
  for (const { server } of [reader, listener]) expect(server.complaints).toEqual([]);
});
afterAll(async () => {
  await reader[Symbol.asyncDispose]();
  await reader.server.stop();
  await listener[Symbol.asyncDispose]();
});

const both = () => [reader, listener];
const historyOf = ({ components = [] }: APIMessage) => readAsked(components)?.history;

/** How often the bot has written since, once all before has been dealt with. */
async function written({ server }: Community, act: () => unknown): Promise<number> {
  const count = () => server.messages.posts.filter(({ message }) => message.author.id === DISCORD.bot).length;
  const before = count();
  await act();
  // All that a message may take to be answered, one after the other.
  for (const _ of [1, 2, 3]) await answerTo(server, server.people.direct(QUESTION, { user: DISCORD.owner }));
  return count() - before - 3;
}

describe('a direct conversation', () => {
  it('goes on with what was asked in it, not with what was asked elsewhere', async () => {
    const { server } = listener;
    const first = await answerTo(server, server.people.direct(QUESTION, { user: DISCORD.neighbour }));
    expect(historyOf(first)).toEqual([]);
    const second = await answerTo(server, server.people.direct(FOLLOW_UP, { user: DISCORD.neighbour }));
    expect(historyOf(second)).toEqual([QUESTION]);
    expect(shownBy(second)).toContain('Central Network Security and Information Commission');
    await server.people.press(second, 'More passages', { user: DISCORD.neighbour }).answer();
    const third = await answerTo(server, server.people.direct('by which year?', { user: DISCORD.neighbour }));
    expect(historyOf(third)).toEqual([QUESTION, FOLLOW_UP]);
    expect(historyOf(await answerTo(server, server.people.mention(FOLLOW_UP)))).toEqual([]);
  });

  it('an hour later begins anew', async () => {
    const { server } = listener;
    const message = server.people.direct(QUESTION);
    await answerTo(server, message);
    for (const { message: said } of server.messages.in(message.channel_id))
      Object.assign(said, { timestamp: new Date(Date.now() - 3_601_000).toISOString() });
    expect(historyOf(await answerTo(server, server.people.direct(FOLLOW_UP)))).toEqual([]);
  });
});

describe('a reply to an answer', () => {
  it('that pings follows up on it, with or without the intent', async () => {
    for (const community of both()) {
      const { server } = community;
      const answer = await answerTo(server, server.people.mention(QUESTION));
      const reply = server.people.mention(FOLLOW_UP, { replyTo: answer, user: DISCORD.neighbour });
      const followUp = await answerTo(server, reply);
      expect(historyOf(followUp)).toEqual([QUESTION]);
      const next = server.people.write('by which year?', { replyTo: followUp });
      expect(historyOf(await answerTo(server, next))).toEqual([QUESTION, FOLLOW_UP]);
    }
  });

  it('that does not ping follows up on it where the bot may read it, and is not seen else', async () => {
    for (const community of both()) {
      const { server } = community;
      const answer = await answerTo(server, server.people.mention(QUESTION));
      const quiet = () => server.people.write(FOLLOW_UP, { replyTo: answer, isQuiet: true });
      expect(await written(community, quiet)).toBe(community === reader ? 1 : 0);
    }
  });
});

describe('a thread', () => {
  it('opened at an answer goes on with it, and needs no mention with the intent', async () => {
    for (const community of both()) {
      const { server } = community;
      const answer = await answerTo(server, server.people.mention(QUESTION));
      const thread = server.people.thread('more of it', answer);
      const asked =
        community === reader
          ? server.people.write(FOLLOW_UP, { channel: thread.id })
          : server.people.mention(FOLLOW_UP, { channel: thread.id });
      expect(historyOf(await answerTo(server, asked))).toEqual([QUESTION]);
    }
  });

  it('in which the bot was asked goes on without a mention with the intent only', async () => {
    for (const community of both()) {
      const { server } = community;
      const thread = server.people.thread('projects', server.people.write('let us see'));
      const mention = server.people.mention(QUESTION, { channel: thread.id });
      await answerTo(server, mention);
      const follow = () => server.people.write(FOLLOW_UP, { channel: thread.id });
      expect(await written(community, follow)).toBe(community === reader ? 1 : 0);
      const again = server.people.mention('by which year?', { channel: thread.id });
      const expected = community === reader ? [QUESTION, FOLLOW_UP] : [QUESTION];
      expect(historyOf(await answerTo(server, again))).toEqual(expected);
    }
  });

  it('of others, and what is said to others in its own, is left alone', async () => {
    const { server } = reader;
    const root = server.people.write('lunch?', { user: DISCORD.neighbour });
    const foreign = server.people.thread('lunch', root);
    expect(await written(reader, () => server.people.write(QUESTION, { channel: foreign.id }))).toBe(0);
    const own = server.people.thread('projects', await answerTo(server, server.people.mention(QUESTION)));
    const toOthers = () => {
      const where = { channel: own.id };
      const said = server.people.write('I see', where);
      server.people.write(`<@${DISCORD.neighbour}> ${QUESTION}`, where);
      server.people.write(QUESTION, { ...where, replyTo: said });
      server.people.write(QUESTION, { ...where, replyTo: said, isQuiet: true });
    };
    expect(await written(reader, toOthers)).toBe(0);
  });
});

describe('a question put to nobody', () => {
  it('is answered where that is wanted, if the answer is sure', async () => {
    const { server } = reader;
    const unsure = () => {
      server.people.write(UNANSWERED, { channel: OPEN });
      server.people.write('lunch anyone?', { channel: OPEN });
      server.people.write(QUESTION);
    };
    expect(await written(reader, unsure)).toBe(0);
    const asked = server.people.write(QUESTION, { channel: OPEN });
    expect(shownBy(await answerTo(server, asked))).toContain(ANSWER);
    const reply = () => server.people.write(QUESTION, { channel: OPEN, replyTo: asked, isQuiet: true });
    expect(await written(reader, reply)).toBe(0);
  });

  it('as the first post of a forum is answered in its thread, by its title if that asks', async () => {
    const { server } = reader;
    const posts = [
      server.people.thread('Projects', { forum: DISCORD.forum, content: QUESTION }),
      server.people.thread(QUESTION, { forum: DISCORD.forum, content: 'I need it for my report, thanks!' }),
    ];
    for (const { id } of posts) {
      const [first] = server.messages.in(id);
      expect(shownBy(await answerTo(server, first?.message as APIMessage))).toContain(ANSWER);
    }
    const where = { channel: posts[0]?.id ?? '' };
    const followUp = await answerTo(server, server.people.write(FOLLOW_UP, where));
    expect(historyOf(followUp)?.[0]).toContain(QUESTION);
    const idle = () => server.people.thread('Lunch', { forum: DISCORD.forum, content: 'Who comes along?' });
    expect(await written(reader, idle)).toBe(0);
  });

  it('is not even read without the intent, and a mention in a forum is answered', async () => {
    const { server } = listener;
    const silent = () => {
      server.people.write(QUESTION, { channel: OPEN });
      server.people.thread(QUESTION, { forum: DISCORD.forum, content: QUESTION });
    };
    expect(await written(listener, silent)).toBe(0);
    const content = `<@${DISCORD.bot}> ${QUESTION}`;
    const post = server.people.thread('Projects', { forum: DISCORD.forum, content });
    const [first] = server.messages.in(post.id);
    expect(shownBy(await answerTo(server, first?.message as APIMessage))).toContain(ANSWER);
  });
});

describe('what nobody asks', () => {
  it.each([
    ['bots', { author: DISCORD.bot }],
    ['webhooks', { more: { webhook_id: '1200000000000524555' } }],
    ['the system', { more: { type: 7 } }],
  ])('by %s is left alone', async (_, by) => {
    const { server } = reader;
    const channel = server.guilds.channel(OPEN);
    const body = { content: `<@${DISCORD.bot}> ${QUESTION}` };
    const isOwn = 'author' in by ? 1 : 0;
    const say = () => server.messages.create({ channel, author: DISCORD.user, body, ...by });
    expect(await written(reader, say)).toBe(isOwn);
  });

  it('of it is left alone: mentions of others, of all and of other roles', async () => {
    const { server } = reader;
    const say = () => {
      server.people.write(`<@${DISCORD.neighbour}> ${QUESTION}`, { channel: OPEN });
      server.people.write(`@everyone ${QUESTION}`, { channel: OPEN });
    };
    expect(await written(reader, say)).toBe(0);
  });

  it.each([
    ['is answered', () => reader, ANSWER],
    ['is not read without the intent, which is said', () => listener, 'not my role'],
  ])('is not what mentions the role of the bot: that %s', async (_, community, expected) => {
    const { server } = community();
    const channel = server.guilds.channel(DISCORD.channel);
    const body = { content: `<@&${DISCORD.botRole}> ${QUESTION}` };
    const more = { mention_roles: [DISCORD.botRole] };
    const { message } = server.messages.create({ channel, author: DISCORD.user, body, more });
    expect(shownBy(await answerTo(server, message))).toContain(expected);
  });
});
