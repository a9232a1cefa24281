import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../../support/folders.ts';
import { buttonsOf, openWorkspace, textOf, type Workspace } from '../../support/slack.ts';
import { SlackServer } from '../../support/slack-server.ts';
import { until } from '../../support/waiting.ts';

const files = {
  'bread.txt': 'Bread\n\nThe bread of the office is baked by the baker at seven.\n',
  'oven.md':
    '---\naudience: internal\n---\n# Bread\n\nAt what hour is the bread of the office baked? The bread of the office is baked at the hour of four.\n',
  'pay.md': '---\naudience: internal\n---\n# Pay\n\nProject Marigold pays the clerk forty ducats a month.\n',
};
const BREAD = 'At what hour is the bread of the office baked?';
const PAY = 'How many ducats does Project Marigold pay the clerk?';
const [MEMBER, GUEST] = ['U01', 'U02'];
const OTHER = 'belongs to another answer';

/** A channel that may have internal documents, where a guest reads along. */
async function channel(server?: SlackServer): Promise<Workspace> {
  const yaml = 'slack: { channels: { C01: { internal: true } } }';
  const env = { ACCESS_FILE: join(folderWith({ 'access.yaml': yaml }), 'access.yaml') };
  const workspace = await openWorkspace({ files, env, ...(server && { server }) });
  workspace.server.users.set(GUEST, { is_restricted: true });
  return workspace;
}

async function answered({ server }: Workspace, question: string, user: string) {
  const before = server.callsOf('chat.postMessage').length;
  server.send('events_api', server.event(server.mention(question, { user })));
  return server.called('chat.postMessage', before + 1);
}

/** What comes of a button, be it a message or a window. */
async function pressed({ server }: Workspace, action: string, value: string, user: string): Promise<string> {
  const shown = () => [...server.callsOf('response_url'), ...server.callsOf('views.open')];
  const before = shown().length;
  server.send('interactive', server.press(`plancite_${action}`, value, { user: { id: user } }));
  await until(() => shown().length > before, 'what comes of the button');
  return textOf(
    server
      .callsOf('views.open')
      .slice(-1)
      .concat(server.callsOf('response_url').slice(-1))
      .map(({ args }) => args),
  );
}

async function opinions({ dataDir }: Workspace, count: number): Promise<object[]> {
  return until(() => {
    const lines = readFileSync(join(dataDir, 'feedback.jsonl'), 'utf8').trim().split('\n');
    return lines.length === count && lines.map((line) => JSON.parse(line) as object);
  }, `${count} opinions`);
}

describe('a button below an answer that others get otherwise', () => {
  it.each([
    ['a guest’s', GUEST, MEMBER, 'at seven', 'of four'],
    ['a member’s', MEMBER, GUEST, 'of four', 'at seven'],
  ])('says so below %s, shows nothing, and leaves no other answer in feedback', async (...row) => {
    const [, asker, other, mine, theirs] = row;
    await using workspace = await channel();
    const { server } = workspace;
    const answer = await answered(workspace, BREAD, asker);
    expect(textOf(answer)).toContain(mine);
    const values = buttonsOf(answer);
    const held = (action: string) => values.get(`plancite_${action}`) ?? '';
    for (const action of ['why', 'context', 'more']) {
      const shown = await pressed(workspace, action, held(action), other);
      expect(shown, action).toContain(OTHER);
      expect(shown, action).not.toContain(theirs);
    }
    expect(server.callsOf('views.open')).toEqual([]);
    expect(await pressed(workspace, 'why', held('why'), asker)).toContain('Why this passage');
    expect(await pressed(workspace, 'context', held('context'), asker)).toContain(mine);

    for (const user of [other, asker])
      for (const action of ['helpful', 'not_helpful']) await pressed(workspace, action, held(action), user);
    const [helpful, not, own, ownNot] = await opinions(workspace, 4);
    const { i: indexId } = JSON.parse(held('helpful')) as { i: string };
    const known = { at: expect.any(String), id: expect.any(String), indexId, kind: 'cited', cited: [] };
    expect(helpful).toEqual({ ...known, verdict: 'helpful' });
    expect(not).toEqual({ ...known, verdict: 'not helpful' });
    const document = asker === GUEST ? /^bread\.txt:/ : /^oven\.md:/;
    for (const opinion of [own, ownNot])
      expect(opinion).toMatchObject({
        kind: 'cited',
        cited: expect.arrayContaining([expect.stringMatching(document)]),
      });
  });

  it('keeps a refusal as one, though whoever judges it would be answered', async () => {
    await using workspace = await channel();
    const refusal = buttonsOf(await answered(workspace, PAY, GUEST));
    const value = refusal.get('plancite_helpful') ?? '';
    await pressed(workspace, 'helpful', value, MEMBER);
    await pressed(workspace, 'not_helpful', value, MEMBER);
    await pressed(workspace, 'helpful', value, GUEST);
    const shown = await pressed(workspace, 'nearest', value, MEMBER);
    expect(shown).toContain(OTHER);
    expect(shown).not.toContain('forty');
    for (const opinion of await opinions(workspace, 3))
      expect(opinion).toMatchObject({ kind: 'none', cited: [] });
    const cited = buttonsOf(await answered(workspace, PAY, MEMBER)).get('plancite_helpful') ?? '';
    await pressed(workspace, 'helpful', cited, GUEST);
    expect((await opinions(workspace, 4)).at(-1)).toMatchObject({ kind: 'cited', cited: [] });
  });

  it('does the same after a restart', async () => {
    const server = await SlackServer.start();
    let values: Map<string, string>;
    {
      await using before = await channel(server);
      values = buttonsOf(await answered(before, BREAD, GUEST));
    }
    await using after = await channel(server);
    const value = values.get('plancite_context') ?? '';
    expect(await pressed(after, 'context', value, MEMBER)).toContain(OTHER);
    expect(server.callsOf('views.open')).toEqual([]);
    expect(await pressed(after, 'context', value, GUEST)).toContain('at seven');
    await after.adapter.stop();
    await server.stop();
  });

  it('takes nothing into feedback or the log that is no index', async () => {
    await using workspace = await channel();
    const { server, dataDir, log } = workspace;
    const value = buttonsOf(await answered(workspace, BREAD, GUEST)).get('plancite_helpful') ?? '';
    for (const action of ['helpful', 'not_helpful']) {
      const forged = JSON.stringify({ ...(JSON.parse(value) as object), i: 'forged: <!channel>' });
      expect(await pressed(workspace, action, forged, GUEST)).toContain('does not work any more');
    }
    expect(server.callsOf('views.open')).toEqual([]);
    await pressed(workspace, 'helpful', value, GUEST);
    await opinions(workspace, 1);
    expect(readFileSync(join(dataDir, 'feedback.jsonl'), 'utf8')).not.toContain('forged');
    expect(textOf(log)).not.toContain('forged');
  });
});
