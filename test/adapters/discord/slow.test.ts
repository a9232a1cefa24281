import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
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

const CALLBACK = 'POST /interactions/:interaction/:token/callback';
const EDIT = 'PATCH /webhooks/:application/:token/messages/:message';

const REACT = 'PUT /channels/:channel/messages/:message/reactions/:emoji/@me';

describe.concurrent('a slow bot', () => {
  it.each([
    ['public', false],
    ['private', true],
  ])('has Discord wait, and its %s answer is as it was to be', (_, isPrivate) =>
    inCommunity(async (community) => {
      const { server } = community;
      const held = holdAnswers(community);
      const asked = server.people.slash('ask', { question: QUESTION, private: isPrivate });
      await delay(3_200);
      expect([asked.isThinking, asked.isPrivate, asked.answerType]).toEqual([true, isPrivate, 5]);
      expect(asked.answeredAfter).toBeLessThan(2_500);
      held.release();
      expect(shownBy(await asked.answer())).toContain(ANSWER);
      expect([asked.isPrivate, asked.followUps]).toEqual([isPrivate, []]);
      expect(answersOf(community)).toHaveLength(1);
    }),
  );

  it.each([['cut'], ['taken and cut'], [{ status: 500 }], [{ slowMs: 700 }]] as const)(
    'has its answer sent once, though asking Discord to wait and the answer are in trouble: %j',
    (trouble) =>
      inCommunity(async (community) => {
        const { server } = community;
        const held = holdAnswers(community);
        server.fail(CALLBACK, trouble);
        server.fail(EDIT, trouble);
        const asked = server.people.slash('ask', { question: QUESTION });
        await delay(1_200);
        held.release();
        expect(shownBy(await asked.answer())).toContain(ANSWER);
        await community.adapter.stop();
        expect(answersOf(community)).toHaveLength(1);
      }),
  );

  it.each([
    ['public', false, () => DISCORD.channel],
    ['private', true, ({ server }: Community) => server.guilds.directWith(DISCORD.user).id],
  ])('answers otherwise where Discord has given up: what is %s', (_, isPrivate, where) =>
    inCommunity(async (community) => {
      const { server } = community;
      server.interactions.patienceMs = 0;
      server.people.slash('ask', { question: QUESTION, private: isPrivate });
      const post = await until(() => server.messages.in(where(community))[0], 'an answer');
      expect(shownBy(post.message)).toContain(ANSWER);
      await community.adapter.stop();
      expect(answersOf(community)).toHaveLength(1);
    }),
  );

  it('says all it has to say where Discord has given up', () =>
    inCommunity(async (community) => {
      const { server } = community;
      server.interactions.patienceMs = 0;
      server.people.slash('reindex', {}, { user: DISCORD.owner });
      const { id } = server.guilds.directWith(DISCORD.owner);
      await until(() => server.messages.in(id).length === 2, 'both messages');
      expect(shownBy(server.messages.in(id)[1]?.message ?? {})).toContain('Nothing has changed');
    }));

  it('is not made so by one person: too many questions are met with a sign on each, which bothers nobody', () =>
    inCommunity(async (community) => {
      const { server } = community;
      for (let i = 0; i < 104; i += 1) server.people.mention(QUESTION, { user: DISCORD.neighbour });
      await until(() => server.callsOf(REACT).length === 4, 'signs');
      expect(server.callsOf(REACT)[0]?.path).toContain(encodeURIComponent('⏳'));
      const over = server.people.slash('ask', { question: QUESTION }, { user: DISCORD.neighbour });
      // A command that is met with silence looks like a failure.
      expect(shownBy(await over.answer())).toMatch(/a lot at once. Please try again in \d+ s/);
      expect(over.isPrivate).toBe(true);
      await until(() => answersOf(community).length === 101, 'all answers');
    }));
});
