import { describe, expect, it } from 'vitest';
import { EVERYTHING } from '../../../src/scope.ts';
import {
  ANSWER,
  openWorkspace,
  prepareWorkspace,
  QUESTION,
  textOf,
  UNANSWERED,
  type Workspace,
} from '../../support/slack.ts';
import { SlackServer } from '../../support/slack-server.ts';
import { until } from '../../support/waiting.ts';

const LOUD = 50;
/** Less than Slack gets, and plenty for the local one on a busy machine. */
const patience = { helloMs: 2_000, pongMs: 2_000 };

function askDirectly({ server }: Workspace, channel = 'D01', user = 'U01'): void {
  server.send('events_api', server.event(server.message(QUESTION, { channel, user })));
}

describe.concurrent('a fault of Slack', () => {
  it.each([
    ['an overload', { status: 429, retryAfter: 1 }],
    ['an error', { status: 500 }],
    ['an outage', { status: 503 }],
    ['a cut', 'cut'],
  ] as const)('such as %s delays an answer, and nothing else', async (_, fault) => {
    await using workspace = await openWorkspace();
    const { server } = workspace;
    server.fail('chat.postMessage', fault);
    server.fail('response_url', fault);
    askDirectly(workspace);
    server.send('slash_commands', server.command('/ask', QUESTION));
    const [post, response] = await Promise.all([
      server.called('chat.postMessage'),
      server.called('response_url'),
    ]);
    expect(textOf(post)).toContain(ANSWER);
    expect(textOf(response)).toContain(ANSWER);
    await workspace.adapter.stop();
    expect(server.callsOf('chat.postMessage')).toHaveLength(1);
    expect(server.callsOf('response_url')).toHaveLength(1);
  });

  it.each(['cut', 'silence', 'disconnect'] as const)(
    'that ends the connection (%s) is followed by a new one',
    async (how) => {
      await using workspace = await openWorkspace({ patience });
      const { server } = workspace;
      server.drop(how);
      await until(() => server.connections === 2, 'a new connection');
      askDirectly(workspace);
      expect(textOf(await server.called('chat.postMessage'))).toContain(ANSWER);
    },
  );

  it('such as a storm of overloads loses no question and answers none twice', async () => {
    await using workspace = await openWorkspace();
    const { server } = workspace;
    const storm = Array.from({ length: 12 }, () => ({ status: 429, retryAfter: 1 }));
    server.fail('chat.postMessage', ...storm);
    const channels = Array.from({ length: 20 }, (_, i) => `D1${i}`);
    for (const channel of channels) askDirectly(workspace, channel, `U${channel}`);
    await until(() => server.callsOf('chat.postMessage').length >= channels.length, 'all answers');
    await workspace.adapter.stop();
    const answered = server.callsOf('chat.postMessage').map(({ args }) => args.channel);
    expect(answered.toSorted()).toEqual(channels.toSorted());
    expect(textOf(server.callsOf('chat.postMessage'))).not.toContain('Sorry');
  });

  it('such as too many connections asked for is waited out at the start', async () => {
    await using workspace = await prepareWorkspace();
    const { server, adapter } = workspace;
    server.fail(
      'apps.connections.open',
      ...Array.from({ length: 2 }, () => ({ status: 429, retryAfter: 1 })),
    );
    await adapter.start();
    askDirectly(workspace);
    expect(textOf(await server.called('chat.postMessage'))).toContain(ANSWER);
  });

  it('such as a cut after Slack has taken an answer does not have it posted twice', async () => {
    await using workspace = await openWorkspace();
    const { server } = workspace;
    server.fail('chat.postMessage', 'taken and cut', 'taken and cut');
    askDirectly(workspace);
    server.send('events_api', server.event(server.mention(QUESTION)));
    await until(() => server.callsOf('chat.postMessage').length === 2, 'both answers');
    await workspace.adapter.stop();
    expect(server.callsOf('chat.postMessage')).toHaveLength(2);
  });

  it('such as a command without a text is answered as an empty one', async () => {
    await using workspace = await openWorkspace();
    const { server } = workspace;
    server.send('slash_commands', server.command('/ask', QUESTION, { text: undefined }));
    server.send('slash_commands', server.command('/reindex', '', { text: undefined }));
    await server.called('response_url', 2);
  });

  it('while connecting again is waited out', async () => {
    await using workspace = await openWorkspace();
    const { server } = workspace;
    server.fail('apps.connections.open', { error: 'internal_error' }, 'cut');
    server.drop();
    await until(() => server.connections === 2, 'a new connection');
    askDirectly(workspace);
    expect(textOf(await server.called('chat.postMessage'))).toContain(ANSWER);
  });

  it('such as a socket that never says hello is given up, at the start and later', async () => {
    await using workspace = await prepareWorkspace({ patience });
    const { server, adapter } = workspace;
    server.isPolite = false;
    const started = adapter.start();
    await until(() => server.connections === 1, 'a connection');
    server.isPolite = true;
    await started;
    expect(server.connections).toBe(2);
    server.isPolite = false;
    server.drop();
    await until(() => server.connections === 3, 'a new connection');
    server.isPolite = true;
    await until(() => server.connections === 4, 'another connection');
    askDirectly(workspace);
    expect(textOf(await server.called('chat.postMessage'))).toContain(ANSWER);
  });

  it('such as an acknowledgement that never arrives has a question delivered again, and answered once', async () => {
    await using workspace = await openWorkspace();
    const { server, adapter } = workspace;
    const event = server.event(server.message(QUESTION, { channel: 'D01' }));
    const lost = server.send('events_api', event, { cut: true });
    await until(() => server.connections === 2, 'a new connection');
    const ids = [1, 2].map((retry) => server.send('events_api', event, { retry }));
    await until(() => ids.every((id) => server.acknowledged.has(id)), 'acknowledgements');
    expect(textOf(await server.called('chat.postMessage'))).toContain(ANSWER);
    await adapter.stop();
    expect(server.acknowledged.has(lost)).toBe(false);
    expect(server.callsOf('chat.postMessage')).toHaveLength(1);
  });

  it('such as a command that cannot be acknowledged is answered all the same', async () => {
    await using workspace = await openWorkspace();
    const { server } = workspace;
    server.send('slash_commands', server.command('/ask', QUESTION), { cut: true });
    expect(textOf(await server.called('response_url'))).toContain(ANSWER);
  });

  it('such as an expired response address sends the answer another way', async () => {
    await using workspace = await openWorkspace();
    const { server } = workspace;
    server.fail('response_url', { status: 404 });
    server.send('slash_commands', server.command('/ask', QUESTION));
    expect(textOf(await server.called('chat.postEphemeral'))).toContain(ANSWER);
  });

  it('such as a thread that cannot be read does not keep an answer back', async () => {
    await using workspace = await openWorkspace();
    const { server } = workspace;
    const unreadable = { error: 'missing_scope' };
    server.fail('conversations.replies', unreadable);
    server.send('events_api', server.event(server.mention(QUESTION, { thread_ts: '1.1' })));
    expect(textOf(await server.called('chat.postMessage'))).toContain(ANSWER);
    // Nor one to what follows there without a mention: once to tell whose thread it is, once for its history.
    server.fail('conversations.replies', unreadable, unreadable);
    server.send('events_api', server.event(server.message(QUESTION, { thread_ts: '1.1' })));
    expect(textOf(await server.called('chat.postMessage', 2))).toContain(ANSWER);
  });

  it('such as a status that cannot be shown keeps no answer back', async () => {
    await using workspace = await openWorkspace();
    const { server } = workspace;
    server.fail('assistant.threads.setStatus', { status: 429, retryAfter: 60 }, { status: 500 });
    for (const channel of ['D01', 'D02']) askDirectly(workspace, channel);
    expect(textOf(await server.called('chat.postMessage', 2))).toContain(ANSWER);
  });

  it('that refuses an answer is apologised for, with an id that is in the log', async () => {
    await using workspace = await openWorkspace();
    const { server, log } = workspace;
    server.fail('chat.postMessage', { error: 'invalid_blocks' });
    askDirectly(workspace);
    const { text } = await server.called('chat.postMessage', 2);
    const [id] = /[0-9a-f]{8}/.exec(String(text)) ?? [];
    expect(log).toContainEqual(expect.objectContaining({ questionId: id, level: LOUD }));
  });

  it('such as garbage on the socket ends nothing', async () => {
    await using workspace = await openWorkspace();
    const { server } = workspace;
    for (const garbage of [
      'null',
      '42',
      '{',
      '{"type":"events_api"}',
      '{"type":"events_api","payload":{"event":null}}',
    ])
      server.sendRaw(garbage);
    server.send('events_api', { type: 'event_callback', event: { type: 'message' } });
    askDirectly(workspace);
    expect(textOf(await server.called('chat.postMessage'))).toContain(ANSWER);
  });
});

