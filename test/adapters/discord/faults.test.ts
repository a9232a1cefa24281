import { setTimeout as delay } from 'node:timers/promises';
import { GatewayIntentBits, PermissionFlagsBits } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { answerTo } from '../../support/discord.ts';
import {
  ANSWER,
  answersOf,
  type Community,
  holdAnswers,
  inCommunity,
  QUESTION,
} from '../../support/discord-community.ts';
import { DISCORD } from '../../support/discord-ids.ts';
import { shownBy } from '../../support/discord-shown.ts';
import { until } from '../../support/waiting.ts';

const POST = 'POST /channels/:channel/messages';
const CALLBACK = 'POST /interactions/:interaction/:token/callback';
const LOUD = 50;

describe.concurrent('a fault of Discord', () => {
  it.each([
    ['an overload', { retryAfter: 0.3 }],
    ['an overload of everything', { retryAfter: 0.3, scope: 'global' }],
    ['an error', { status: 500 }],
    ['an outage', { status: 503 }],
    ['a cut', 'cut'],
    ['a cut after it was taken', 'taken and cut'],
    ['a slow line', { slowMs: 400 }],
  ] as const)('such as %s delays an answer, and nothing else', (_, trouble) =>
    inCommunity(async (community) => {
      const { server } = community;
      for (const route of [POST, CALLBACK]) server.fail(route, trouble);
      const mention = server.people.mention(QUESTION);
      const asked = server.people.slash('ask', { question: QUESTION, private: true });
      expect(shownBy(await asked.answer())).toContain(ANSWER);
      expect(shownBy(await answerTo(server, mention))).toContain(ANSWER);
      await community.adapter.stop();
      expect(answersOf(community)).toHaveLength(2);
      expect(asked.isPrivate).toBe(true);
    }),
  );

  it.each([
    ['a broken line', ({ server }: Community) => server.gateway.drop()],
    ['a closed line', ({ server }: Community) => server.gateway.drop(4000)],
    ['a wish for a new line', ({ server }: Community) => server.gateway.requestReconnect()],
    ['doubts of the session', ({ server }: Community) => server.gateway.invalidate(true)],
  ])('such as %s loses no question and answers none twice', (_, away) =>
    inCommunity(async (community) => {
      const { server } = community;
      const held = holdAnswers(community);
      const before = [server.people.mention(QUESTION), server.people.direct(QUESTION)];
      const slash = server.people.slash('ask', { question: QUESTION });
      await until(() => held.asked() === 3, 'three questions');
      away(community);
      const missed = server.people.mention(QUESTION, { user: DISCORD.neighbour });
      held.release();
      await slash.answer();
      for (const message of [...before, missed]) await answerTo(server, message);
      await until(() => server.gateway.resumed > 0, 'the session resumed');
      await community.adapter.stop();
      expect(answersOf(community)).toHaveLength(4);
      expect(server.gateway.identified).toHaveLength(1);
    }),
  );

  it('such as the end of a session begins another', () =>
    inCommunity(async (community) => {
      const { server } = community;
      const held = holdAnswers(community);
      const before = server.people.mention(QUESTION);
      await until(() => held.asked() === 1, 'a question');
      server.gateway.invalidate(false);
      await until(() => server.gateway.identified.length === 2, 'a new session');
      held.release();
      await answerTo(server, before);
      await answerTo(server, server.people.mention(QUESTION));
      await server.people.slash('ask', { question: QUESTION }).answer();
    }));

  it('such as telling again what was told has it answered once', () =>
    inCommunity(async (community) => {
      const { server } = community;
      const mention = server.people.mention(QUESTION);
      await answerTo(server, mention);
      const asked = server.people.slash('ask', { question: QUESTION });
      await asked.answer();
      for (const _ of [1, 2]) {
        server.people.redeliver(asked);
        server.gateway.dispatch({
          t: 'MESSAGE_CREATE',
          guild: DISCORD.guild,
          intent: GatewayIntentBits.GuildMessages,
          d: { ...mention, guild_id: DISCORD.guild },
        });
      }
      await answerTo(server, server.people.direct(QUESTION));
      await community.adapter.stop();
      expect(answersOf(community)).toHaveLength(3);
      expect(server.callsOf(CALLBACK)).toHaveLength(1);
    }));

  it('such as a storm of overloads loses no question and answers none twice', () =>
    inCommunity(async (community) => {
      const { server } = community;
      server.fail(POST, ...Array.from({ length: 6 }, () => ({ retryAfter: 0.2 })), { status: 502 }, 'cut');
      const mentions = Array.from({ length: 12 }, () => server.people.mention(QUESTION));
      for (const mention of mentions) await answerTo(server, mention);
      await community.adapter.stop();
      expect(answersOf(community)).toHaveLength(12);
      expect(JSON.stringify(answersOf(community))).not.toContain('Sorry');
    }));

  it('such as a conversation that cannot be read keeps no answer back', () =>
    inCommunity(async (community) => {
      const { server } = community;
      server.fail('GET /channels/:channel/messages', { error: 'missingAccess' });
      expect(shownBy(await answerTo(server, server.people.direct(QUESTION)))).toContain(ANSWER);
    }));

  it('such as a channel that is gone ends nothing', () =>
    inCommunity(async (community) => {
      const { server, log } = community;
      const held = holdAnswers(community);
      server.people.mention(QUESTION, { channel: DISCORD.otherChannel });
      server.people.slash('ask', { question: QUESTION }, { channel: DISCORD.otherChannel });
      await until(() => held.asked() === 2, 'the questions');
      server.people.deleteChannel(DISCORD.otherChannel);
      held.release();
      await answerTo(server, server.people.mention(QUESTION));
      await until(() => log.some(({ level }) => level === LOUD), 'a loud line');
    }));

  it('such as a permission that was taken away has the answer sent to the asker, and the log say why', () =>
    inCommunity(async (community) => {
      const { server, log } = community;
      server.deny(DISCORD.channel, PermissionFlagsBits.SendMessages);
      server.people.mention(QUESTION, { user: DISCORD.neighbour });
      const { id } = server.guilds.directWith(DISCORD.neighbour);
      const post = await until(() => server.messages.in(id)[0], 'a direct message');
      expect(shownBy(post.message)).toContain(ANSWER);
      expect(log).toContainEqual(
        expect.objectContaining({ channel: DISCORD.channel, msg: expect.stringContaining('Send Messages') }),
      );
      expect(shownBy(await server.people.slash('ask', { question: QUESTION }).answer())).toContain(ANSWER);
    }));

  it('that refuses an answer is apologised for, with an id that is in the log', () =>
    inCommunity(async (community) => {
      const { server, log } = community;
      server.fail(POST, { error: 'noJson' });
      server.fail(CALLBACK, { error: 'noJson' });
      const apologies = [
        await answerTo(server, server.people.mention(QUESTION)),
        await server.people.slash('ask', { question: QUESTION }).answer(),
      ];
      for (const apology of apologies) {
        const [questionId] = /[0-9a-f]{8}/.exec(shownBy(apology)) ?? [];
        expect(log).toContainEqual(expect.objectContaining({ questionId, level: LOUD }));
      }
    }));

  it.each([
    ['for a moment', 100, false],
    ['for a while', 2_000, false],
    ['and has forgotten the session', 1_500, true],
  ])('such as being away %s ends nothing, and loses no answer', (_, ms, isForgotten) =>
    inCommunity(async (community) => {
      const { server } = community;
      const held = holdAnswers(community);
      const before = server.people.mention(QUESTION);
      await until(() => held.asked() === 1, 'a question');
      server.isAway = true;
      if (isForgotten) server.gateway.forget();
      server.gateway.drop();
      held.release();
      await delay(ms);
      server.isAway = false;
      expect(shownBy(await answerTo(server, before))).toContain(ANSWER);
      await until(() => server.gateway.connected === 1, 'a connection');
      await answerTo(server, server.people.mention(QUESTION));
      await community.adapter.stop();
      expect(answersOf(community)).toHaveLength(2);
    }),
  );

  it('such as half an event on the line ends nothing', () =>
    inCommunity(async (community) => {
      const { server } = community;
      for (const d of [{}, { id: '1', type: 2 }, { id: '2', type: 3, data: {} }])
        server.gateway.dispatch({ t: 'INTERACTION_CREATE', d });
      server.gateway.dispatch({ t: 'MESSAGE_CREATE', d: {} });
      expect(shownBy(await answerTo(server, server.people.direct(QUESTION)))).toContain(ANSWER);
    }));
});
