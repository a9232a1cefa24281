import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createSigner } from '../support/discord-http-endpoint.ts';
import { DISCORD } from '../support/discord-ids.ts';
import { DiscordServer } from '../support/discord-server.ts';
import { finished, start } from '../support/plancite.ts';
import { repeatedByDiscord, repeatedBySlack } from '../support/repeating.ts';
import { postSigned } from '../support/slack-http.ts';
import { SlackServer } from '../support/slack-server.ts';
import { SLACK } from '../support/slack-workspace.ts';
import { until } from '../support/waiting.ts';

/** In every question, and so in every request that fails. */
const WORD = 'zqkangaroo';
const QUESTION = `How do ${WORD} and "${WORD}s" sleep, key projects aside?`;
/** Tokens of bots and interactions, and parts of the addresses at which commands are answered. */
const SECRETS = [
  WORD,
  SLACK.botToken,
  SLACK.appToken,
  SLACK.signingSecret,
  DISCORD.token,
  'interaction-token-',
  '/response/',
  '/callback',
];
const CALLBACK = 'POST /interactions/:interaction/:token/callback';
const EDIT = 'PATCH /webhooks/:application/:token/messages/:message';
const POST = 'POST /channels/:channel/messages';
const HISTORY = 'GET /channels/:channel/messages';
/** Processes of their own start slowly on a busy machine. */
const START_MS = 40_000;
const LOUDEST = { LOG_LEVEL: 'trace', NODE_OPTIONS: '--trace-warnings' };

function expectSilence({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }): void {
  const lines = `${stdout}\n${stderr}`.split('\n');
  const secrets = SECRETS.map((secret) => secret.toLowerCase());
  expect(lines.filter((line) => secrets.some((secret) => line.toLowerCase().includes(secret)))).toEqual([]);
}

