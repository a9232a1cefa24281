import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  ANSWER,
  buttonsOf,
  openWorkspace,
  QUESTION,
  textOf,
  UNANSWERED,
  type Workspace,
} from '../../support/slack.ts';
import { SlackServer } from '../../support/slack-server.ts';
import { SLACK } from '../../support/slack-workspace.ts';
import { until } from '../../support/waiting.ts';

const ADMIN = 'UADMIN';
const MAINTAINER = 'UMAINTAINER';
const OTHER = 'UOTHER';
const env = { SLACK_MAINTAINERS: MAINTAINER, SLACK_ANSWER_CHANNELS: 'COPEN' };

/** The message the bot last wrote, with what it was sent with. */
async function written({ server }: Workspace, send: () => void, count = 1) {
  const before = server.callsOf('chat.postMessage').length;
  send();
  const sent = await server.called('chat.postMessage', before + count);
  const said = server.messages.filter(({ user }) => user === SLACK.bot).at(-1);
  if (said === undefined) throw new Error('nothing was written');
  return { sent, said };
}

const answered = (workspace: Workspace, question = QUESTION, more = {}) =>
  written(workspace, () => {
    const { server } = workspace;
    server.send('events_api', server.event(server.mention(question, more)));
  });

/** Presses "Dismiss" below a message. */
function dismiss(
  { server }: Workspace,
  { sent, said }: Awaited<ReturnType<typeof answered>>,
  user: string,
): void {
  const value = buttonsOf(sent).get('plancite_dismiss');
  if (value === undefined) throw new Error(`it cannot be dismissed: ${textOf(sent)}`);
  const { channel, ts, thread_ts } = said;
  server.send(
    'interactive',
    server.press('plancite_dismiss', value, {
      user: { id: user },
      channel: { id: channel },
      container: { type: 'message', channel_id: channel, message_ts: ts, thread_ts },
      message: { ts, thread_ts },
    }),
  );
}

const isThere = ({ server }: Workspace, { said }: Awaited<ReturnType<typeof answered>>): boolean =>
  server.messages.includes(said);

