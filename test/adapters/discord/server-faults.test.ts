import { setTimeout as delay } from 'node:timers/promises';
import {
  ButtonStyle,
  type Client,
  ComponentType,
  Events,
  GatewayIntentBits,
  type Message,
  MessageFlags,
  Routes,
} from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ORDINARY_INTENTS, openClient } from '../../support/discord.ts';
import { DISCORD } from '../../support/discord-ids.ts';
import { DiscordServer } from '../../support/discord-server.ts';
import { until } from '../../support/waiting.ts';

let server: DiscordServer;
let client: Client<true>;

beforeEach(async () => {
  server = await DiscordServer.start([DISCORD.guild, DISCORD.otherGuild]);
  client = await openClient(server);
});

afterEach(async () => {
  await client.destroy();
  await server.stop();
});

const MESSAGES = 'POST /channels/:channel/messages';
const quiet = { parse: [] };
const post = (body: object) => client.rest.post(Routes.channelMessages(DISCORD.channel), { body });
const say = (content = 'a') => post({ content, allowed_mentions: quiet });

describe('troubles', () => {
  test('of too many requests are waited out', async () => {
    server.fail(MESSAGES, { retryAfter: 0.3 }, { retryAfter: 0.3, scope: 'global' });
    const start = performance.now();
    await say();
    expect(performance.now() - start).toBeGreaterThan(550);
    expect(server.callsOf(MESSAGES).map(({ status }) => status)).toEqual([429, 429, 200]);
    expect(server.complaints).toEqual([]);
  });

  test('of too many requests are no excuse to ask on', async () => {
    server.fail(MESSAGES, { retryAfter: 1 });
    const ask = () =>
      fetch(`${server.apiUrl}/v10/channels/${DISCORD.channel}/messages`, {
        method: 'POST',
        headers: {
          'user-agent': 'DiscordBot',
          authorization: `Bot ${DISCORD.token}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ content: 'a', allowed_mentions: quiet }),
      });
    expect((await ask()).headers.get('retry-after')).toBe('1');
    await ask();
    expect(server.complaints).toEqual([expect.stringContaining('too soon')]);
  });

  test('of the service pass', async () => {
    server.fail(MESSAGES, { status: 500 }, { status: 503 }, { slowMs: 50 });
    await say();
    expect(server.messages.in(DISCORD.channel)).toHaveLength(1);
  });

  test('of the line lose the message, or only its receipt', async () => {
    server.fail(MESSAGES, 'cut');
    await Promise.race([say('lost'), delay(300)]).catch(() => undefined);
    server.fail(MESSAGES, 'taken and cut');
    await Promise.race([say('kept'), delay(300)]).catch(() => undefined);
    const kept = server.messages.in(DISCORD.channel).map(({ message }) => message.content);
    expect(kept).toContain('kept');
  });

  test('by name are the errors of the service', async () => {
    server.fail(MESSAGES, { error: 'missingAccess' });
    await expect(say()).rejects.toMatchObject({ status: 403, code: 50_001 });
  });

  test('with a nonce do not make two of one message', async () => {
    for (const _ of [1, 2])
      await post({ content: 'a', nonce: 'n', enforce_nonce: true, allowed_mentions: quiet });
    expect(server.messages.in(DISCORD.channel)).toHaveLength(1);
  });
});

describe('the gateway', () => {
  const hear = (): string[] => {
    const heard: string[] = [];
    client.on(Events.MessageCreate, (message: Message) => void heard.push(message.content));
    return heard;
  };
  const missed = async (away: () => void, heard: string[]) => {
    away();
    server.people.direct('missed');
    await until(() => heard.includes('missed'), 'what was missed');
  };

  test.each([
    ['breaks', () => server.gateway.drop()],
    ['closes', () => server.gateway.drop(4000)],
    ['goes away', () => server.gateway.drop(1001)],
    ['asks for a new connection', () => server.gateway.requestReconnect()],
  ])('that %s tells on resuming what was missed, once', async (_, away) => {
    const heard = hear();
    server.people.direct('before');
    await until(() => heard.includes('before'), 'a message');
    await missed(away, heard);
    await until(() => server.gateway.resumed === 1, 'a session resumed');
    expect(heard).toEqual(['before', 'missed']);
    expect(server.gateway.identified).toHaveLength(1);
  });

  test('that ends a session begins another', async () => {
    const heard = hear();
    server.gateway.invalidate(false);
    await until(() => server.gateway.identified.length === 2 && client.ws.status === 0, 'a new session');
    server.people.direct('after');
    await until(() => heard.includes('after'), 'a message');
  });

  test('that doubts a session has it resumed', async () => {
    server.gateway.invalidate(true);
    await until(() => server.gateway.resumed === 1, 'a session resumed');
    expect(server.gateway.identified).toHaveLength(1);
  });

  test('that is down for a while is tried again', async () => {
    const heard = hear();
    server.gateway.isUp = false;
    server.gateway.drop();
    await delay(300);
    server.gateway.isUp = true;
    await until(() => server.gateway.connected === 1, 'a connection');
    server.people.direct('after');
    await until(() => heard.includes('after'), 'a message');
  });

  test('that has died in silence is left', async () => {
    await client.destroy();
    Object.assign(server.gateway, { heartbeatMs: 100, isAlive: false });
    client = await openClient(server);
    await until(() => server.gateway.resumed > 0, 'a session resumed');
    server.gateway.isAlive = true;
  });

  test('refuses a wrong token and intents that are not switched on', async () => {
    const all = ORDINARY_INTENTS | GatewayIntentBits.MessageContent;
    await expect(openClient(server, { intents: all })).rejects.toThrow('disallowed intents');
    server.gateway.refusedIntents = 0;
    const reader = await openClient(server, { intents: all });
    const read = new Promise((resolve) => reader.on(Events.MessageCreate, ({ content }) => resolve(content)));
    server.people.write('not to the bot');
    expect(await read).toBe('not to the bot');
    await reader.destroy();
    await expect(openClient(server, { token: 'wrong' })).rejects.toThrow();
  });

  test('tells each shard of its guilds', async () => {
    await client.destroy();
    client = await openClient(server, { shards: 2 });
    expect(client.guilds.cache.map(({ id, shardId }) => [id, shardId]).sort()).toEqual([
      [DISCORD.guild, 0],
      [DISCORD.otherGuild, 1],
    ]);
    const heard: number[] = [];
    client.on(Events.MessageCreate, (message) => void heard.push(message.guild?.shardId ?? -1));
    server.people.write('a', { channel: DISCORD.foreignChannel });
    await until(() => heard.length > 0, 'a message');
    expect(heard).toEqual([1]);
  });
});

describe('what the service would not take', () => {
  const text = (content: string) => ({ type: ComponentType.TextDisplay, content });
  const button = (more: object = {}) => ({
    type: 2,
    style: ButtonStyle.Primary,
    label: 'a',
    custom_id: 'a',
    ...more,
  });
  const row = (...components: object[]) => ({ type: ComponentType.ActionRow, components });
  const v2 = (...components: object[]) => ({ flags: MessageFlags.IsComponentsV2, components });

  test.each([
    ['content over 2000', { content: 'x'.repeat(2_001) }, 'content'],
    ['content beside components of the second version', { ...v2(text('a')), content: 'a' }, 'content'],
    ['embeds beside them', { ...v2(text('a')), embeds: [{ title: 'a' }] }, 'embeds'],
    ['them without their flag', { components: [text('a')] }, 'type'],
    [
      '41 components',
      v2(
        { type: 17, components: Array.from({ length: 20 }, () => text('a')) },
        ...Array.from({ length: 20 }, () => text('a')),
      ),
      '41 components',
    ],
    ['4001 characters', v2(text('x'.repeat(2_000)), text('x'.repeat(2_001))), '4001 characters'],
    ['an empty text', v2(text('')), 'content'],
    ['a blank text', v2(text(' ')), 'blank'],
    ['a label of 81', { content: 'a', components: [row(button({ label: 'x'.repeat(81) }))] }, 'label'],
    [
      'a custom_id of 101',
      { content: 'a', components: [row(button({ custom_id: 'x'.repeat(101) }))] },
      'custom_id',
    ],
    ['a custom_id twice', { content: 'a', components: [row(button(), button())] }, 'custom_id a twice'],
    [
      'six buttons',
      {
        content: 'a',
        components: [row(...Array.from({ length: 6 }, (_, at) => button({ custom_id: `${at}` })))],
      },
      'components',
    ],
    [
      'no face on a button',
      { content: 'a', components: [row(button({ label: '' }))] },
      'neither label nor emoji',
    ],
    ['an unknown component', { content: 'a', components: [{ type: 99 }] }, 'components'],
    ['a flag of others', { content: 'a', flags: MessageFlags.Ephemeral }, 'flags'],
    ['a broken surrogate', { content: '\ud83d' }, 'surrogate'],
    ['nothing', { content: ' ' }, '50006'],
    ['a reply to nothing', { content: 'a', message_reference: { message_id: '1' } }, 'message_reference'],
  ])('%s', async (_, body, reason) => {
    await expect(post({ ...body, allowed_mentions: quiet })).rejects.toMatchObject({ status: 400 });
    expect(server.complaints).toEqual([expect.stringContaining(reason)]);
    expect(server.messages.posts).toEqual([]);
  });

  test('in the form of its errors', async () => {
    await expect(post({ content: 'x'.repeat(5_000), allowed_mentions: quiet })).rejects.toMatchObject({
      code: 50_035,
      rawError: {
        message: 'Invalid Form Body',
        errors: { content: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH' }, {}] } },
      },
    });
  });

  test('edits that take the flag away, or leave nothing', async () => {
    const sent = (await post({ ...v2(text('a')), allowed_mentions: quiet })) as { id: string };
    const edit = (body: object) =>
      client.rest.patch(Routes.channelMessage(DISCORD.channel, sent.id), { body });
    await expect(edit({ flags: 0, allowed_mentions: quiet })).rejects.toMatchObject({ code: 50_035 });
    await expect(edit({ content: 'a', allowed_mentions: quiet })).rejects.toMatchObject({ code: 50_035 });
    await expect(edit({ components: [], allowed_mentions: quiet })).rejects.toMatchObject({ code: 50_006 });
    expect(server.complaints).toHaveLength(3);
  });

  test('messages that may notify are sent, and complained of', async () => {
    await post({ content: `<@${DISCORD.user}>` });
    expect(server.complaints).toEqual([expect.stringContaining('allowed_mentions')]);
    expect(server.messages.posts[0]?.pings).toEqual([DISCORD.user]);
  });

  test('unknown routes and ids that are none', async () => {
    await expect(client.rest.get('/voice/regions')).rejects.toMatchObject({ status: 404 });
    await expect(client.rest.get('/channels/abc')).rejects.toMatchObject({ code: 50_035 });
    await expect(
      client.rest.get(`${Routes.channelMessages(DISCORD.channel)}?limit=101`),
    ).rejects.toMatchObject({
      code: 50_035,
    });
    expect(server.complaints).toHaveLength(3);
  });

  const option = (more: object) => ({ type: 3, name: 'a', description: 'a', ...more });
  const command = (more: object = {}) => ({ name: 'ask', description: 'a', ...more });
  test.each([
    ['a name with a capital', command({ name: 'Ask' }), 'INVALID_NAME'],
    ['a name with a space', command({ name: 'a b' }), 'INVALID_NAME'],
    ['no description', { name: 'ask' }, 'description'],
    ['a description of 101', command({ description: 'x'.repeat(101) }), 'description'],
    [
      'a choice whose value has 101',
      command({ options: [option({ choices: [{ name: 'a', value: 'x'.repeat(101) }] })] }),
      '100 or fewer',
    ],
    [
      'choices beside autocomplete',
      command({ options: [option({ autocomplete: true, choices: [{ name: 'a', value: 'a' }] })] }),
      'autocomplete',
    ],
    [
      'what is required after what is not',
      command({ options: [option({}), option({ name: 'b', required: true })] }),
      'REQUIRED',
    ],
    ['a name twice', command({ options: [option({}), option({})] }), 'twice'],
    ['a translation for no locale', command({ name_localizations: { zh: 'a' } }), 'locale'],
    ['a description in a menu', { type: 3, name: 'Find it', description: 'a' }, 'description'],
  ])('a command with %s', async (_, body, reason) => {
    const put = client.rest.put(Routes.applicationCommands(DISCORD.bot), { body: [body] });
    await expect(put).rejects.toMatchObject({ code: 50_035 });
    expect(server.complaints).toEqual([expect.stringContaining(reason)]);
    expect(server.commands.writes).toBe(0);
  });
});

describe('answers to interactions the service would not take', () => {
  const label = (more: object = {}) => ({
    type: ComponentType.Label,
    label: 'a',
    component: { type: ComponentType.TextInput, custom_id: 'a', style: 1 },
    ...more,
  });
  const modal = (more: object) => ({
    type: 9,
    data: { custom_id: 'm', title: 't', components: [label()], ...more },
  });
  test.each([
    ['a deferral with another flag', { type: 5, data: { flags: MessageFlags.IsComponentsV2 } }, 'flags'],
    ['choices for a command', { type: 8, data: { choices: [] } }, 'no answer of type 8'],
    ['an update of nothing', { type: 7, data: { content: 'a' } }, 'no answer of type 7'],
    ['a title of 46', modal({ title: 'x'.repeat(46) }), 'title'],
    ['a label of 46', modal({ components: [label({ label: 'x'.repeat(46) })] }), 'label'],
    [
      'six labels',
      modal({
        components: Array.from({ length: 6 }, (_, at) =>
          label({ component: { type: 4, custom_id: `${at}`, style: 1 } }),
        ),
      }),
      'at most 5',
    ],
    ['an id twice', modal({ components: [label(), label()] }), 'twice'],
    ['an empty message', { type: 4, data: { content: '' } }, '50006'],
  ])('%s', async (_, body, reason) => {
    await client.application.commands.create({ name: 'ask', description: 'a' });
    const { id, token } = server.people.slash('ask');
    const answer = client.rest.post(Routes.interactionCallback(id, token), { body, auth: false });
    await expect(answer).rejects.toMatchObject({ status: 400 });
    expect(server.complaints).toEqual([expect.stringContaining(reason)]);
  });
});
