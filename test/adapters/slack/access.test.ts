import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../../support/folders.ts';
import { buttonsOf, openWorkspace, prepareWorkspace, textOf, type Workspace } from '../../support/slack.ts';
import { SLACK, type User } from '../../support/slack-workspace.ts';
import { until } from '../../support/waiting.ts';

const files = {
  'pay.md': '---\naudience: internal\n---\n# Pay\n\nProject Marigold pays the clerk forty ducats a month.\n',
  'hr/bonus.md': '---\naudience: internal\n---\n# Bonus\n\nThe bonus of the clerk is nine ducats a year.\n',
  'welcome/door.txt': 'Welcome\n\nThe door of the office opens at eight in the morning.\n',
};
const PAY = 'How many ducats does Project Marigold pay the clerk?';
const BONUS = 'How many ducats is the bonus of the clerk?';
const DOOR = 'When does the door of the office open?';

function access(yaml: string): Record<string, string> {
  return { ACCESS_FILE: join(folderWith({ 'access.yaml': yaml }), 'access.yaml') };
}

/** Somebody asks by command, which they alone see the answer to. */
async function privately(
  { server }: Workspace,
  question: string,
  user = 'U01',
  more: Record<string, unknown> = {},
): Promise<Readonly<Record<string, unknown>>> {
  const before = server.callsOf('response_url').length;
  server.send('slash_commands', server.command('/ask', question, { user_id: user, ...more }));
  return server.called('response_url', before + 1);
}

async function publicly(
  { server }: Workspace,
  question: string,
  event: Record<string, unknown> = {},
  envelope: Record<string, unknown> = {},
): Promise<string> {
  const before = server.callsOf('chat.postMessage').length;
  server.send('events_api', server.event(server.mention(question, event), undefined, envelope));
  return textOf(await server.called('chat.postMessage', before + 1));
}

/** What comes of a button, for the one who presses it. */
async function pressed(
  { server }: Workspace,
  message: unknown,
  action: string,
  more: Record<string, unknown> = {},
): Promise<string> {
  const value = buttonsOf(message).get(`plancite_${action}`) ?? '';
  const before = server.callsOf('response_url').length;
  server.send('interactive', server.press(`plancite_${action}`, value, more));
  return textOf(await server.called('response_url', before + 1));
}

const EPHEMERAL = {
  container: { type: 'message', channel_id: SLACK.channel, message_ts: '1.1', is_ephemeral: true },
};

