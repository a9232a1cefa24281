import { createServer } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { PassThrough } from 'node:stream';
import { MessageChannel } from 'node:worker_threads';
import { App, RespondError, webApi } from '@slack/bolt';
import { createBirpc } from 'birpc';
import { ButtonBuilder, Client, PermissionsBitField, REST, Routes } from 'discord.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { slackLogger } from '../../adapters/slack/log.ts';
import { describeError, reasonOf } from '../../src/described-error.ts';
import { createLogger } from '../../src/logger.ts';
import { DISCORD } from '../support/discord-ids.ts';
import { DiscordServer } from '../support/discord-server.ts';
import { repeatedByDiscord, repeatedBySlack } from '../support/repeating.ts';
import { SlackServer } from '../support/slack-server.ts';
import { SLACK } from '../support/slack-workspace.ts';

const WORD = 'zqkangaroo';
const body = { content: `How does the ${WORD} sleep?`, allowed_mentions: { parse: [] } };
const CALLBACK = Routes.interactionCallback(DISCORD.user, `token-${WORD}`);
const POST = 'POST /channels/:channel/messages';
const CLOSED = 'http://127.0.0.1:1';

let discord: DiscordServer;
let slack: SlackServer;
beforeAll(async () => {
  [discord, slack] = [await DiscordServer.start(), await SlackServer.start()];
});
afterAll(async () => {
  await Promise.all([discord.stop(), slack.stop()]);
});

const rest = (options = {}) => new REST({ api: discord.apiUrl, ...options }).setToken(DISCORD.token);
const post = (client: REST) => client.post(Routes.channelMessages(DISCORD.channel), { body });
const web = (options: webApi.WebClientOptions = {}, token: string = SLACK.botToken) =>
  new webApi.WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    ...options,
  });
const say = (client: webApi.WebClient) => client.chat.postMessage({ channel: 'C1', text: body.content });

/** Each kind of error as its library makes it, with the word in what it is about. */
const ERRORS: Readonly<Record<string, { readonly type: string; readonly make: () => unknown }>> = {
  'a refusal of Discord': {
    type: 'DiscordAPIError',
    make() {
      discord.fail(POST, 'repeated');
      return post(rest());
    },
  },
  'an interaction unknown to Discord': {
    type: 'DiscordAPIError',
    make: () => rest().post(CALLBACK, { body }),
  },
  'an outage of Discord': {
    type: 'HTTPError',
    make() {
      discord.fail(POST, { status: 500 });
      return post(rest({ retries: 0 }));
    },
  },
  'a limit of Discord': {
    type: 'RateLimitError',
    make() {
      discord.fail(POST, { retryAfter: 0.2 });
      return post(rest({ rejectOnRateLimit: () => true }));
    },
  },
  'an answer of Discord that takes too long': {
    type: 'AbortError',
    make() {
      discord.fail(POST, { slowMs: 500 });
      return post(rest({ timeout: 20, retries: 0 }));
    },
  },
  'no connection to Discord': {
    type: 'Error',
    make: () => new REST({ api: CLOSED, retries: 0 }).setToken(`x-${WORD}`).post(CALLBACK, { body }),
  },
  'a token that is no token': {
    type: 'InvalidArgumentError',
    make: () => new REST({ api: discord.apiUrl, retries: 0 }).setToken(`${WORD}\n`).get(Routes.gatewayBot()),
  },
  'a login without a token': {
    type: 'DiscordjsError',
    make: () => new Client({ intents: [], rest: { api: discord.apiUrl } }).login(''),
  },
  'a value discord.js does not take': {
    type: 'DiscordjsRangeError',
    make: () => PermissionsBitField.resolve(WORD as never),
  },
  'a button that is too long': {
    type: '',
    make: () => new ButtonBuilder().setCustomId(WORD.repeat(50)).setLabel(WORD.repeat(50)).toJSON(),
  },
  'a refusal of Slack': {
    type: 'WebAPIPlatformError',
    make() {
      slack.fail('chat.postMessage', { error: 'invalid_blocks', repeats: true });
      return say(web());
    },
  },
  'an outage of Slack': {
    type: 'WebAPIHTTPError',
    make() {
      slack.fail('chat.postMessage', { status: 500, repeats: true });
      return say(web());
    },
  },
  'a limit of Slack': {
    type: 'WebAPIRateLimitedError',
    make() {
      slack.fail('chat.postMessage', { status: 429, retryAfter: 1 });
      return say(web());
    },
  },
  'no connection to Slack': {
    type: 'WebAPIRequestError',
    make: () => say(web({ slackApiUrl: `${CLOSED}/${WORD}/` })),
  },
  'a token that is no header': { type: 'WebAPIRequestError', make: () => say(web({}, `xoxb-${WORD}\u2026`)) },
  'a response address that does not work': {
    type: 'RespondError',
    make: () =>
      Promise.reject(new RespondError(`Failed to respond to https://x.test/${WORD}: 404 Not Found`, 404)),
  },
  'a listener of Bolt': {
    type: 'UnknownError',
    async make() {
      const authorize = async () => ({ botToken: SLACK.botToken });
      const app = new App({ authorize, signingSecret: 'x', clientOptions: { slackApiUrl: slack.apiUrl } });
      const failed = Promise.withResolvers<never>();
      app.error(async (err) => failed.reject(err));
      app.command('/ask', async () => JSON.parse(WORD));
      await app
        .processEvent({ body: slack.command('/ask', WORD) as Record<string, unknown>, ack: async () => {} })
        .catch(failed.reject);
      return failed.promise;
    },
  },
  'what is no JSON': { type: 'SyntaxError', make: () => JSON.parse(`{"question": ${WORD}`) },
  'what a schema does not know': {
    type: 'ZodError',
    make: () => z.strictObject({ a: z.literal('b') }).parse({ a: WORD, [WORD]: WORD }, { reportInput: true }),
  },
  'a statement SQLite does not know': {
    type: 'Error',
    make: () => new DatabaseSync(':memory:').exec(`SELECT "${WORD}" FROM '${WORD}' ${WORD}`),
  },
  'an error in another thread': {
    type: 'Error',
    async make() {
      const { port1, port2 } = new MessageChannel();
      const [near, far] = [port1, port2].map((port) =>
        createBirpc<{ ask: (text: string) => void }, object>(
          {
            ask: (text: string) =>
              Promise.reject(new Error(`no "${text}" here`, { cause: new Error(`'${text}'`) })),
          },
          { post: (data) => port.postMessage(data), on: (receive) => port.on('message', receive) },
        ),
      );
      try {
        expect(far).toBeDefined();
        return await near?.ask(WORD);
      } finally {
        port1.close();
      }
    },
  },
  'a connection that breaks': {
    type: 'TypeError',
    async make() {
      const server = createServer(
        (socket) => void socket.once('data', () => socket.end(`HTTP/1.1 ${WORD}\r\n\r\n`)),
      );
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as { port: number };
      try {
        return await fetch(`http://127.0.0.1:${port}/webhooks/1/${WORD}`, {
          method: 'POST',
          body: body.content,
        });
      } finally {
        server.close();
      }
    },
  },
};

