import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type APIMessage, PermissionFlagsBits } from 'discord.js';
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
import { boldIn, quotesIn, shownBy } from '../../support/discord-shown.ts';
import { folderWith } from '../../support/folders.ts';
import { until } from '../../support/waiting.ts';

const NEVER = DISCORD.otherChannel;
const channels = folderWith({ 'channels.yaml': `discord: {channels: {"${NEVER}": {answers: never}}}\n` });
const env = { CHANNELS_FILE: `${channels}/channels.yaml` };
const leave = { 'leave.txt': 'Leave rules\n\nStaff have thirty days of paid leave.\n' };
const LEAVE = 'How many days of paid leave do staff have?';

let community: Community;
beforeAll(async () => {
  community = await openCommunity({ env });
});
afterEach(() => expect(community.server.complaints).toEqual([]));
afterAll(() => community[Symbol.asyncDispose]());

const people = () => community.server.people;
const inChannel = (channel: string = DISCORD.channel) =>
  community.server.messages
    .in(channel)
    .flatMap(({ message }) => (message.author.id === DISCORD.bot ? [message] : []));

async function answered(question = QUESTION, { server } = community): Promise<APIMessage> {
  return answerTo(server, server.people.mention(question));
}

async function privately(question = QUESTION, where = {}): Promise<APIMessage> {
  return people().slash('ask', { question, private: true }, where).answer();
}

describe('a button below an answer', () => {
  it('brings more passages, then those after them, for the one who pressed it', async () => {
    const answer = await answered();
    const pressed = people().press(answer, 'More passages', { user: DISCORD.neighbour });
    const more = await pressed.answer();
    expect(pressed.isPrivate).toBe(true);
    expect(quotesIn(more).length).toBeGreaterThan(0);
    const again = await people().press(more, 'More passages', { user: DISCORD.neighbour }).answer();
    const shown = [answer, more, again].flatMap((message) => quotesIn(message));
    expect(new Set(shown).size).toBe(shown.length);
  });

  it('says when there are no more', async () => {
    await using other = await openCommunity({ files: leave });
    const last = await other.server.people.press(await answered(LEAVE, other), 'More passages').answer();
    expect(shownBy(last)).toContain('no more passages');
  });

  it('shows an excerpt in context, with its words in bold', async () => {
    const pressed = people().press(await answered(), 'Show in context');
    const context = await pressed.answer();
    expect(pressed.isPrivate).toBe(true);
    expect(shownBy(context).split('\n').length).toBeGreaterThan(5);
    expect(boldIn(context).join(' ')).toContain('17 key projects');
  });

  it('says why an excerpt was chosen', async () => {
    const why = await people()
      .press(await answered(), 'Why this?')
      .answer();
    expect(shownBy(why)).toMatch(/Why this passage\n.*key projects · the same word/);
  });

  it('shows what comes nearest where the documents do not say', async () => {
    const none = await answered('What is the budget of Hunan for fisheries?');
    expect(shownBy(none)).not.toContain('Share');
    const nearest = await people().press(none, 'Nearest passages').answer();
    expect(shownBy(nearest)).toContain('which do not answer the question');
  });

  it('keeps what people think, with facts of the answer and without the question', async () => {
    const { dataDir, log } = community;
    const answer = await answered();
    expect(shownBy(await people().press(answer, 'Helpful').answer())).toContain('Thank you');
    const opened = people().press(answer, 'Not helpful');
    const form = await opened.form();
    expect(form.title).toBe('Not helpful');
    const sent = await people().submit(opened, { reason: 'out-of-date' });
    expect(shownBy(await sent.answer())).toContain('Thank you');
    expect(sent.isPrivate).toBe(true);
    const opinions = await until(() => {
      const lines = readFileSync(join(dataDir, 'feedback.jsonl'), 'utf8').trim().split('\n');
      return lines.length === 3 && lines;
    }, 'three opinions');
    expect(opinions.map((line) => JSON.parse(line) as object)).toMatchObject([
      { verdict: 'helpful', kind: 'cited', cited: [expect.stringMatching(/:\d+-\d+$/)] },
      { verdict: 'not helpful' },
      { verdict: 'not helpful', reason: 'out-of-date' },
    ]);
    expect(opinions.join()).not.toContain('informatization');
    expect(JSON.stringify(log)).not.toMatch(/informatization/);
  });

  it('is there for nothing that was only said in passing', async () => {
    expect(shownBy(await answered('thank you!'))).not.toContain('|');
    expect(shownBy(await answered(UNANSWERED))).not.toContain('Share');
  });

  it('speaks the language of the question', async () => {
    const answer = await answered('信息化规划设立了多少个重点工程？');
    expect(shownBy(answer)).toContain('没有帮助');
    expect((await people().press(answer, '没有帮助').form()).title).toBe('没有帮助');
  });

  it('does no harm with an id that is no button of ours', async () => {
    const { server } = community;
    const channel = server.guilds.channel(DISCORD.channel);
    const ids = ['more', 'pc1m0', 'pc1z0.AAAA', 'pc1m0.AAAA', 'pc1c9zz.', 'x'.repeat(100), 'pc1mzzz.U7Rm'];
    const buttons = ids.slice(0, 5).map((custom_id) => ({ type: 2, style: 2, label: custom_id, custom_id }));
    const rest = ids
      .slice(5)
      .map((custom_id) => ({ type: 2, style: 2, label: custom_id.slice(0, 80), custom_id }));
    const rows = [buttons, rest].map((components) => ({ type: 1, components }));
    const { message } = server.messages.create({ channel, author: DISCORD.bot, body: { components: rows } });
    for (const id of ids)
      expect(shownBy(await people().press(message, id).answer())).toContain('does not work any more');
    const chinese = people().press(message, 'more', { locale: 'zh-TW' });
    expect(shownBy(await chinese.answer())).toContain('失效');
  });
});