describe('people in Slack', () => {
  const outsiders: [string, User][] = [
    ['a guest', { is_restricted: true }],
    ['a guest of one channel', { is_restricted: true, is_ultra_restricted: true }],
    ['somebody of another organisation', { team_id: 'T99' }],
    ['a stranger', { is_stranger: true }],
    ['somebody who has left', { deleted: true }],
    ['a bot', { is_bot: true }],
    ['nobody Slack knows a workspace of', { team_id: undefined }],
  ];
  it.each(outsiders)('see what the public sees if they are %s', async (_, user) => {
    await using workspace = await openWorkspace({ files });
    const { server } = workspace;
    server.users.set('U02', user);
    expect(textOf(await privately(workspace, PAY))).toContain('forty ducats');
    const refusal = textOf(await privately(workspace, PAY, 'U02'));
    expect(refusal).not.toContain('forty');
    expect(refusal).toContain('“Marigold”: in 0 of 1 document');
    expect(textOf(await privately(workspace, DOOR, 'U02'))).toContain('at eight');
    server.send('events_api', server.event(server.message(PAY, { channel: 'D02', user: 'U02' })));
    expect(textOf(await server.called('chat.postMessage'))).not.toContain('forty');
  });

  it.each([
    ['its workspace alone', {}, false],
    ['all of their organisation', { enterprise_id: 'E1', is_enterprise_install: true }, true],
    ['all of another organisation', { enterprise_id: 'E2', is_enterprise_install: true }, false],
  ])(
    'of another workspace are members where the bot is installed for %s',
    async (_, installation, isMember) => {
      await using workspace = await prepareWorkspace({ files });
      const { server, adapter } = workspace;
      server.installation = installation;
      await adapter.start();
      const of = (...teams: string[]) => ({
        team_id: 'T02',
        enterprise_user: { enterprise_id: 'E1', teams: ['T02', ...teams] },
      });
      server.users.set('U02', of(SLACK.team));
      server.users.set('U03', of());
      const from = { team_id: 'T02', enterprise_id: 'E1' };
      expect(textOf(await privately(workspace, PAY, 'U02', from))).toContain('forty');
      expect(textOf(await privately(workspace, PAY, 'U03', from)).includes('forty')).toBe(isMember);
    },
  );

  it('are of the organisation that an event says they write from', async () => {
    await using workspace = await openWorkspace({ files });
    const { server } = workspace;
    const from = { channel: SLACK.direct, user_team: 'T99', source_team: 'T99' };
    server.send('events_api', server.event(server.message(PAY, from)));
    expect(textOf(await server.called('chat.postMessage'))).not.toContain('forty');
    server.send(
      'events_api',
      server.event(server.message(PAY, { channel: SLACK.direct, user_team: SLACK.team })),
    );
    expect(textOf(await server.called('chat.postMessage', 2))).toContain('forty');
  });

  it('see what the public sees where Slack does not say who they are, which is logged without what was asked', async () => {
    await using workspace = await openWorkspace({ files });
    const { server, log } = workspace;
    server.fail('users.info', { error: 'missing_scope' });
    expect(textOf(await privately(workspace, PAY))).not.toContain('forty');
    expect(textOf(log)).toContain('Slack does not say who somebody is');
    expect(textOf(log)).toContain('missing_scope');
    expect(textOf(log)).not.toContain('Marigold');
    expect(textOf(await privately(workspace, PAY))).toContain('forty');
  });

  it('see what the groups they are in may see, and guests no more than guests', async () => {
    const people = `
slack:
  people:
    default: {}
    guests: { collections: [welcome] }
    groups:
      S1: { collections: [hr], internal: true }
`;
    await using workspace = await openWorkspace({ files, env: access(people) });
    const { server } = workspace;
    server.groups.set('S1', ['U02', 'U03']);
    server.users.set('U03', { is_restricted: true });
    const shown = async (question: string, user: string) =>
      textOf(await privately(workspace, question, user));
    expect(await shown(BONUS, 'U02')).toContain('nine ducats');
    expect(await shown(PAY, 'U02')).not.toContain('forty');
    expect(await shown(DOOR, 'U02')).not.toContain('at eight');
    expect(await shown(BONUS, 'U03')).not.toContain('nine');
    expect(await shown(DOOR, 'U03')).toContain('at eight');
    expect(await shown(BONUS, 'U01')).not.toContain('nine');
    expect(await shown(DOOR, 'U01')).toContain('at eight');
  });

  it('see what the public sees where a group cannot be listed', async () => {
    const people = 'slack: { people: { groups: { S1: { internal: true } } } }';
    await using workspace = await openWorkspace({ files, env: access(people) });
    workspace.server.fail('usergroups.users.list', { error: 'missing_scope' });
    expect(textOf(await privately(workspace, PAY))).not.toContain('forty');
  });

  it('see in their home, in its suggestions and in lists what they may see', async () => {
    await using workspace = await openWorkspace({ files });
    const { server } = workspace;
    server.users.set('U02', { is_ultra_restricted: true });
    const open = (user: string, tab: string) =>
      server.send('events_api', server.event({ type: 'app_home_opened', tab, user, channel: 'D02' }));
    open('U02', 'home');
    const home = textOf(await server.called('views.publish'));
    expect(home).toContain('Welcome');
    expect(home).not.toMatch(/Pay|Bonus/);
    open('U02', 'messages');
    const prompts = textOf(await server.called('assistant.threads.setSuggestedPrompts'));
    expect(prompts).toContain('Welcome');
    expect(prompts).not.toMatch(/Pay|Bonus/);
    server.send('slash_commands', server.command('/plancite', 'sources', { user_id: 'U02' }));
    expect(textOf(await server.called('response_url'))).not.toMatch(/Pay|Bonus/);
    server.send('slash_commands', server.command('/plancite', 'sources'));
    expect(textOf(await server.called('response_url', 2))).toContain('Pay');
    const before = server.callsOf('response_url').length;
    server.send('interactive', server.shortcut('find_in_documents', PAY, { user: { id: 'U02' } }));
    expect(textOf(await server.called('response_url', before + 1))).not.toContain('forty');
  });

  it('get from buttons what they may see themselves, and leave nothing else in feedback', async () => {
    await using workspace = await openWorkspace({ files });
    const { server, dataDir } = workspace;
    server.users.set('U02', { is_restricted: true });
    const answer = await privately(workspace, PAY);
    expect(textOf(answer)).toContain('forty');
    const stranger = { ...EPHEMERAL, user: { id: 'U02' } };
    for (const action of ['more', 'why'])
      expect(await pressed(workspace, answer, action, stranger)).not.toMatch(/forty|pay\.md|Pay/);
    expect(server.callsOf('views.open')).toEqual([]);
    await pressed(workspace, answer, 'helpful', stranger);
    await pressed(workspace, answer, 'helpful', EPHEMERAL);
    const opened = server.callsOf('views.open').length;
    const value = buttonsOf(answer).get('plancite_not_helpful') ?? '';
    server.send('interactive', server.press('plancite_not_helpful', value, stranger));
    const { view } = (await server.called('views.open', opened + 1)) as {
      view: { private_metadata: string };
    };
    server.send('interactive', {
      type: 'view_submission',
      team: { id: SLACK.team },
      user: { id: 'U02', name: 'guest' },
      trigger_id: 'trigger-form',
      view: {
        type: 'modal',
        callback_id: 'plancite_feedback',
        private_metadata: view.private_metadata,
        state: { values: { reason: { reason: { selected_option: { value: 'out-of-date' } } } } },
      },
    });
    const opinions = await until(() => {
      const lines = readFileSync(join(dataDir, 'feedback.jsonl'), 'utf8').trim().split('\n');
      return lines.length === 4 && lines.map((line) => JSON.parse(line) as object);
    }, 'four opinions');
    const [guest, member, not, why] = opinions;
    expect(member).toMatchObject({ kind: 'cited', cited: [expect.stringContaining('pay.md')] });
    for (const opinion of [guest, not, why]) {
      expect(opinion).toMatchObject({ kind: 'cited', cited: [] });
      expect(opinion).not.toHaveProperty('confidence');
    }
    expect(why).toMatchObject({ reason: 'out-of-date' });
  });
});

