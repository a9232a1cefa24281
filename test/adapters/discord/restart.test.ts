import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GatewayIntentBits } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { chatMessagesFor } from '../../../src/chat-messages.ts';
import { leaveBehind } from '../../support/dead-process.ts';
import {
  ANSWER,
  answersOf,
  type Community,
  inCommunity,
  openCommunity,
  prepareCommunity,
  QUESTION,
} from '../../support/discord-community.ts';
import { DISCORD } from '../../support/discord-ids.ts';
import type { Interaction } from '../../support/discord-interaction.ts';
import { DiscordServer } from '../../support/discord-server.ts';
import { shownBy } from '../../support/discord-shown.ts';
import { until } from '../../support/waiting.ts';

const BOT = `discord:${DISCORD.bot}`;
const HOUR_MS = 3_600_000;
const INTERRUPTED = chatMessagesFor('en').interrupted;

type Before = {
  readonly t: 'MESSAGE_CREATE' | 'INTERACTION_CREATE';
  readonly d: { readonly id: string };
  readonly isBegun?: boolean;
  /** How long ago, in ms. */
  readonly ago?: number;
};

/** A community where the bot starts after another process was killed there. */
async function afterKill(
  act: (community: Community) => readonly Before[],
  test: (community: Community) => Promise<void>,
  env: Record<string, string> = {},
): Promise<void> {
  const server = await DiscordServer.start();
  const before = await openCommunity({ server });
  await before.adapter.stop();
  await using community = await prepareCommunity({ server, env });
  const { dataDir } = community;
  for (const { t, d, isBegun = false, ago = 0 } of act(community))
    leaveBehind(dataDir, [{ bot: BOT, key: d.id, payload: { t, d }, isBegun }], { ahead: -ago });
  await community.adapter.start();
  await test(community);
  await community.adapter.stop();
  expect(server.complaints).toEqual([]);
  await server.stop();
}

/** A message as the gateway told the bot of it. */
const heard = (message: { readonly id: string }, more: Partial<Before> = {}): Before => ({
  t: 'MESSAGE_CREATE',
  d: { ...message, guild_id: DISCORD.guild } as Before['d'],
  ...more,
});

/** What somebody does while it is a process that died that hears of it. */
function heardOf(
  { server }: Community,
  act: () => Interaction,
  more: Partial<Before> = {},
): { readonly interaction: Interaction; readonly before: Before } {
  let payload: unknown;
  server.people.sendsTo = async (told) => {
    payload = told;
  };
  const interaction = act();
  server.people.sendsTo = undefined;
  return { interaction, before: { t: 'INTERACTION_CREATE', d: payload as Before['d'], ...more } };
}

/** Discord was told to wait for the answer. */
function think({ server }: Community, { id, token }: Interaction): void {
  server.interactions.callback(id, token, { type: 5, data: {} }, [], () => {});
}

