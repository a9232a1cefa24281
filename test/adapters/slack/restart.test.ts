import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chatMessagesFor } from '../../../src/chat-messages.ts';
import { leaveBehind } from '../../support/dead-process.ts';
import {
  ANSWER,
  buttonsOf,
  openWorkspace,
  prepareWorkspace,
  QUESTION,
  textOf,
  type Workspace,
  type WorkspaceOptions,
} from '../../support/slack.ts';
import { SLACK } from '../../support/slack-workspace.ts';
import { until } from '../../support/waiting.ts';

const BOT = `slack:${SLACK.team}:${SLACK.bot}`;
const HOUR_MS = 3_600_000;
const INTERRUPTED = chatMessagesFor('en').interrupted;

/** What Slack had delivered to the process before. */
type Before = {
  readonly payload: object;
  readonly isBegun?: boolean;
  /** How long ago, in ms. */
  readonly ago?: number;
};

/** A workspace that starts after another process was killed there. */
async function afterKill(
  deliver: (workspace: Workspace) => readonly Before[],
  options: WorkspaceOptions = {},
): Promise<Workspace> {
  const workspace = await prepareWorkspace(options);
  for (const [i, { payload, isBegun = false, ago = 0 }] of deliver(workspace).entries())
    leaveBehind(workspace.dataDir, [{ bot: BOT, key: keyOf(payload, i), payload, isBegun }], { ahead: -ago });
  await workspace.adapter.start();
  return workspace;
}

function keyOf(payload: object, i: number): string {
  const { event } = payload as { event?: { channel: string; ts: string } };
  return event === undefined ? `${i}` : `${event.channel}:${event.ts}`;
}