describe.concurrent('a token', () => {
  it.each([
    ['SLACK_BOT_TOKEN', { SLACK_BOT_TOKEN: 'xoxb-wrong' }],
    ['SLACK_APP_TOKEN', { SLACK_APP_TOKEN: 'xapp-wrong' }],
  ])('that is wrong stops the start with one sentence: %s', async (name, env) => {
    await using workspace = await prepareWorkspace({ env });
    await expect(workspace.adapter.start()).rejects.toThrow(`Slack refuses ${name} (invalid_auth)`);
  });

  it('that is revoked while running silences Slack, loudly, and Slack alone; a new connection is made when it works again', async () => {
    await using workspace = await openWorkspace();
    const { server, log, bot } = workspace;
    server.isRevoked = true;
    askDirectly(workspace);
    await until(
      () => log.some(({ level, refusal }) => level === LOUD && refusal === 'token_revoked'),
      'a loud line',
    );
    server.drop();
    await until(
      () => log.some(({ level, msg }) => level === LOUD && msg.includes('SLACK_APP_TOKEN')),
      'a loud line about the connection',
    );
    expect((await bot.ask({ text: QUESTION, history: [], scope: EVERYTHING })).kind).toBe('cited');
    server.isRevoked = false;
    await until(() => server.connections === 2, 'a new connection');
    askDirectly(workspace, 'D02');
    await until(() => textOf(server.callsOf('chat.postMessage')).includes(ANSWER), 'an answer');
  });
});