describe.concurrent('after a restart', () => {
  it('a message is answered once, though Discord repeats it', () => {
    let message = { id: '' };
    return afterKill(
      ({ server }) => {
        message = server.people.mention(QUESTION);
        return [heard(message)];
      },
      async (community) => {
        const { server, adapter } = community;
        const d = { ...message, guild_id: DISCORD.guild };
        server.gateway.dispatch({ t: 'MESSAGE_CREATE', intent: GatewayIntentBits.GuildMessages, d });
        await until(() => answersOf(community).length > 0, 'an answer');
        await adapter.stop();
        expect(answersOf(community).map((post) => shownBy(post.message))).toEqual([
          expect.stringContaining(ANSWER),
        ]);
      },
    );
  });

  it('a message that is answered already, or gone, is not answered', () =>
    afterKill(
      ({ server }) => {
        const [answered, gone, open] = [1, 2, 3].map(() => server.people.mention(QUESTION));
        if (!answered || !gone || !open) throw new Error('nothing was written');
        const body = { content: 'There are 17.', message_reference: { message_id: answered.id } };
        const channel = server.guilds.channel(DISCORD.channel);
        server.messages.create({ channel, author: DISCORD.bot, body });
        server.messages.delete(server.messages.find(DISCORD.channel, gone.id));
        return [heard(answered), heard(gone), heard(open)];
      },
      async (community) => {
        await until(() => answersOf(community).length === 2, 'an answer');
        await community.adapter.stop();
        expect(answersOf(community)).toHaveLength(2);
      },
    ));

  it('a message from too long ago is said to have been lost, in reply to it', () =>
    afterKill(
      ({ server }) => [heard(server.people.mention(QUESTION), { ago: 2 * HOUR_MS })],
      async (community) => {
        await until(() => answersOf(community).length > 0, 'a notice');
        const [notice] = answersOf(community);
        expect(shownBy(notice?.message as never)).toContain(INTERRUPTED);
        expect(notice?.message.message_reference).toBeDefined();
      },
    ));

  it.each(['gateway', 'HTTP'])(
    'a command for which Discord waits is answered in its place, and one that is answered left alone: by %s',
    (by) => {
      const asked: Interaction[] = [];
      return afterKill(
        (community) => {
          const { people } = community.server;
          return [1, 2].map((which) => {
            const { interaction, before } = heardOf(community, () =>
              people.slash('ask', { question: QUESTION }),
            );
            if (which === 1) think(community, interaction);
            else {
              const data = { content: 'There are 17.' };
              const { interactions } = community.server;
              interactions.callback(interaction.id, interaction.token, { type: 4, data }, [], () => {});
            }
            asked.push(interaction);
            return before;
          });
        },
        async (community) => {
          const [waited, answered] = asked as [Interaction, Interaction];
          expect(shownBy(await waited.answer())).toContain(ANSWER);
          await community.adapter.stop();
          expect(answered.original?.message.content).toBe('There are 17.');
          expect([...waited.followUps, ...answered.followUps]).toEqual([]);
          expect(answersOf(community)).toHaveLength(2);
        },
        by === 'HTTP' ? { DISCORD_PUBLIC_KEY: '0'.repeat(64), PORT: '0' } : {},
      );
    },
  );

  it('a command that Discord has given up is answered otherwise: in the channel, or to its asker alone', () =>
    afterKill(
      (community) => {
        const { server } = community;
        server.interactions.patienceMs = 0;
        return [false, true].map(
          (isPrivate) =>
            heardOf(community, () => server.people.slash('ask', { question: QUESTION, private: isPrivate }))
              .before,
        );
      },
      async (community) => {
        const { server } = community;
        await until(() => answersOf(community).length === 2, 'two answers');
        const places = answersOf(community).map(({ message }) => message.channel_id);
        expect(places.toSorted()).toEqual(
          [DISCORD.channel, server.guilds.directWith(DISCORD.user).id].toSorted(),
        );
        for (const { message } of answersOf(community)) expect(shownBy(message)).toContain(ANSWER);
      },
    ));

  it('of what had begun to be answered its asker is told, beside what is there', () => {
    let asked: Interaction | undefined;
    return afterKill(
      (community) => {
        const { server } = community;
        const { interaction, before } = heardOf(
          community,
          () => server.people.slash('reindex', { force: true }, { user: DISCORD.owner }),
          { isBegun: true },
        );
        const data = { content: 'Looking for changed documents. The outcome follows.', flags: 64 };
        server.interactions.callback(interaction.id, interaction.token, { type: 4, data }, [], () => {});
        asked = interaction;
        return [before];
      },
      async () => {
        expect(shownBy((await asked?.followUp()) as never)).toContain(INTERRUPTED);
        expect(asked?.original?.message.content).toContain('Looking for changed documents');
        expect(asked?.followUps[0]?.onlyFor).toBe(DISCORD.owner);
      },
    );
  });

  it('what happened too long ago is said to have been lost, to the one who did it', () =>
    afterKill(
      (community) => {
        const { server } = community;
        server.interactions.patienceMs = 0;
        return [
          heardOf(community, () => server.people.slash('ask', { question: QUESTION }), { ago: 2 * HOUR_MS })
            .before,
        ];
      },
      async (community) => {
        await until(() => answersOf(community).length > 0, 'a notice');
        const [notice] = answersOf(community);
        expect(shownBy(notice?.message as never)).toContain(INTERRUPTED);
        expect(notice?.message.channel_id).toBe(community.server.guilds.directWith(DISCORD.user).id);
      },
    ));

  it('a form that was shown is not spoken of, and the opinion counts', async () => {
    const server = await DiscordServer.start();
    const before = await openCommunity({ server });
    const answer = await server.people.slash('ask', { question: QUESTION }).answer();
    await before.adapter.stop();
    await using community = await prepareCommunity({ server });
    const { dataDir, adapter } = community;
    const { interaction, before: left } = heardOf(community, () =>
      server.people.press(answer, 'Not helpful'),
    );
    const data = { custom_id: 'f', title: 'f', components: [] };
    server.interactions.callback(interaction.id, interaction.token, { type: 9, data }, [], () => {});
    leaveBehind(dataDir, [{ bot: BOT, key: left.d.id, payload: { t: left.t, d: left.d } }]);
    const said = server.messages.posts.length;
    await adapter.start();
    await until(() => existsSync(join(dataDir, 'feedback.jsonl')), 'an opinion');
    await adapter.stop();
    expect(readFileSync(join(dataDir, 'feedback.jsonl'), 'utf8').trim().split('\n')).toHaveLength(1);
    expect(server.messages.posts).toHaveLength(said);
    expect(server.complaints).toEqual([]);
    await server.stop();
  });

  it('what was asked of another bot on the same folder, or cannot be understood, is left alone', async () => {
    await using community = await prepareCommunity();
    const { server, dataDir, adapter } = community;
    const message = server.people.mention(QUESTION);
    leaveBehind(dataDir, [
      { bot: 'discord:1', key: message.id, payload: heard(message) },
      { bot: BOT, key: '1', payload: null },
      { bot: BOT, key: '2', payload: { t: 'MESSAGE_CREATE', d: { id: '2', channel_id: '1' } } },
    ]);
    await adapter.start();
    const asked = server.people.slash('ask', { question: QUESTION });
    expect(shownBy(await asked.answer())).toContain(ANSWER);
    await adapter.stop();
    expect(answersOf(community)).toHaveLength(1);
  });
});

describe('the journal', () => {
  it('holds nothing of what is not said to the bot, nor of what is being typed', () =>
    inCommunity(async ({ server, dataDir }) => {
      server.people.write('between the two of us');
      server.people.write(`<@${DISCORD.neighbour}> psst, between the two of us`);
      await server.people.type('ask', { question: 'between' }, 'question').choices();
      await server.gateway.confirm();
      for (const name of readdirSync(dataDir))
        expect(readFileSync(join(dataDir, name), 'latin1')).not.toContain('between');
    }));

  it('holds nothing of what has been answered, nor the address for it', async () => {
    const community = await openCommunity();
    const { server, dataDir, adapter } = community;
    await server.people.slash('ask', { question: QUESTION }).answer();
    await adapter.stop();
    community.journal.close();
    for (const name of readdirSync(dataDir))
      expect(readFileSync(join(dataDir, name), 'latin1')).not.toMatch(/informatization|interaction-token/);
    await server.stop();
  });
});