/** What it ends with, or `undefined` where it does not fail. */
const failureOf = (make: () => unknown): Promise<unknown> =>
  (async () => make())().then(
    () => undefined,
    (reason: unknown) => reason,
  );

it.each(Object.entries(ERRORS))('%s is described without what it is about', async (_, { type, make }) => {
  const err = await failureOf(make);
  expect(err).toBeInstanceOf(Error);
  const described = describeError(err);
  expect(JSON.stringify(described)).not.toContain(WORD);
  expect(JSON.stringify(described)).not.toMatch(/xoxb|test-token|callback|response/);
  if (type !== '') expect(described.type).toBe(type);
});

/** What a log holds at its loudest. */
function loudest() {
  const stream = new PassThrough();
  return { log: createLogger('trace', stream, false), written: () => String(stream.read() ?? '') };
}

/** Everything that can be made of an error. */
function expectSilence(err: unknown, written: string): void {
  const wrapped = new Error('a listener failed', { cause: err });
  for (const each of [err, wrapped, Object.assign(new Error(String(err)), { cause: err })])
    expect(JSON.stringify([describeError(each), reasonOf(each)])).not.toMatch(/zqkangaroo/i);
  expect(written).not.toMatch(/zqkangaroo/i);
}

it.each(repeatedByDiscord(WORD))('nothing that Discord says is written: $status $body', async (trouble) => {
  const { log, written } = loudest();
  const requests = {
    [POST]: () => post(rest({ retries: 0 })),
    'GET /channels/:channel/messages': () =>
      rest({ retries: 0 }).get(Routes.channelMessages(DISCORD.channel)),
    'POST /interactions/:interaction/:token/callback': () => rest({ retries: 0 }).post(CALLBACK, { body }),
  };
  for (const [route, make] of Object.entries(requests)) {
    discord.fail(route, trouble);
    const err = await failureOf(make);
    log.error({ err }, 'failed');
    expect(describeError(err).status).toBe(trouble.status);
    expectSilence(err, written());
  }
});

it.each(repeatedBySlack(WORD))('nothing that Slack says is written: $status $body', async (fault) => {
  const { log, written } = loudest();
  slack.fail('chat.postMessage', fault);
  const err = await failureOf(() => say(web({ logger: slackLogger(log) })));
  log.error({ err }, 'failed');
  expectSilence(err, written());
});

it.each([
  'invalid_auth',
  'missing_scope',
  'ratelimited',
  'not_in_channel',
  'channel_not_found',
  'token_revoked',
])('that Slack refuses with %s can be told from the log', async (error) => {
  slack.fail('chat.postMessage', { error });
  const err = await failureOf(() => say(web()));
  expect(describeError(err)).toMatchObject({ type: 'WebAPIPlatformError', reason: error });
  expect(reasonOf(err)).toBe(`WebAPIPlatformError (${error})`);
});

it('a reason that Slack does not document is another one', async () => {
  slack.fail('chat.postMessage', { error: 'kangaroos_sleep' });
  expect(describeError(await failureOf(() => say(web()))).reason).toBe('other');
});

it.each([
  ['missingPermissions', 50_013, 403],
  ['missingAccess', 50_001, 403],
  ['unknownInteraction', 10_062, 404],
  ['acknowledged', 40_060, 400],
] as const)('that Discord refuses with %s can be told from the log', async (error, code, status) => {
  discord.fail(POST, { error });
  const err = await failureOf(() => post(rest()));
  expect(describeError(err)).toMatchObject({ type: 'DiscordAPIError', code, status, method: 'POST' });
  expect(reasonOf(err)).toBe(`DiscordAPIError (${code})`);
});

it('whom the network does not reach can be told from the log', async () => {
  const { log, written } = loudest();
  const err = await failureOf(() => say(web({ slackApiUrl: `${CLOSED}/`, logger: slackLogger(log) })));
  expect(reasonOf(err)).toMatch(/fetch failed.*(ECONNREFUSED|bad port)/);
  expect(written()).toContain('"says":"http request failed"');
});