describe('sharing', () => {
  it('puts a private answer into the channel once, with its question', async () => {
    const before = inChannel().length;
    const answer = await privately();
    expect(shownBy(await people().press(answer, 'Share in channel').answer())).toContain('Shared');
    expect(shownBy(await people().press(answer, 'Share in channel').answer())).toContain('Shared');
    const shared = inChannel().slice(before);
    expect(shared).toHaveLength(1);
    expect(shownBy(shared[0] ?? {})).toContain(ANSWER);
    expect(shownBy(shared[0] ?? {})).toContain(`“${QUESTION}”`);
    expect(shownBy(shared[0] ?? {})).not.toContain('Share');
    expect(
      shownBy(
        await people()
          .press(shared[0] as APIMessage, 'Why this?')
          .answer(),
      ),
    ).toContain('Why');
  });

  it('shares what "more" brought as well', async () => {
    const more = await people()
      .press(await privately(), 'More passages')
      .answer();
    const before = inChannel().length;
    await people().press(more, 'Share in channel').answer();
    const [shared] = inChannel().slice(before);
    for (const quote of quotesIn(more)) expect(quotesIn(shared ?? {})).toContain(quote);
  });

  it('does not happen where the bot is not to speak', async () => {
    const answer = await privately(QUESTION, { channel: NEVER });
    const pressed = people().press(answer, 'Share in channel', { channel: NEVER });
    expect(shownBy(await pressed.answer())).toContain('could not be shared');
    expect(inChannel(NEVER)).toEqual([]);
  });

  it('says where the bot may not speak, and works once it may', async () => {
    const { server } = community;
    const answer = await privately();
    const before = inChannel().length;
    server.deny(DISCORD.channel, PermissionFlagsBits.SendMessages);
    expect(shownBy(await people().press(answer, 'Share in channel').answer())).toContain('could not');
    server.deny(DISCORD.channel, 0n);
    expect(shownBy(await people().press(answer, 'Share in channel').answer())).toContain('Shared');
    expect(inChannel().length).toBe(before + 1);
  });

  it('is not for others, who do not see the answer', async () => {
    const answer = await privately();
    expect(() => people().press(answer, 'Share in channel', { user: DISCORD.neighbour })).toThrow('to see');
  });
});

describe('a button of an answer from before', () => {
  it('works after a restart, as "share" does, once', async () => {
    const server = await DiscordServer.start();
    let answer: APIMessage;
    let own: APIMessage;
    {
      await using before = await openCommunity({ server });
      answer = await answered(QUESTION, before);
      own = await server.people.slash('ask', { question: QUESTION, private: true }).answer();
      await server.people.press(own, 'Share in channel').answer();
    }
    await using after = await openCommunity({ server });
    expect(shownBy(await server.people.press(answer, 'Show in context').answer())).toContain('In context');
    const followUp = server.people.mention('and who issued it?', { replyTo: answer });
    expect(readAsked((await answerTo(server, followUp)).components ?? [])?.history).toEqual([QUESTION]);
    await server.people.press(own, 'Share in channel').answer();
    await after.adapter.stop();
    expect(
      server.messages
        .in(DISCORD.channel)
        .filter(
          ({ message: { author, message_reference } }) =>
            author.id === DISCORD.bot && message_reference === undefined,
        ),
    ).toHaveLength(1);
    expect(server.complaints).toEqual([]);
    await server.stop();
  });

  it('says that the documents have changed since', async () => {
    await using other = await openCommunity({ files: leave });
    const { server, bot, seedsDir } = other;
    const answer = await answered(LEAVE, other);
    expect(shownBy(answer)).toContain('thirty');
    writeFileSync(join(seedsDir, 'leave.txt'), leave['leave.txt'].replace('thirty', 'forty'));
    await bot.reindex({ force: false });
    const why = server.people.press(answer, 'Why this?');
    expect(shownBy(await why.answer())).toContain('have changed since');
    expect(shownBy(await why.followUp())).toContain('belongs to another answer');
    const context = server.people.press(answer, 'Show in context');
    await context.answer();
    expect(shownBy(await context.followUp())).not.toContain('forty');
    const now = await answered(LEAVE, other);
    expect(shownBy(await server.people.press(now, 'Show in context').answer())).toContain('forty days');
    writeFileSync(join(seedsDir, 'travel.txt'), 'Travel rules\n\nTravel is by train.\n');
    await bot.reindex({ force: false });
    const still = server.people.press(now, 'Show in context');
    expect(shownBy(await still.answer())).toContain('have changed since');
    expect(shownBy(await still.followUp())).toContain('forty days');
    writeFileSync(join(seedsDir, 'leave.txt'), 'Travel rules\n\nTravel is by train.\n');
    await bot.reindex({ force: true });
    for (const [label, expected] of [
      ['Why this?', 'Please ask again'],
      ['Show in context', 'Please ask again'],
      ['More passages', 'Please ask again'],
    ] as const) {
      const pressed = server.people.press(answer, label);
      await pressed.answer();
      expect(shownBy(await pressed.followUp())).toContain(expected);
    }
    expect(server.complaints).toEqual([]);
  });
});
