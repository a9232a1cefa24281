import { readFileSync, writeFileSync } from 'node:fs';
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
import { quotesIn } from '../../support/slack-text.ts';
import { SLACK } from '../../support/slack-workspace.ts';
import { until } from '../../support/waiting.ts';

/** What the bot answered to a mention. */
async function answered({ server }: Workspace, question = QUESTION) {
  const count = server.callsOf('chat.postMessage').length;
  server.send('events_api', server.event(server.mention(question)));
  return server.called('chat.postMessage', count + 1);
}

/** Presses a button of a message. */
function press({ server }: Workspace, message: unknown, action: string): void {
  const value = buttonsOf(message).get(`plancite_${action}`);
  if (value === undefined) throw new Error(`no button ${action} in ${textOf(message)}`);
  server.send('interactive', server.press(`plancite_${action}`, value));
}

describe('a button below an answer', () => {
  it('brings more passages, for the one who pressed it', async () => {
    await using workspace = await openWorkspace();
    press(workspace, await answered(workspace), 'more');
    const more = await workspace.server.called('response_url');
    expect(more).toMatchObject({ response_type: 'ephemeral', replace_original: false });
    expect(textOf(more)).not.toContain(ANSWER);
    expect(textOf(more)).toContain('rich_text_quote');
  });

  it('goes on with the passages that had no room in the message, none left out', async () => {
    // Bold words and a long address make blocks heavy.
    const source = `https://example.org/${'a'.repeat(1_900)}`;
    const rules = ['one', 'two', 'three', 'four'].map((name) => `Rule ${name}: ${'travel, '.repeat(29)}all.`);
    const files = { 'rules.md': `---\nsource: ${source}\n---\n# Rules\n\n${rules.join('\n\n')}\n` };
    await using workspace = await openWorkspace({ files });
    const answer = await answered(workspace, 'Which rules are there for travel?');
    press(workspace, answer, 'more');
    const more = await workspace.server.called('response_url');
    const shown = [answer, more].map(({ blocks }) =>
      quotesIn(blocks as never).filter((quote) => rules.includes(quote)),
    );
    expect(shown.map(({ length }) => length)).toEqual([2, 2]);
    expect(shown.flat().toSorted()).toEqual(rules.toSorted());
  });

  it('shows an excerpt in context', async () => {
    await using workspace = await openWorkspace();
    press(workspace, await answered(workspace), 'context');
    const { trigger_id, view } = await workspace.server.called('views.open');
    expect(trigger_id).toMatch(/^trigger-/);
    expect(view).toMatchObject({ type: 'modal' });
    expect(textOf(view)).toContain('rich_text_quote');
  });

  it('says why an excerpt was chosen', async () => {
    await using workspace = await openWorkspace();
    press(workspace, await answered(workspace), 'why');
    expect(textOf(await workspace.server.called('response_url'))).toContain('Why this passage');
  });

  it('shares an answer once, where the bot is no member by the response address', async () => {
    await using workspace = await openWorkspace();
    const { server } = workspace;
    server.send('slash_commands', server.command('/ask', QUESTION));
    const answer = await server.called('response_url');
    press(workspace, answer, 'share');
    const shared = await server.called('chat.postMessage');
    expect(textOf(shared)).toContain(ANSWER);
    expect(textOf(shared)).toContain(`“${QUESTION}”`);
    press(workspace, answer, 'share');
    expect(textOf(await server.called('response_url', 2))).toContain('Shared');
    expect(server.callsOf('chat.postMessage')).toHaveLength(1);
    server.fail('chat.postMessage', { error: 'not_in_channel' });
    const value = buttonsOf(answer).get('plancite_share') ?? '';
    server.send('interactive', server.press('plancite_share', value, { message: { ts: '2.2' } }));
    expect(await server.called('response_url', 3)).toMatchObject({ response_type: 'in_channel' });
  });

  it('shares an answer that could not be shared at first', async () => {
    await using workspace = await openWorkspace();
    const { server } = workspace;
    server.send('slash_commands', server.command('/ask', QUESTION));
    const answer = await server.called('response_url');
    server.fail('chat.postMessage', { error: 'not_in_channel' });
    server.fail('response_url', { status: 404 });
    press(workspace, answer, 'share');
    expect(textOf(await server.called('response_url', 2))).toContain('could not be shared');
    press(workspace, answer, 'share');
    expect(textOf(await server.called('chat.postMessage', 2))).toContain(ANSWER);
  });

  it('of a shared answer shows each of its excerpts in context', async () => {
    await using workspace = await openWorkspace();
    const { server } = workspace;
    server.send('slash_commands', server.command('/ask', QUESTION));
    press(workspace, await server.called('response_url'), 'more');
    press(workspace, await server.called('response_url', 2), 'share');
    const shared = await server.called('chat.postMessage');
    const contexts: string[] = [];
    JSON.parse(textOf(shared), (_, each: { action_id?: string; value?: string } | null) => {
      if (each?.action_id === 'plancite_context') contexts.push(each.value ?? '');
      return each;
    });
    expect(contexts.length).toBeGreaterThan(1);
    server.send('interactive', server.press('plancite_context', contexts.at(-1) ?? ''));
    await server.called('views.open');
  });

  it('shows what comes nearest where the documents do not say', async () => {
    await using workspace = await openWorkspace();
    press(workspace, await answered(workspace, 'What is the budget of Hunan for fisheries?'), 'nearest');
    expect(textOf(await workspace.server.called('response_url'))).toContain('do not answer the question');
  });

  it('keeps what people think, with facts of the answer and without the question', async () => {
    await using workspace = await openWorkspace();
    const { server, dataDir } = workspace;
    const answer = await answered(workspace);
    press(workspace, answer, 'helpful');
    await server.called('response_url');
    press(workspace, answer, 'not_helpful');
    const { view } = await server.called('views.open');
    const { callback_id, private_metadata } = view as { callback_id: string; private_metadata: string };
    server.send('interactive', {
      type: 'view_submission',
      team: { id: SLACK.team },
      user: { id: SLACK.user },
      trigger_id: 'trigger-form',
      view: {
        type: 'modal',
        callback_id,
        private_metadata,
        state: {
          values: {
            reason: { reason: { type: 'radio_buttons', selected_option: { value: 'out-of-date' } } },
          },
        },
      },
    });
    const opinions = await until(() => {
      const lines = readFileSync(join(dataDir, 'feedback.jsonl'), 'utf8').trim().split('\n');
      return lines.length === 3 && lines;
    }, 'three opinions');
    const [helpful, not, why] = opinions.map((line) => JSON.parse(line) as object);
    expect(helpful).toMatchObject({ verdict: 'helpful', kind: 'cited' });
    expect(not).toMatchObject({ verdict: 'not helpful' });
    expect(why).toMatchObject({ verdict: 'not helpful', reason: 'out-of-date' });
    expect(textOf(opinions)).not.toContain('informatization');
    expect(textOf(workspace.log)).not.toMatch(/informatization/);
  });

  it('works on answers from another process and says where the documents have changed since', async () => {
    const files = { 'leave.txt': 'Leave rules\n\nStaff have thirty days of paid leave.\n' };
    await using workspace = await openWorkspace({ files });
    const { server, bot, seedsDir } = workspace;
    const answer = await answered(workspace, 'How many days of paid leave do staff have?');
    expect(textOf(answer)).toContain('thirty');
    writeFileSync(join(seedsDir, 'leave.txt'), files['leave.txt'].replace('thirty', 'forty'));
    await bot.reindex({ force: false });
    await using after = await openWorkspace({
      server,
      files: { 'leave.txt': readFileSync(join(seedsDir, 'leave.txt'), 'utf8') },
    });
    await workspace.adapter.stop();
    press(after, answer, 'why');
    expect(textOf(await server.called('response_url'))).toContain('have changed since');
    expect(textOf(await server.called('response_url', 2))).toContain('belongs to another answer');
    press(after, await answered(after, 'How many days of paid leave do staff have?'), 'why');
    expect(textOf(await server.called('response_url', 3))).toContain('Why this passage');
  });

  it('that holds nonsense says so', async () => {
    await using workspace = await openWorkspace();
    const { server } = workspace;
    server.send('interactive', server.press('plancite_more', '{"q":1}'));
    expect(textOf(await server.called('response_url'))).toContain('does not work any more');
  });

  it('is there for nothing that has no answer', async () => {
    await using workspace = await openWorkspace();
    expect([...buttonsOf(await answered(workspace, UNANSWERED)).keys()]).not.toContain('plancite_share');
  });
});