describe('what somebody sees in a direct conversation', () => {
  it('is no more than its own rules say, wherever it is asked', async () => {
    const yaml = 'slack: { channels: { D05: { internal: false }, D06: { answers: never } } }';
    await using workspace = await openWorkspace({ files, env: access(yaml) });
    const { server } = workspace;
    const told = async (channel: string) => {
      const before = server.callsOf('chat.postMessage').length;
      server.send('events_api', server.event(server.message(PAY, { channel })));
      return server.called('chat.postMessage', before + 1);
    };
    expect(textOf(await told(SLACK.direct))).toContain('forty');
    const answer = await told('D05');
    expect(textOf(answer)).not.toContain('forty');
    expect(textOf(await privately(workspace, PAY, 'U01', { channel_id: 'D05' }))).not.toContain('forty');
    const inside = {
      channel: { id: 'D05' },
      container: { type: 'message', channel_id: 'D05', message_ts: '1.1' },
    };
    expect(await pressed(workspace, answer, 'why', inside)).not.toMatch(/forty|pay\.md/);
    for (const tab of ['home', 'messages'])
      server.send('events_api', server.event({ type: 'app_home_opened', tab, user: 'U01', channel: 'D05' }));
    for (const method of ['views.publish', 'assistant.threads.setSuggestedPrompts'])
      expect(textOf(await server.called(method))).not.toMatch(/Pay|Bonus/);
    server.send('events_api', server.event(server.message(PAY, { channel: 'D06' })));
    await told(SLACK.direct);
    expect(server.callsOf('chat.postMessage').map(({ args }) => args.channel)).not.toContain('D06');
  });
});

describe('what all in a channel see', () => {
  it('is no more than the asker may see', async () => {
    const open = access('slack: { channels: { C01: { internal: true } } }');
    await using workspace = await openWorkspace({ files, env: open });
    workspace.server.users.set('U02', { is_restricted: true });
    expect(await publicly(workspace, PAY)).toContain('forty');
    expect(await publicly(workspace, PAY, { user: 'U02' })).not.toContain('forty');
  });

  it('is nothing internal where other organisations read, unless its own rules say so', async () => {
    const yaml = 'slack: { default: { internal: true }, channels: { C02: { internal: true } } }';
    await using workspace = await openWorkspace({ files, env: access(yaml) });
    const shared = { is_ext_shared_channel: true };
    expect(await publicly(workspace, PAY)).toContain('forty');
    expect(await publicly(workspace, PAY, {}, shared)).not.toContain('forty');
    expect(await publicly(workspace, PAY, { channel: 'C02' }, shared)).toContain('forty');
    // Where Slack does not say, they may.
    const unsaid = { is_ext_shared_channel: undefined };
    expect(await publicly(workspace, PAY, { channel: 'C04' }, unsaid)).not.toContain('forty');
    expect(await publicly(workspace, PAY, { channel: 'C02' }, unsaid)).toContain('forty');
  });

  it('gets nothing shared that is not for all, nor where the bot is not to speak, and the sharer hears why', async () => {
    const yaml = 'slack: { channels: { C01: { answers: never }, C03: { internal: true } } }';
    await using workspace = await openWorkspace({ files, env: access(yaml) });
    const { server } = workspace;
    const door = await privately(workspace, DOOR);
    expect(await pressed(workspace, door, 'share', EPHEMERAL)).toContain('could not be shared here');
    const inChannel = (channel: string, user = 'U01') => ({
      channel: { id: channel },
      user: { id: user },
      container: { ...EPHEMERAL.container, channel_id: channel },
    });
    const pay = await privately(workspace, PAY, 'U01', { channel_id: 'C02' });
    expect(await pressed(workspace, pay, 'share', inChannel('C02'))).toContain('Nothing was shared');
    server.users.set('U02', { is_restricted: true });
    expect(await pressed(workspace, pay, 'share', inChannel('C03', 'U02'))).toContain('Nothing was shared');
    server.fail('chat.postMessage', { error: 'restricted_action' });
    expect(await pressed(workspace, door, 'share', inChannel('C02'))).toContain('could not be shared');
    const posted = server.messages.filter(({ user }) => user === SLACK.bot);
    expect(posted).toEqual([]);
    expect(server.callsOf('response_url').map(({ args }) => args.response_type)).not.toContain('in_channel');
    const value = buttonsOf(pay).get('plancite_share') ?? '';
    server.send('interactive', server.press('plancite_share', value, inChannel('C03')));
    await until(() => server.messages.some(({ text }) => text.includes('forty ducats')), 'what is shared');
  });
});