describe('an answer to all', () => {
  it.each([
    ['whoever asked', SLACK.user],
    ['a maintainer', MAINTAINER],
    ['who administrates the workspace', ADMIN],
  ])('is taken away by %s', async (_, user) => {
    await using workspace = await openWorkspace({ env });
    const { server } = workspace;
    server.users.set(ADMIN, { is_admin: true });
    const answer = await answered(workspace);
    dismiss(workspace, answer, user);
    await server.called('chat.delete');
    expect(isThere(workspace, answer)).toBe(false);
    await workspace.adapter.stop();
    // Nobody is told of it.
    expect(server.callsOf('chat.postMessage')).toHaveLength(1);
    expect(server.callsOf('response_url')).toHaveLength(0);
  });

  it.each([
    ['somebody else', {}],
    ['who administrates elsewhere', { is_admin: true, team_id: 'T99', is_stranger: true }],
    ['who administrates nobody knows what', { is_admin: true, team_id: undefined }],
    ['who administrated it and has left', { is_admin: true, is_owner: true, deleted: true }],
    ['a guest', { is_admin: true, is_restricted: true }],
    ['a bot', { is_admin: true, is_bot: true }],
  ])('stays for %s, who is told why', async (_, info) => {
    await using workspace = await openWorkspace({ env });
    const { server } = workspace;
    server.users.set(OTHER, info);
    const answer = await answered(workspace);
    dismiss(workspace, answer, OTHER);
    const told = await server.called('response_url');
    expect(told).toMatchObject({ response_type: 'ephemeral', replace_original: false });
    expect(textOf(told)).toContain('Only whoever asked, and moderators');
    expect(isThere(workspace, answer)).toBe(true);
  });

  it('stays where Slack does not say who somebody is', async () => {
    await using workspace = await openWorkspace({ env });
    const { server } = workspace;
    const answer = await answered(workspace);
    server.fail('users.info', { error: 'missing_scope' }, { error: 'missing_scope' });
    dismiss(workspace, answer, ADMIN);
    expect(textOf(await server.called('response_url'))).toContain('Only whoever asked');
    expect(isThere(workspace, answer)).toBe(true);
  });

  it.each([
    ['a refusal', UNANSWERED, {}],
    ['one in Chinese', '袋鼠怎么睡觉？', {}],
    ['words in passing', 'thank you!', {}],
  ])('can be %s', async (_, question, more) => {
    await using workspace = await openWorkspace({ env });
    const answer = await answered(workspace, question, more);
    dismiss(workspace, answer, SLACK.user);
    await workspace.server.called('chat.delete');
    expect(isThere(workspace, answer)).toBe(false);
  });

  it('can be an apology', async () => {
    await using workspace = await openWorkspace({ env });
    const { server } = workspace;
    server.fail('chat.postMessage', { error: 'invalid_blocks' });
    const apology = await written(
      workspace,
      () => void server.send('events_api', server.event(server.mention(QUESTION))),
      2,
    );
    expect(textOf(apology.sent)).toContain('Sorry');
    dismiss(workspace, apology, SLACK.user);
    await server.called('chat.delete');
    expect(isThere(workspace, apology)).toBe(false);
  });

  it('can be one that nobody asked the bot for: whoever wrote what it answers takes it away', async () => {
    await using workspace = await openWorkspace({ env });
    const { server } = workspace;
    const answer = await written(workspace, () =>
      server.send(
        'events_api',
        server.event(server.message(QUESTION, { channel: 'COPEN', user: 'UWRITER' })),
      ),
    );
    dismiss(workspace, answer, SLACK.user);
    expect(textOf(await server.called('response_url'))).toContain('Only whoever asked');
    dismiss(workspace, answer, 'UWRITER');
    await server.called('chat.delete');
    expect(isThere(workspace, answer)).toBe(false);
  });

  it('can be one that was shared: whoever shared it takes it away', async () => {
    await using workspace = await openWorkspace({ env });
    const { server } = workspace;
    server.send('slash_commands', server.command('/ask', QUESTION));
    const own = await server.called('response_url');
    expect(buttonsOf(own).has('plancite_dismiss')).toBe(false);
    const value = buttonsOf(own).get('plancite_share') ?? '';
    const answer = await written(workspace, () =>
      server.send('interactive', server.press('plancite_share', value)),
    );
    expect(textOf(answer.sent)).toContain(ANSWER);
    dismiss(workspace, answer, SLACK.user);
    await server.called('chat.delete');
    expect(isThere(workspace, answer)).toBe(false);
  });

  it('is taken away after a restart as well', async () => {
    const server = await SlackServer.start();
    let answer: Awaited<ReturnType<typeof answered>>;
    {
      await using before = await openWorkspace({ server, env });
      answer = await answered(before);
    }
    await using after = await openWorkspace({ server, env });
    dismiss(after, answer, SLACK.user);
    await server.called('chat.delete');
    expect(isThere(after, answer)).toBe(false);
    await after.adapter.stop();
    await server.stop();
  });

  it('is taken away by the response address where the bot is no member', async () => {
    await using workspace = await openWorkspace({ env });
    const { server } = workspace;
    const answer = await answered(workspace);
    server.fail('chat.delete', { error: 'channel_not_found' });
    dismiss(workspace, answer, SLACK.user);
    expect(await server.called('response_url')).toMatchObject({ delete_original: true });
  });

  it('is said to stay where it cannot be taken away', async () => {
    await using workspace = await openWorkspace({ env });
    const { server } = workspace;
    const answer = await answered(workspace);
    server.fail('chat.delete', { status: 429, retryAfter: 1 }, { error: 'cant_delete_message' });
    server.fail('response_url', { status: 404 });
    dismiss(workspace, answer, SLACK.user);
    expect(textOf(await server.called('response_url'))).toContain('could not be removed');
  });

  it('is gone when it is dismissed twice', async () => {
    await using workspace = await openWorkspace({ env });
    const { server } = workspace;
    const answer = await answered(workspace);
    for (let i = 0; i < 2; i += 1) dismiss(workspace, answer, SLACK.user);
    await until(() => server.callsOf('chat.delete').length === 2, 'both attempts');
    await workspace.adapter.stop();
    expect(server.callsOf('response_url')).toHaveLength(0);
  });
});

it('what is seen by one person alone has nothing to dismiss', async () => {
  await using workspace = await openWorkspace({ env });
  const answer = await answered(workspace, QUESTION, { channel: SLACK.direct });
  expect(buttonsOf(answer.sent).has('plancite_more')).toBe(true);
  expect(buttonsOf(answer.sent).has('plancite_dismiss')).toBe(false);
});

it('a refusal can be judged as an answer can, wherever it stands', async () => {
  await using workspace = await openWorkspace({ env });
  const { server, dataDir } = workspace;
  const refusals = [
    (await answered(workspace, UNANSWERED)).sent,
    (await answered(workspace, UNANSWERED, { channel: SLACK.direct })).sent,
  ];
  server.send('slash_commands', server.command('/ask', UNANSWERED));
  refusals.push(await server.called('response_url'));
  for (const refusal of refusals) {
    const buttons = buttonsOf(refusal);
    for (const action of ['plancite_helpful', 'plancite_not_helpful'])
      server.send('interactive', server.press(action, buttons.get(action) ?? ''));
  }
  await server.called('views.open', refusals.length);
  await until(
    () => textOf(server.callsOf('response_url')).split('Thank you').length > refusals.length,
    'thanks',
  );
  await workspace.adapter.stop();
  const opinions = readFileSync(join(dataDir, 'feedback.jsonl'), 'utf8').trim().split('\n');
  expect(opinions).toHaveLength(2 * refusals.length);
  for (const opinion of opinions) expect(JSON.parse(opinion)).toMatchObject({ kind: 'none', cited: [] });
  expect(textOf(opinions)).not.toContain('kangaroo');
});