describe.concurrent('after a restart', () => {
  it('a question is answered where it was asked, once, though Slack delivers it again meanwhile', async () => {
    let event = {};
    await using workspace = await afterKill(({ server }) => {
      event = server.event(server.mention(QUESTION));
      return [{ payload: event }];
    });
    const { server } = workspace;
    server.send('events_api', event, { retry: 1 });
    server.send('events_api', { ...event, event_id: 'EvOfTheOtherKind' });
    expect(textOf(await server.called('chat.postMessage'))).toContain(ANSWER);
    await workspace.adapter.stop();
    expect(server.callsOf('chat.postMessage')).toHaveLength(1);
  });

  it('an answer that is there already is not given again, though it is seen late', async () => {
    await using workspace = await afterKill(({ server }) => {
      const mention = server.mention(QUESTION);
      const { channel, ts } = mention as { channel: string; ts: string };
      // Slack was still at it when the process died.
      setTimeout(() => {
        server.messages.push({
          channel,
          user: SLACK.bot,
          bot_id: SLACK.botId,
          text: ANSWER,
          ts: server.timestamp(),
          thread_ts: ts,
          metadata: { event_type: 'plancite_answer', event_payload: { ts } },
        });
      }, 2_000);
      return [{ payload: server.event(mention), isBegun: true }];
    });
    await until(() => workspace.server.callsOf('conversations.replies').length > 0, 'a look');
    await workspace.adapter.stop();
    expect(workspace.server.callsOf('chat.postMessage')).toEqual([]);
  });

  it('what was asked too long ago is said to have been lost, in its thread; what nobody asked the bot is not', async () => {
    await using workspace = await afterKill(
      ({ server }) => [
        { payload: server.event(server.mention(QUESTION, { ts: '5.1' })), ago: 2 * HOUR_MS },
        { payload: server.event(server.message(QUESTION)), ago: 2 * HOUR_MS },
        { payload: server.command('/ask', QUESTION), ago: 2 * HOUR_MS },
      ],
      { env: { SLACK_ANSWER_CHANNELS: SLACK.channel } },
    );
    const { server } = workspace;
    const told = await server.called('chat.postMessage');
    expect(told).toMatchObject({ thread_ts: '5.1' });
    expect(textOf(told)).toContain(INTERRUPTED);
    expect(textOf(await server.called('response_url'))).toContain(INTERRUPTED);
    await workspace.adapter.stop();
    expect(server.calls.filter(({ args }) => textOf(args).includes(INTERRUPTED))).toHaveLength(2);
    expect(textOf(server.calls)).not.toContain(ANSWER);
  });

  it('a command is answered by its address, unless that had begun: then its asker is told', async () => {
    await using workspace = await afterKill(({ server }) => [
      { payload: server.command('/ask', QUESTION, { user_id: 'U1' }) },
      { payload: server.command('/ask', QUESTION, { user_id: 'U2' }), isBegun: true },
      { payload: server.shortcut('find_in_documents', QUESTION) },
      { payload: server.command('/reindex', 'force', { user_id: 'U3' }), isBegun: true },
    ]);
    const { server } = workspace;
    await until(() => server.callsOf('response_url').length === 4, 'four answers');
    await workspace.adapter.stop();
    const said = server.callsOf('response_url').map(({ args }) => textOf(args));
    expect(said.filter((text) => text.includes(ANSWER))).toHaveLength(2);
    expect(said.filter((text) => text.includes(INTERRUPTED))).toHaveLength(2);
  });

  it('an address that has expired is done without: in the channel, or as a direct message', async () => {
    const workspace = await prepareWorkspace();
    await using _ = workspace;
    const { server } = workspace;
    const payloads = ['U1', 'U2'].map((user_id) => server.command('/ask', QUESTION, { user_id }));
    leaveBehind(
      workspace.dataDir,
      payloads.map((payload, i) => ({ bot: BOT, key: `${i}`, payload })),
    );
    server.fail('response_url', { status: 404 }, { status: 404 });
    server.fail('chat.postEphemeral', { error: 'not_in_channel' });
    await workspace.adapter.start();
    const seen = await server.called('chat.postEphemeral', 2);
    const direct = await server.called('chat.postMessage');
    expect([seen.user, direct.channel].toSorted()).toEqual(['U1', 'U2']);
    for (const message of [seen, direct]) expect(textOf(message)).toContain(ANSWER);
  });

  it('buttons do what they can without a window, and opinions count', async () => {
    const before = await openWorkspace();
    before.server.send('events_api', before.server.event(before.server.mention(QUESTION)));
    const answer = buttonsOf(await before.server.called('chat.postMessage'));
    await before.adapter.stop();
    const press = (action: string) =>
      before.server.press(`plancite_${action}`, answer.get(`plancite_${action}`) ?? '');
    await using workspace = await afterKill(
      ({ server }) => [
        ...['why', 'context', 'not_helpful'].map((action) => ({ payload: press(action) })),
        {
          payload: {
            type: 'view_submission',
            team: { id: SLACK.team },
            user: { id: SLACK.user },
            trigger_id: `trigger-${server.nextNumber()}`,
            view: {
              callback_id: 'plancite_feedback',
              private_metadata: `${SLACK.channel} shown ${answer.get('plancite_not_helpful')}`,
              state: { values: { b: { a: { selected_option: { value: 'other' } } } } },
            },
          },
        },
      ],
      { server: before.server },
    );
    const { server, dataDir } = workspace;
    await until(() => server.callsOf('response_url').length === 3, 'three answers');
    await workspace.adapter.stop();
    const said = server.callsOf('response_url').map(({ args }) => textOf(args));
    expect(said.filter((text) => text.includes(INTERRUPTED))).toHaveLength(1);
    expect(said.filter((text) => text.includes(chatMessagesFor('en').thanks))).toHaveLength(1);
    expect(server.callsOf('views.open')).toEqual([]);
    const opinions = readFileSync(join(dataDir, 'feedback.jsonl'), 'utf8').trim().split('\n');
    expect(opinions).toHaveLength(2);
    await server.stop();
  });

  it('a thousand are answered, oldest first, a few at a time, while what is asked meanwhile is answered at once', async () => {
    const workspace = await prepareWorkspace();
    await using _ = workspace;
    const { server, dataDir } = workspace;
    const ids = Array.from({ length: 1_000 }, (_, i) => `D${i}`);
    leaveBehind(
      dataDir,
      ids.map((channel, i) => {
        const payload = server.event(server.message('hello', { channel, ts: `${1_000 + i}.0` }));
        return { bot: BOT, key: `${channel}:${1_000 + i}.0`, payload };
      }),
    );
    await workspace.adapter.start();
    const mention = server.mention(QUESTION, { user: 'U9' });
    server.send('events_api', server.event(mention));
    await until(() => server.callsOf('chat.postMessage').length > ids.length, 'all', 50_000);
    const order = server.callsOf('chat.postMessage').map(({ args }) => String(args.channel));
    expect(order.indexOf(SLACK.channel)).toBeLessThan(100);
    const old = order.filter((channel) => channel !== SLACK.channel);
    expect(new Set(old).size).toBe(1_000);
    for (const [i, channel] of old.entries()) expect(Math.abs(ids.indexOf(channel) - i)).toBeLessThan(50);
  });

  it('what could not be answered at all, not even by an apology, waits for the next start', async () => {
    const server = (await prepareWorkspace()).server;
    const env = { SLACK_API_URL: server.apiUrl };
    const before = await openWorkspace({ server, env });
    server.fail('chat.postMessage', { error: 'is_archived' }, { error: 'is_archived' });
    const event = server.event(server.mention(QUESTION));
    server.send('events_api', event);
    await until(() => before.log.some(({ msg }) => msg.includes('not even an apology')), 'a failure');
    await before.adapter.stop();
    expect(textOf(readFileSync(join(before.dataDir, 'journal.db-wal'), 'latin1'))).toContain(QUESTION);
    await server.stop();
  });
});

describe('the journal', () => {
  it('holds nothing of what is not said to the bot', async () => {
    await using workspace = await openWorkspace();
    const { server, dataDir } = workspace;
    server.send('events_api', server.event(server.message('between the two of us')));
    server.send('events_api', server.event(server.message(`<@U77> psst, between the two of us`)));
    server.send('events_api', server.event(server.message('I, between us', { user: SLACK.bot })));
    server.send(
      'events_api',
      server.event({ type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'home' }),
    );
    await server.called('views.publish');
    for (const name of readdirSync(dataDir))
      expect(readFileSync(join(dataDir, name), 'latin1')).not.toMatch(/between|U1/);
  });
});