describe.concurrent('what serve prints at its loudest', () => {
  it('holds no word of a question, no token and no address, however Slack fails', async () => {
    const server = await SlackServer.start();
    const child = start(['serve'], {
      ...LOUDEST,
      SLACK_BOT_TOKEN: SLACK.botToken,
      SLACK_APP_TOKEN: SLACK.appToken,
      SLACK_API_URL: server.apiUrl,
    });
    child.stdin.end();
    const ended = finished(child);
    await until(() => server.connections === 1, 'a connection', START_MS);
    const refusal = { error: 'invalid_blocks', repeats: true };
    server.fail(
      'chat.postMessage',
      refusal,
      refusal,
      { status: 500, repeats: true },
      { status: 429, retryAfter: 1 },
    );
    server.fail('chat.postEphemeral', refusal, refusal, 'cut');
    server.fail(
      'response_url',
      { status: 404, repeats: true },
      { status: 410 },
      { status: 500, repeats: true },
      'cut',
    );
    server.fail('conversations.history', refusal);
    server.fail('conversations.replies', refusal, { status: 400, repeats: true });
    server.fail(
      'assistant.threads.setStatus',
      refusal,
      { status: 500, repeats: true },
      { status: 429, retryAfter: 9 },
    );
    server.fail('views.open', refusal, refusal);
    for (const channel of ['D01', 'D02', 'D03'])
      server.send('events_api', server.event(server.message(QUESTION, { channel })));
    server.send('events_api', server.event(server.mention(QUESTION)));
    server.send('events_api', server.event(server.mention(QUESTION, { thread_ts: '1.1' })));
    server.send('events_api', server.event(server.message(QUESTION, { thread_ts: '1.2' })));
    for (let i = 0; i < 4; i += 1) server.send('slash_commands', server.command('/ask', QUESTION));
    server.send('slash_commands', server.command('/plancite', `${WORD} ${QUESTION}`));
    server.send('interactive', server.shortcut('find_in_documents', QUESTION));
    const value = JSON.stringify({ q: QUESTION, h: [QUESTION], i: 'x', n: 1, c: 0 });
    for (const action of ['more', 'nearest', 'why', 'share', 'helpful', 'context', 'not_helpful'])
      server.send('interactive', server.press(`plancite_${action}`, value));
    server.send('interactive', server.press('plancite_more', WORD));
    server.send('interactive', {
      type: 'view_submission',
      team: { id: SLACK.team },
      user: { id: SLACK.user },
      view: {
        type: 'modal',
        callback_id: 'plancite_feedback',
        private_metadata: value,
        state: { values: { a: { b: { type: 'radio_buttons', selected_option: { value: WORD } } } } },
      },
    });
    const garbage = [WORD, `{"type":"events_api","payload":{"event":"${WORD}"}}`, `{"type":"${WORD}"}`];
    for (const each of garbage) server.sendRaw(each);
    server.send('events_api', { type: WORD, event: { type: WORD, text: QUESTION } });
    await server.called('response_url', 8);
    server.fail('apps.connections.open', refusal, { status: 500, repeats: true });
    server.drop('disconnect');
    await until(() => server.connections === 2, 'a new connection');
    child.kill('SIGTERM');
    const printed = await ended;
    expect(printed.status).toBe(0);
    expect(printed.stderr).toMatch(/"type":"WebAPIPlatformError","reason":"invalid_blocks"/);
    expect(printed.stderr).toContain('question not answered');
    expectSilence(printed);
    await server.stop();
  });

  it('holds none of them however Discord fails', async () => {
    const server = await DiscordServer.start();
    const child = start(['serve'], {
      ...LOUDEST,
      DISCORD_TOKEN: DISCORD.token,
      DISCORD_APPLICATION_ID: DISCORD.bot,
      DISCORD_API_URL: server.apiUrl,
    });
    child.stdin.end();
    const ended = finished(child);
    await until(() => server.commands.writes === 1, 'commands', START_MS);
    const { people } = server;
    const ask = () => people.slash('ask', { question: QUESTION });
    // One at a time, so that each trouble meets what it is for.
    for (const troubles of [
      ['repeated', 'repeated'],
      [{ error: 'unknownInteraction' }],
      [{ error: 'acknowledged' }],
      [{ status: 500 }, { status: 503 }, { status: 500 }, { status: 500 }],
      ['cut'],
      [{ retryAfter: 0.1 }],
    ] as const) {
      const before = server.callsOf(CALLBACK).length;
      server.fail(CALLBACK, ...troubles);
      if (troubles[0] === 'repeated') server.fail(EDIT, 'repeated');
      ask();
      await until(() => server.callsOf(CALLBACK).length > before, 'an answer');
    }
    server.fail(
      POST,
      'repeated',
      'repeated',
      { error: 'missingPermissions' },
      { status: 500 },
      { retryAfter: 0.1 },
    );
    server.fail(HISTORY, 'repeated', { status: 400 });
    const answered = server.callsOf(POST).length;
    for (let i = 0; i < 3; i += 1) people.mention(QUESTION);
    people.direct(QUESTION);
    const message = people.write(QUESTION);
    people.mention(QUESTION, { channel: people.thread('a thread', message).id });
    await until(() => server.callsOf(POST).length >= answered + 9, 'answers and apologies');
    const answer = await ask().answer();
    server.fail(CALLBACK, 'repeated', 'repeated', 'repeated');
    people.press(answer, 'Not helpful');
    people.press(answer, 'Not helpful');
    people.type('ask', { question: QUESTION }, 'question');
    const d = {
      id: '1',
      type: 2,
      token: 'interaction-token-x',
      data: { name: WORD, options: WORD },
      locale: WORD,
    };
    server.gateway.dispatch({ t: 'INTERACTION_CREATE', d });
    server.gateway.dispatch({ t: 'MESSAGE_CREATE', d: { content: QUESTION, mentions: WORD, author: WORD } });
    server.gateway.dispatch({ t: 'GUILD_CREATE', d: { id: WORD, channels: WORD } });
    await delay(500);
    server.gateway.drop(4000);
    await until(() => server.gateway.connected === 1, 'a new connection');
    child.kill('SIGTERM');
    const printed = await ended;
    expect(printed.status).toBe(0);
    expect(printed.stderr).toMatch(/"type":"DiscordAPIError","code":50035,"status":400/);
    expect(printed.stderr).toContain('question not answered');
    expectSilence(printed);
    await server.stop();
  });

  it('holds nothing of what strangers send to its port, nor do its answers to them', async () => {
    const [slack, discord] = [await SlackServer.start(), await DiscordServer.start()];
    const port = await SlackServer.freePort();
    const signer = createSigner();
    const child = start(['serve'], {
      ...LOUDEST,
      PORT: String(port),
      SLACK_BOT_TOKEN: SLACK.botToken,
      SLACK_SIGNING_SECRET: SLACK.signingSecret,
      SLACK_API_URL: slack.apiUrl,
      DISCORD_TOKEN: DISCORD.token,
      DISCORD_APPLICATION_ID: DISCORD.bot,
      DISCORD_PUBLIC_KEY: signer.publicKey,
      DISCORD_API_URL: discord.apiUrl,
    });
    child.stdin.end();
    const ended = finished(child);
    await until(() => discord.commands.writes === 1, 'commands', START_MS);
    const base = `http://127.0.0.1:${port}`;
    const answers = [await fetch(`${base}/${WORD}/%E0%A4%A`), await fetch(`${base}/slack/events/%FF${WORD}`)];
    for (const body of [WORD, `"${WORD}"`, `{"event":"${WORD}"}`, `{"${WORD}"`, `[${WORD}]`]) {
      answers.push(await fetch(`${base}/slack/events`, { method: 'POST', body }));
      answers.push(await postSigned(`${base}/slack/events`, body));
      answers.push(await fetch(`${base}/discord/interactions`, { method: 'POST', body }));
      answers.push(await signer.post(`${base}/discord/interactions`, body));
    }
    const headers = { 'content-encoding': WORD, 'content-type': `${WORD}/${WORD}; charset=${WORD}` };
    answers.push(await fetch(`${base}/slack/events`, { method: 'POST', body: WORD, headers }));
    for (const answer of answers) expect(await answer.text()).not.toMatch(/zqkangaroo|\bat .*:\d+:\d+/);
    child.kill('SIGTERM');
    expectSilence(await ended);
    await Promise.all([slack.stop(), discord.stop()]);
  });
});

