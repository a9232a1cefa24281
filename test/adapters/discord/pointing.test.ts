import { type APIMessage, ChannelType, ComponentType, MessageFlags, SnowflakeUtil } from 'discord.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { answerTo } from '../../support/discord.ts';
import {
  ANSWER,
  answersOf,
  type Community,
  openCommunity,
  QUESTION,
} from '../../support/discord-community.ts';
import { DISCORD } from '../../support/discord-ids.ts';
import { DiscordServer } from '../../support/discord-server.ts';
import { shownBy } from '../../support/discord-shown.ts';

const BOT = `<@${DISCORD.bot}>`;
const NO_QUESTION = 'I see no question there';
let reader: Community;
/** One that may read only what is said to it. */
let listener: Community;
beforeAll(async () => {
  const server = await DiscordServer.start();
  server.gateway.refusedIntents = 0;
  reader = await openCommunity({ server, env: { DISCORD_MESSAGE_CONTENT: 'true' } });
  listener = await openCommunity();
});
afterEach(() => {
  for (const { server } of [reader, listener]) expect(server.complaints).toEqual([]);
});
afterAll(async () => {
  await reader[Symbol.asyncDispose]();
  await reader.server.stop();
  await listener[Symbol.asyncDispose]();
});

const people = () => reader.server.people;
const answer = async (to: APIMessage) => shownBy(await answerTo(reader.server, to));
const other = { user: DISCORD.neighbour };

/** How often the bot has written since, once all before has been dealt with. */
async function written(act: () => unknown): Promise<number> {
  const before = answersOf(reader).length;
  await act();
  for (const _ of [1, 2, 3])
    await answerTo(reader.server, people().direct(QUESTION, { user: DISCORD.owner }));
  return answersOf(reader).length - before - 3;
}

describe('a mention that asks nothing itself', () => {
  it.each(['', 'can you answer this?', 'any idea?', '^ this', '有人知道吗？'])(
    'answers the message right before it: “%s”',
    async (words) => {
      people().write(QUESTION, other);
      const shown = await answer(people().mention(words));
      expect(shown).toContain(ANSWER);
      expect(shown).toContain(QUESTION);
    },
  );

  it('answers the message it replies to, and not what was said after it', async () => {
    const asked = people().write(QUESTION, other);
    people().write('who wants lunch?', other);
    expect(await answer(people().mention('', { replyTo: asked }))).toContain(ANSWER);
  });

  it('answers what its thread began with', async () => {
    const thread = people().thread('projects', people().write(QUESTION, other));
    people().write('good one', { ...other, channel: thread.id });
    expect(await answer(people().mention('does anyone know?', { channel: thread.id }))).toContain(ANSWER);
  });

  it('answers a message that was forwarded', async () => {
    const elsewhere = people().write(QUESTION, { ...other, channel: DISCORD.otherChannel });
    people().forward(elsewhere, other);
    expect(await answer(people().mention('any idea?'))).toContain(ANSWER);
  });

  it.each([
    ['an embed', { embeds: [{ title: 'New request', description: QUESTION }] }],
    [
      'components',
      {
        flags: MessageFlags.IsComponentsV2,
        components: [
          {
            type: ComponentType.Container,
            components: [{ type: ComponentType.TextDisplay, content: QUESTION }],
          },
        ],
      },
    ],
  ])('answers what an app shows in %s, which by itself is answered by nobody', async (_, body) => {
    expect(await written(() => people().webhook(body))).toBe(0);
    const posted = people().webhook(body);
    expect(await answer(people().mention('', { replyTo: posted }))).toContain(ANSWER);
  });

  it.each([
    ['no question', () => people().write('Good morning all', other)],
    ['its own answer', () => answerTo(reader.server, people().mention(QUESTION))],
  ])('is told how to ask where it points at %s', async (_, before) => {
    const replyTo = await before();
    expect(await answer(people().mention('', { replyTo }))).toContain(NO_QUESTION);
  });

  it('is told how to ask where what it points at may not be read', async () => {
    const { server } = listener;
    server.people.write(QUESTION, other);
    expect(shownBy(await answerTo(server, server.people.mention('any idea?')))).toContain(NO_QUESTION);
  });
});

describe('a message that is forwarded to the bot alone', () => {
  it('is answered', async () => {
    const elsewhere = people().write(QUESTION, other);
    const direct = [...reader.server.guilds.channels.values()].find(({ type }) => type === ChannelType.DM);
    const forwarded = people().forward(elsewhere, { channel: direct?.id ?? DISCORD.direct });
    expect(await answer(forwarded)).toContain(ANSWER);
  });
});

describe('a mention that an edit adds', () => {
  it('is answered, once', async () => {
    const message = people().write(QUESTION);
    people().edit(message, `${BOT} ${QUESTION}`);
    expect(await answer(message)).toContain(ANSWER);
    expect(await written(() => people().edit(message, `${BOT} please: ${QUESTION}`))).toBe(0);
  });

  it('to a message that was answered before a restart is none', async () => {
    const message = people().mention(QUESTION);
    await answer(message);
    await reader.adapter.stop();
    reader = await openCommunity({ server: reader.server, env: { DISCORD_MESSAGE_CONTENT: 'true' } });
    expect(await written(() => people().edit(message, `${BOT} please: ${QUESTION}`))).toBe(0);
  });

  it('is none in what was written a day ago', async () => {
    const id = String(SnowflakeUtil.generate({ timestamp: Date.now() - 86_400_000 }));
    const { guilds, messages } = reader.server;
    const body = { content: 'hello there' };
    const channel = guilds.channel(DISCORD.channel);
    const { message: old } = messages.create({ channel, author: DISCORD.user, body, more: { id } });
    expect(await written(() => people().edit(old, `${BOT} ${QUESTION}`))).toBe(0);
  });
});

describe('a name', () => {
  it.each([
    ['inline code', `write \`${BOT} how many key projects?\` to ask it`],
    ['a block of code', `\`\`\`\n${BOT} ${QUESTION}\n\`\`\``],
    ['a quoted line', `> ${BOT} ${QUESTION}\nnice, that worked`],
    ['lines quoted to the end', `nice, that worked\n>>> look:\n${BOT} ${QUESTION}`],
  ])('in %s mentions nobody', async (_, text) => {
    expect(await written(() => people().write(text))).toBe(0);
  });
});

describe('the menu of a message', () => {
  const find = 'Find this in the documents';

  it('reads what an app shows, and what is forwarded', async () => {
    const posted = people().webhook({ embeds: [{ title: 'New request', description: QUESTION }] });
    const forwarded = people().forward(people().write(QUESTION, other));
    for (const message of [posted, forwarded])
      expect(shownBy(await people().menu(find, message).answer())).toContain(ANSWER);
  });
});
