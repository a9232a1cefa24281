import { SnowflakeUtil } from 'discord.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createDiscordAdapter } from '../../../adapters/discord/adapter.ts';
import { readAsked } from '../../../adapters/discord/custom-id.ts';
import { createSlackAdapter } from '../../../adapters/slack/adapter.ts';
import {
  ANSWER,
  answersOf,
  type Community,
  holdAnswers,
  openCommunity,
  QUESTION,
} from '../../support/discord-community.ts';
import { createSigner } from '../../support/discord-http-endpoint.ts';
import { DISCORD } from '../../support/discord-ids.ts';
import { DiscordServer } from '../../support/discord-server.ts';
import { shownBy } from '../../support/discord-shown.ts';
import { folderWith } from '../../support/folders.ts';
import { serveBot } from '../../support/served-bot.ts';
import { postSigned } from '../../support/slack-http.ts';
import { SlackServer } from '../../support/slack-server.ts';
import { SLACK } from '../../support/slack-workspace.ts';
import { until } from '../../support/waiting.ts';

const NEVER = DISCORD.otherChannel;
const rules = folderWith({ 'channels.yaml': `discord: {channels: {"${NEVER}": {answers: never}}}\n` });

const signer = createSigner();
let url = '';
let community: Community;
beforeAll(async () => {
  const port = await SlackServer.freePort();
  url = `http://127.0.0.1:${port}/discord/interactions`;
  community = await openCommunity({
    env: {
      DISCORD_PUBLIC_KEY: signer.publicKey,
      PORT: String(port),
      CHANNELS_FILE: `${rules}/channels.yaml`,
      DISCORD_MAINTAINERS: DISCORD.botRole,
    },
  });
  community.server.people.sendsTo = (payload) => signer.post(url, JSON.stringify(payload));
});
afterEach(() => expect(community.server.complaints).toEqual([]));
afterAll(() => community[Symbol.asyncDispose]());

describe('over HTTP', () => {
  it('Discord’s ping is answered, and its trial with a wrong signature refused', async () => {
    const ping = JSON.stringify({ type: 1, id: '1', application_id: DISCORD.bot });
    const pong = await signer.post(url, ping);
    expect([pong.status, await pong.json()]).toEqual([200, { type: 1 }]);
    expect((await createSigner().post(url, ping)).status).toBe(401);
  });

  it('what is not signed, by somebody else or something else is refused, and not answered', async () => {
    const { server } = community;
    const [body, other] = [JSON.stringify({ type: 1 }), JSON.stringify({ type: 2 })];
    const { headers } = signer.sign(body);
    const statuses = [
      await fetch(url, { method: 'POST', body }),
      await fetch(url, { method: 'POST', body: other, headers }),
      await fetch(url, { method: 'POST', body, headers: { ...headers, 'x-signature-timestamp': '1' } }),
      await fetch(url, { method: 'POST', body, headers: { ...headers, 'x-signature-ed25519': 'zz' } }),
      await fetch(url, { method: 'POST', body, headers: { ...headers, 'x-signature-ed25519': '' } }),
      await fetch(url, { method: 'POST' }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 401]);
    expect((await fetch(url)).status).toBe(404);
    expect(server.callsOf('POST /interactions/:interaction/:token/callback')).toEqual([]);
  });

  it('signed garbage and huge bodies are survived', async () => {
    const garbage = [
      'null',
      '42',
      '"text"',
      '[]',
      '{',
      '',
      '{"type":2}',
      '{"type":3,"data":{}}',
      '{"type":99}',
    ];
    for (const body of garbage) expect((await signer.post(url, body)).status).toBe(400);
    expect((await signer.post(url, JSON.stringify({ type: 1, x: 'x'.repeat(2_000_000) }))).status).toBe(413);
    expect((await signer.post(url, '{"type":1}')).status).toBe(200);
  });

  it('what was signed long ago, or will be, is refused, and so is what happened long ago', async () => {
    const { server } = community;
    const asked: string[] = [];
    const { sendsTo } = server.people;
    server.people.sendsTo = async (payload) => asked.push(JSON.stringify(payload));
    for (let i = 0; i < 3; i += 1) server.people.slash('ask', { question: QUESTION });
    server.people.sendsTo = sendsTo;
    const [now, minute] = [Date.now(), 60_000];
    const [first = '', second = '', third = ''] = asked;
    for (const at of [now - 6 * minute, now + 6 * minute, now - 525_600 * minute, Number.NaN, 0])
      expect((await signer.post(url, first, at)).status).toBe(401);
    expect((await signer.post(url, first, now - 4 * minute)).status).toBe(202);
    const aged = (ms: number) => second.replace(/"id":"\d+"/, `"id":"${idOf(now - ms)}"`);
    for (const ms of [6 * minute, 525_600 * minute, -6 * minute])
      expect((await signer.post(url, aged(ms))).status).toBe(401);
    expect((await signer.post(url, second)).status).toBe(202);
    // Somebody who overheard it, or Discord itself, once more.
    expect((await signer.post(url, second)).status).toBe(401);
    const statuses = await Promise.all([1, 2, 3].map(async () => (await signer.post(url, third)).status));
    expect(statuses.toSorted()).toEqual([202, 401, 401]);
    await until(() => answersOf(community).length >= 3, 'answers');
    await server.people.slash('ask', { question: 'hello' }).answer();
    expect(answersOf(community)).toHaveLength(4);
  });

  it('commands are answered, in public and in private, and what is repeated once', async () => {
    const { server } = community;
    const asked = server.people.slash('ask', { question: QUESTION });
    expect(shownBy(await asked.answer())).toContain(ANSWER);
    const alone = server.people.slash('ask', { question: QUESTION, private: true });
    expect(shownBy(await alone.answer())).toContain('Share in channel');
    expect([asked.isPrivate, alone.isPrivate]).toEqual([false, true]);
    const before = answersOf(community).length;
    server.people.redeliver(asked);
    await server.people.slash('ask', { question: 'hello' }).answer();
    expect(answersOf(community)).toHaveLength(before + 1);
  });

  it('a slow answer has Discord wait for it', async () => {
    const { server, bot } = community;
    const { ask } = bot;
    const held = holdAnswers(community);
    const asked = server.people.slash('ask', { question: QUESTION, private: true });
    await until(() => asked.isThinking, 'thinking');
    held.release();
    expect(shownBy(await asked.answer())).toContain(ANSWER);
    expect(asked.isPrivate).toBe(true);
    Object.assign(bot, { ask });
  });

  it('the rules of channels, threads and roles hold', async () => {
    const { server } = community;
    const quiet = server.people.slash('ask', { question: QUESTION }, { channel: NEVER });
    await quiet.answer();
    expect(quiet.isPrivate).toBe(true);
    const thread = server.people.thread('projects', server.people.write('see', { channel: NEVER }));
    const inThread = server.people.slash('ask', { question: QUESTION }, { channel: thread.id });
    await inThread.answer();
    expect(inThread.isPrivate).toBe(true);
    const open = server.people.thread('projects', server.people.write('see'));
    await server.people.slash('ask', { question: QUESTION }, { channel: open.id }).answer();
    const next = server.people.slash('ask', { question: 'who issued it?' }, { channel: open.id });
    expect(readAsked((await next.answer()).components ?? [])?.history).toEqual([QUESTION]);
    // All of it stands in what Discord sends: nobody waits for a request.
    expect(server.callsOf('GET /channels/:channel')).toEqual([]);
    const where = { user: DISCORD.neighbour, anyway: true };
    expect(shownBy(await server.people.slash('index-status', {}, where).answer())).toContain('Only');
    server.guilds.roles.set(DISCORD.neighbour, [DISCORD.botRole]);
    expect(shownBy(await server.people.slash('index-status', {}, where).answer())).toContain('5 documents');
  });

  it('buttons, forms, menus and completion work', async () => {
    const { server } = community;
    const answer = await server.people.slash('ask', { question: QUESTION, private: true }).answer();
    expect(shownBy(await server.people.press(answer, 'Show in context').answer())).toContain('In context');
    expect(shownBy(await server.people.press(answer, 'Share in channel').answer())).toContain('Shared');
    const opened = server.people.press(answer, 'Not helpful');
    await opened.form();
    const sent = await server.people.submit(opened, { reason: 'other' });
    expect(shownBy(await sent.answer())).toContain('Thank you');
    const found = server.people.menu('Find this in the documents', server.people.write(QUESTION));
    expect(shownBy(await found.answer())).toContain(ANSWER);
    const choices = await server.people.type('ask', { question: '' }, 'question').choices();
    expect(choices.length).toBeGreaterThan(0);
  });
});

