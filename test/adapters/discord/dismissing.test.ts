import { type APIMessage, PermissionFlagsBits } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { answerTo } from '../../support/discord.ts';
import {
  answersOf,
  type Community,
  inCommunity,
  openCommunity,
  QUESTION,
  UNANSWERED,
} from '../../support/discord-community.ts';
import { DISCORD } from '../../support/discord-ids.ts';
import { DiscordServer } from '../../support/discord-server.ts';
import { shownBy } from '../../support/discord-shown.ts';
import { folderWith } from '../../support/folders.ts';
import { until } from '../../support/waiting.ts';

const DELETE_BY_TOKEN = 'DELETE /webhooks/:application/:token/messages/:message';
const DELETE = 'DELETE /channels/:channel/messages/:message';
const MODERATOR = DISCORD.owner;
const rules = folderWith({
  'channels.yaml': `discord: {channels: {"${DISCORD.channel}": {answers: unasked}}}\n`,
});

const answered = ({ server }: Community, question = QUESTION): Promise<APIMessage> =>
  answerTo(server, server.people.mention(question));

function isThere({ server }: Community, { id }: APIMessage): boolean {
  return server.messages.posts.some(({ message, isDeleted }) => message.id === id && !isDeleted);
}

async function dismissed(
  community: Community,
  answer: APIMessage,
  user: string = DISCORD.user,
): Promise<void> {
  community.server.people.press(answer, 'Dismiss', { user });
  await until(() => !isThere(community, answer), 'the answer to be gone');
}

describe('an answer to all', () => {
  it.each([
    ['whoever asked', DISCORD.user, {}],
    ['who manages messages there', MODERATOR, {}],
    ['a maintainer', DISCORD.neighbour, { DISCORD_MAINTAINERS: DISCORD.neighbour }],
  ])('is taken away by %s', (_, user, env) =>
    inCommunity(
      async (community) => {
        const { server } = community;
        if (user === MODERATOR) server.guilds.permissions.set(MODERATOR, PermissionFlagsBits.ManageMessages);
        await dismissed(community, await answered(community), user);
        await community.adapter.stop();
        // Nobody is told of it.
        expect(answersOf(community)).toEqual([]);
      },
      { env },
    ),
  );

  it('stays for others, who are told why', () =>
    inCommunity(async (community) => {
      const answer = await answered(community);
      const pressed = community.server.people.press(answer, 'Dismiss', { user: DISCORD.neighbour });
      expect(shownBy(await pressed.answer())).toContain('Only whoever asked, and moderators');
      expect(pressed.isPrivate).toBe(true);
      expect(isThere(community, answer)).toBe(true);
      const chinese = { user: DISCORD.neighbour, locale: 'zh-CN' };
      expect(shownBy(await community.server.people.press(answer, 'Dismiss', chinese).answer())).toContain(
        '只有',
      );
    }));

  it('can be to a command, in a channel and a thread', () =>
    inCommunity(async (community) => {
      const { people } = community.server;
      const thread = people.thread('projects', people.write('see'));
      for (const channel of [DISCORD.channel, thread.id]) {
        const answer = await people.slash('ask', { question: QUESTION }, { channel }).answer();
        const other = people.press(answer, 'Dismiss', { channel, user: DISCORD.neighbour });
        expect(shownBy(await other.answer())).toContain('Only');
        people.press(answer, 'Dismiss', { channel });
        await until(() => !isThere(community, answer), 'the answer to be gone');
      }
    }));

  it.each([
    ['a server', DISCORD.foreignChannel],
    ['a conversation', DISCORD.closed],
  ])('can be in %s that the bot is no member of', (_, channel) =>
    inCommunity(async (community) => {
      const { people } = community.server;
      const answer = await people.slash('ask', { question: QUESTION }, { channel }).answer();
      people.press(answer, 'Dismiss', { channel });
      await until(() => !isThere(community, answer), 'the answer to be gone');
    }),
  );

  it.each([UNANSWERED, 'thank you!'])('can be a refusal or words in passing: %s', (question) =>
    inCommunity(async (community) => dismissed(community, await answered(community, question))),
  );

  it('can be an apology', () =>
    inCommunity(async (community) => {
      const { bot } = community;
      Object.assign(bot, { ask: () => Promise.reject(new Error('no')) });
      const apology = await answered(community);
      expect(shownBy(apology)).toContain('Sorry');
      await dismissed(community, apology);
    }));

  it('can be one that nobody asked the bot for: whoever wrote what it answers takes it away', async () => {
    const server = await DiscordServer.start();
    server.gateway.refusedIntents = 0;
    await inCommunity(
      async (community) => {
        const answer = await answerTo(server, server.people.write(QUESTION, { user: DISCORD.neighbour }));
        const other = server.people.press(answer, 'Dismiss');
        expect(shownBy(await other.answer())).toContain('Only');
        await dismissed(community, answer, DISCORD.neighbour);
      },
      { server, env: { DISCORD_MESSAGE_CONTENT: 'true', CHANNELS_FILE: `${rules}/channels.yaml` } },
    );
    await server.stop();
  });

  it('can be one that was shared: whoever shared it takes it away', () =>
    inCommunity(async (community) => {
      const { server } = community;
      const own = await server.people.slash('ask', { question: QUESTION, private: true }).answer();
      expect(shownBy(own)).not.toContain('Dismiss');
      await server.people.press(own, 'Share in channel').answer();
      const [shared] = answersOf(community).filter(({ onlyFor }) => onlyFor === undefined);
      if (shared === undefined) throw new Error('nothing was shared');
      const other = server.people.press(shared.message, 'Dismiss', { user: DISCORD.neighbour });
      expect(shownBy(await other.answer())).toContain('Only');
      await dismissed(community, shared.message);
    }));

  it('is taken away after a restart as well, and what it answered being gone', async () => {
    const server = await DiscordServer.start();
    let answer: APIMessage;
    {
      await using before = await openCommunity({ server });
      answer = await answered(before);
    }
    await using after = await openCommunity({ server });
    for (const post of server.messages.posts)
      if (post.message.author.id === DISCORD.user) server.messages.delete(post);
    await dismissed(after, answer);
    await after.adapter.stop();
    expect(server.complaints).toEqual([]);
    await server.stop();
  });

  it('is taken away as any message where that of the press does not work, and said to stay where nothing does', () =>
    inCommunity(async (community) => {
      const { server } = community;
      server.fail(DELETE_BY_TOKEN, { error: 'unknownWebhook' }, { error: 'unknownWebhook' });
      await dismissed(community, await answered(community));
      const answer = await answered(community);
      server.fail(DELETE, { status: 500 }, { error: 'missingAccess' });
      const pressed = server.people.press(answer, 'Dismiss');
      expect(shownBy(await pressed.followUp())).toContain('could not be removed');
      expect(isThere(community, answer)).toBe(true);
    }));

  it('is there for nothing that one alone sees', () =>
    inCommunity(async (community) => {
      const { people } = community.server;
      const direct = await answerTo(community.server, people.direct(QUESTION));
      const shown = [
        direct,
        await people.slash('ask', { question: QUESTION }, { channel: DISCORD.direct }).answer(),
      ];
      for (const message of shown) {
        expect(shownBy(message)).toContain('Helpful');
        expect(shownBy(message)).not.toContain('Dismiss');
      }
    }));
});
