import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openWorkspace, textOf, type Workspace } from '../../support/slack.ts';
import { SLACK } from '../../support/slack-workspace.ts';

const files = { 'leave.txt': 'Leave rules\n\nStaff have thirty days of paid leave.\n' };
const env = { SLACK_MAINTAINERS: 'U07, S01', SLACK_NOTICE_CHANNEL: 'C09' };

/** Gives a command, and what is said to it. */
async function command(
  { server }: Workspace,
  name: string,
  text = '',
  user = 'U07',
  replies = 1,
): Promise<string> {
  const before = server.callsOf('response_url').length;
  server.send('slash_commands', server.command(name, text, { user_id: user }));
  const said = [];
  for (let i = 1; i <= replies; i += 1) said.push(await server.called('response_url', before + i));
  for (const each of said) expect(each).toMatchObject({ response_type: 'ephemeral' });
  return textOf(said);
}

describe('maintainers', () => {
  it('bring the index up to date, and a channel hears of it', async () => {
    await using workspace = await openWorkspace({ env, files });
    const { server, seedsDir } = workspace;
    writeFileSync(join(seedsDir, 'new.txt'), 'Travel rules\n\nTravel is by train.\n');
    expect(await command(workspace, '/reindex', '', 'U07', 2)).toContain('new.txt');
    const heard = await server.called('chat.postMessage');
    expect(heard).toMatchObject({ channel: 'C09', unfurl_links: 'false' });
    expect(textOf(heard)).toContain('new.txt');
    await command(workspace, '/reindex', 'force', 'U07', 2);
    expect(await command(workspace, '/plancite', 'changes')).toContain('new.txt');
    expect(await command(workspace, '/plancite', 'rollback', 'U07', 2)).toContain('outcome follows');
  });

  it('see the index, and what is not in it', async () => {
    await using workspace = await openWorkspace({ env, files: { ...files, 'bad.pdf': 'no PDF' } });
    expect(await command(workspace, '/index-status')).toContain((await workspace.bot.status()).indexId);
    expect(await command(workspace, '/plancite', 'refused')).toContain('bad.pdf');
  });

  it('are told why something did not work, and a channel hears of it once', async () => {
    await using workspace = await openWorkspace({ env, files });
    const { server, seedsDir, adapter } = workspace;
    rmSync(seedsDir, { recursive: true });
    for (const _ of [1, 2]) await command(workspace, '/reindex', '', 'U07', 2);
    await adapter.stop();
    expect(server.callsOf('chat.postMessage')).toHaveLength(1);
  });

  it('are those of a user group too, as it is at the moment', async () => {
    await using workspace = await openWorkspace({ env, files });
    const { server, log } = workspace;
    expect(await command(workspace, '/index-status', '', 'U08')).toContain('Only maintainers');
    expect(log).toContainEqual(expect.objectContaining({ msg: 'maintenance denied', user: 'U08' }));
    server.groups.set('S01', ['U08']);
    expect(await command(workspace, '/index-status', '', 'U08')).not.toContain('Only maintainers');
    server.groups.set('S01', []);
    expect(await command(workspace, '/index-status', '', 'U08')).toContain('Only maintainers');
    server.fail('usergroups.users.list', { error: 'missing_scope' });
    expect(await command(workspace, '/index-status', '', 'U08')).toContain('Only maintainers');
  });

  it.each([
    ['/reindex', 'force'],
    ['/index-status', ''],
    ['/plancite', 'changes'],
    ['/plancite', 'refused'],
    ['/plancite', 'rollback'],
  ])('alone may use %s %s', async (name, text) => {
    await using workspace = await openWorkspace({ env, files });
    expect(await command(workspace, name, text, SLACK.user)).toContain('Only maintainers');
    expect((await workspace.bot.reports()).reports).toHaveLength(1);
  });
});

describe('everybody', () => {
  it('sees the documents and the help', async () => {
    await using workspace = await openWorkspace({ env, files });
    expect(await command(workspace, '/plancite', 'sources', SLACK.user)).toContain('Leave rules');
    for (const text of ['help', '', 'nonsense', 'constructor'])
      expect(await command(workspace, '/plancite', text, SLACK.user)).toContain('/plancite sources');
  });

  it('is spoken to in the language they last asked in, else in that of the documents', async () => {
    await using workspace = await openWorkspace({
      env,
      files: { 'a.txt': '休假规定\n\n员工每年有三十天带薪休假。\n' },
    });
    const { server } = workspace;
    expect(await command(workspace, '/plancite', 'help', SLACK.user)).toContain('列出文件');
    server.send('slash_commands', server.command('/ask', 'How many days of paid leave?'));
    await server.called('response_url', 2);
    expect(await command(workspace, '/plancite', 'help', SLACK.user)).toContain('lists the documents');
    expect(await command(workspace, '/index-status', '', SLACK.user)).toContain('Only maintainers');
    expect(await command(workspace, '/index-status')).toContain('个段落');
    expect(await command(workspace, '/reindex', 'force', 'U07', 2)).toContain('稍后告知结果');
    expect(textOf(await server.called('chat.postMessage'))).toContain('索引');
    server.send(
      'events_api',
      server.event({ type: 'app_home_opened', tab: 'home', user: 'U07', channel: 'D01' }),
    );
    expect(textOf((await server.called('views.publish')).view)).toContain('最近的更新');
  });

  it('has a home with the documents, and maintainers the state of the index in it', async () => {
    await using workspace = await openWorkspace({ env, files });
    const { server } = workspace;
    const open = (user: string) =>
      server.send('events_api', server.event({ type: 'app_home_opened', tab: 'home', user, channel: 'D01' }));
    open(SLACK.user);
    const own = await server.called('views.publish');
    expect(own.user_id).toBe(SLACK.user);
    expect(textOf(own.view)).toContain('Leave rules');
    expect(textOf(own.view)).not.toContain((await workspace.bot.status()).indexId);
    server.send('slash_commands', server.command('/ask', 'Where do kangaroos sleep?'));
    await server.called('response_url');
    open('U07');
    const maintained = textOf((await server.called('views.publish', 2)).view);
    expect(maintained).toContain((await workspace.bot.status()).indexId);
    expect(maintained).toContain('kangaroos');
  });
});