it('Slack and Discord are answered on the same port', async () => {
  const [slack, discord] = [await SlackServer.start(), await DiscordServer.start()];
  const port = await SlackServer.freePort();
  const { parts, config } = await serveBot({
    env: {
      PORT: String(port),
      SLACK_BOT_TOKEN: SLACK.botToken,
      SLACK_SIGNING_SECRET: SLACK.signingSecret,
      SLACK_API_URL: slack.apiUrl,
      DISCORD_TOKEN: DISCORD.token,
      DISCORD_APPLICATION_ID: DISCORD.bot,
      DISCORD_PUBLIC_KEY: signer.publicKey,
      DISCORD_API_URL: discord.apiUrl,
    },
  });
  if (config.slack === null || config.discord === null) throw new Error('not configured');
  const adapters = [
    createSlackAdapter({ ...parts, config: config.slack }),
    createDiscordAdapter({ ...parts, config: config.discord }),
  ];
  await Promise.all(adapters.map((adapter) => adapter.start()));
  const base = `http://127.0.0.1:${port}`;
  discord.people.sendsTo = (payload) => signer.post(`${base}/discord/interactions`, JSON.stringify(payload));
  const asked = discord.people.slash('ask', { question: QUESTION });
  const event = JSON.stringify(slack.event(slack.mention(QUESTION)));
  expect((await postSigned(`${base}/slack/events`, event)).status).toBe(200);
  expect(shownBy(await asked.answer())).toContain(ANSWER);
  expect(JSON.stringify(await slack.called('chat.postMessage'))).toContain(ANSWER);
  await Promise.all(adapters.map((adapter) => adapter.stop()));
  await expect(fetch(base)).rejects.toThrow();
  expect(discord.complaints).toEqual([]);
  await Promise.all([slack.stop(), discord.stop()]);
});

/** An id as Discord would have given it at a time. */
function idOf(at: number): string {
  return String(SnowflakeUtil.generate({ timestamp: at }));
}