describe.each([
  ['by default', {}],
  ['at its loudest', LOUDEST],
])('what serve prints %s of answers that say again what was asked', (_, level) => {
  it('holds no word of them, whatever Slack writes where', async () => {
    const server = await SlackServer.start();
    const child = start(['serve'], {
      ...level,
      SLACK_BOT_TOKEN: SLACK.botToken,
      SLACK_APP_TOKEN: SLACK.appToken,
      SLACK_API_URL: server.apiUrl,
    });
    child.stdin.end();
    const ended = finished(child);
    await until(() => server.connections === 1, 'a connection', START_MS);
    const repeated = repeatedBySlack(WORD);
    const methods = ['chat.postMessage', 'conversations.history', 'assistant.threads.setStatus'];
    for (const method of methods) server.fail(method, ...repeated);
    for (let i = 0; i < repeated.length; i += 1) {
      server.send('events_api', server.event(server.message(QUESTION, { channel: `D${10 + i}` })));
      server.send('events_api', server.event(server.mention(QUESTION)));
    }
    await server.called('chat.postMessage', repeated.length + 1);
    child.kill('SIGTERM');
    const printed = await ended;
    expect(printed.status).toBe(0);
    expect(printed.stderr).toMatch(/"type":"WebAPIPlatformError","reason":"(?:other|invalid_blocks)"/);
    expectSilence(printed);
    await server.stop();
  });

  it('holds no word of them, whatever Discord writes where', async () => {
    const server = await DiscordServer.start();
    const child = start(['serve'], {
      ...level,
      DISCORD_TOKEN: DISCORD.token,
      DISCORD_APPLICATION_ID: DISCORD.bot,
      DISCORD_API_URL: server.apiUrl,
    });
    child.stdin.end();
    const ended = finished(child);
    await until(() => server.commands.writes === 1, 'commands', START_MS);
    const { people } = server;
    const repeated = repeatedByDiscord(WORD);
    for (const route of [CALLBACK, HISTORY, POST]) server.fail(route, ...repeated);
    for (let i = 0; i < repeated.length; i += 1) {
      people.type('ask', { question: QUESTION }, 'question');
      people.mention(QUESTION);
    }
    await until(() => server.callsOf(CALLBACK).length >= repeated.length, 'suggestions');
    await until(() => server.callsOf(POST).length > repeated.length, 'answers');
    child.kill('SIGTERM');
    const printed = await ended;
    expect(printed.status).toBe(0);
    expect(printed.stderr).toMatch(/"type":"DiscordAPIError","code":50035,"status":400/);
    expectSilence(printed);
    await server.stop();
  });
});
