import { describe, expect, it } from 'vitest';
import { EVERYTHING } from '../../../src/scope.ts';
import { answerTo } from '../../support/discord.ts';
import {
  ANSWER,
  answersOf,
  holdAnswers,
  inCommunity,
  openCommunity,
  prepareCommunity,
  QUESTION,
} from '../../support/discord-community.ts';
import { DISCORD } from '../../support/discord-ids.ts';
import { DiscordServer } from '../../support/discord-server.ts';
import { shownBy } from '../../support/discord-shown.ts';
import { until } from '../../support/waiting.ts';

const SIGN_IN = 'GET /gateway/bot';
const POST = 'POST /channels/:channel/messages';
const LOUD = 50;

describe.concurrent('starting', () => {
  it('with a wrong token ends with one sentence that does not hold it', async () => {
    await using community = await prepareCommunity({ env: { DISCORD_TOKEN: 'Bot MTIz.wrong.secret' } });
    const { adapter, log, server } = community;
    const refused = await adapter.start().catch((err: unknown) => err as Error & { code?: unknown });
    expect(refused).toMatchObject({ name: 'PlanciteError', code: 'PLATFORM_REFUSED' });
    expect(String(refused?.message)).toMatch(/^Discord refuses DISCORD_TOKEN: [^\n]+$/);
    expect(JSON.stringify([refused?.message, log])).not.toContain('secret');
    expect(server.gateway.identified).toEqual([]);
  });

  it('with a token that does not even look like one ends so too', async () => {
    await using community = await prepareCommunity({ env: { DISCORD_TOKEN: 'ключ\u00a0' } });
    await expect(community.adapter.start()).rejects.toThrow('Discord refuses DISCORD_TOKEN');
  });

  it('without the intent it is to have ends with one sentence that says where to switch it on', async () => {
    await using community = await prepareCommunity({ env: { DISCORD_MESSAGE_CONTENT: 'true' } });
    const started = community.adapter.start();
    await expect(started).rejects.toMatchObject({ code: 'PLATFORM_REFUSED' });
    await expect(started).rejects.toThrow(/DISCORD_MESSAGE_CONTENT.*Message Content Intent/);
  });

  it('waits for a Discord that is slow, overloaded or away for a while', () =>
    inCommunity(async ({ server }) => {
      expect(shownBy(await answerTo(server, server.people.mention(QUESTION)))).toContain(ANSWER);
      const later = await prepareCommunity({ server });
      server.fail(SIGN_IN, { retryAfter: 0.2 }, 'cut', { status: 503 }, { slowMs: 300 });
      server.fail('GET /gateway/bot', { status: 502 });
      await later.adapter.start();
      await later.adapter.stop();
      expect(server.gateway.identified).toHaveLength(2);
    }));

  it('where there is no Discord at all ends with one sentence', async () => {
    const server = await DiscordServer.start();
    await using community = await prepareCommunity({ server, attempts: 2 });
    await server.stop();
    const started = community.adapter.start();
    await expect(started).rejects.toMatchObject({ code: 'PLATFORM_REFUSED' });
    await expect(started).rejects.toThrow(/^Discord cannot be reached: \S/);
  });
});

describe.concurrent('a token', () => {
  it('that is revoked while running silences Discord, loudly and soon, and Discord alone', async () => {
    await using community = await openCommunity();
    const { server, bot, log } = community;
    server.fail(POST, { error: 'unauthorized' });
    const loud = (words: string) => () =>
      log.some((line) => line.level === LOUD && JSON.stringify(line).includes(words));
    server.people.mention(QUESTION);
    await until(loud('DISCORD_TOKEN is not valid'), 'a loud line');
    const lines = log.length;
    server.people.mention(QUESTION, { user: DISCORD.neighbour });
    await until(() => log.slice(lines).some(({ refusal }) => refusal !== undefined), 'another one');
    server.gateway.drop(4004);
    await until(loud('Discord refuses DISCORD_TOKEN'), 'a loud line about the connection');
    expect((await bot.ask({ text: QUESTION, history: [], scope: EVERYTHING })).kind).toBe('cited');
    expect(JSON.stringify(log)).not.toContain(DISCORD.token);
  });
});

describe.concurrent('stopping', () => {
  it('finishes what is under way, and takes nothing more', () =>
    inCommunity(async (community) => {
      const { server, adapter } = community;
      const held = holdAnswers(community);
      const mention = server.people.mention(QUESTION);
      const direct = server.people.direct(QUESTION);
      const slash = server.people.slash('ask', { question: QUESTION });
      await until(() => held.asked() === 3, 'three questions');
      server.fail(POST, { status: 503 });
      const stopped = adapter.stop();
      const late = server.people.mention(QUESTION);
      held.release();
      await stopped;
      expect(shownBy(await slash.answer())).toContain(ANSWER);
      await Promise.all([answerTo(server, mention), answerTo(server, direct)]);
      expect(answersOf(community)).toHaveLength(3);
      expect(
        answersOf(community).some(({ message }) => message.message_reference?.message_id === late.id),
      ).toBe(false);
      expect(server.gateway.connected).toBe(0);
    }));

  it('finishes what has only just come, and is still being read up on', () =>
    inCommunity(async (community) => {
      const { server, adapter } = community;
      server.fail('GET /channels/:channel/messages', { slowMs: 300 });
      const direct = server.people.direct(QUESTION);
      await server.called('GET /channels/:channel/messages');
      await adapter.stop();
      expect(shownBy(await answerTo(server, direct))).toContain(ANSWER);
    }));

  it('can be done twice, before the start, and after one that failed', async () => {
    await using community = await prepareCommunity();
    const { adapter, server } = community;
    await adapter.stop();
    server.fail(SIGN_IN, { error: 'unauthorized' });
    await expect(adapter.start()).rejects.toThrow('DISCORD_TOKEN');
    await adapter.stop();
    await adapter.start();
    await adapter.stop();
    await adapter.stop();
    expect(server.gateway.connected).toBe(0);
  });
});