describe.concurrent('stopping', () => {
  it('finishes what is under way', async () => {
    await using workspace = await openWorkspace();
    const { server, adapter } = workspace;
    server.fail('chat.postMessage', { status: 503 });
    const event = server.event(server.message(QUESTION, { channel: 'D01' }));
    const id = server.send('events_api', event);
    await until(() => server.acknowledged.has(id), 'an acknowledgement');
    await adapter.stop();
    expect(textOf(server.callsOf('chat.postMessage'))).toContain(ANSWER);
  });

  it('can be done twice, and before the start', async () => {
    await using workspace = await prepareWorkspace();
    await workspace.adapter.stop();
    await workspace.adapter.start();
    await workspace.adapter.stop();
    await workspace.adapter.stop();
  });
});

describe('a new process', () => {
  it('knows what was asked in a thread before', async () => {
    const server = await SlackServer.start();
    const mention = server.mention(QUESTION);
    {
      await using before = await openWorkspace({ server });
      before.server.send('events_api', server.event(mention));
      await server.called('chat.postMessage');
    }
    await using after = await openWorkspace({ server });
    after.server.send(
      'events_api',
      server.event(server.message('and who issued it?', { thread_ts: String(mention.ts) })),
    );
    const followUp = await server.called('chat.postMessage', 2);
    expect(textOf(followUp)).toContain('informatization plan set up');
    await after.adapter.stop();
    await server.stop();
  });

  it.each([{ channel: 'D01' }, { channel: 'D01', thread_ts: '1.1' }, { channel: 'C01' }])(
    'answers what Slack delivers again only if the one before it had not: %j',
    async (where) => {
      const server = await SlackServer.start();
      const [answered, unanswered] = [QUESTION, UNANSWERED].map((question) =>
        server.event(server.mention(question, where)),
      );
      {
        await using before = await openWorkspace({ server });
        before.server.send('events_api', answered ?? {});
        await server.called('chat.postMessage');
      }
      await using after = await openWorkspace({ server });
      for (const event of [answered, unanswered]) after.server.send('events_api', event ?? {}, { retry: 1 });
      await server.called('chat.postMessage', 2);
      await after.adapter.stop();
      const [, second, ...others] = server.callsOf('chat.postMessage');
      expect(textOf(second)).toContain('The documents do not say');
      expect(others).toEqual([]);
      await server.stop();
    },
  );
});
