import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANSWER, openWorkspace, QUESTION, textOf, UNANSWERED, type Workspace } from '../../support/slack.ts';
import { SLACK } from '../../support/slack-workspace.ts';
import { until } from '../../support/waiting.ts';

let workspace: Workspace;
beforeAll(async () => {
  workspace = await openWorkspace({
    env: { SLACK_ANSWER_CHANNELS: 'CAUTO', SLACK_QUIET_CHANNELS: 'CQUIET' },
  });
});
afterAll(() => workspace[Symbol.asyncDispose]());

/** Calls since the test began, but for those of {@link settle}. */
function since(method: string): () => ReturnType<Workspace['server']['callsOf']> {
  const before = workspace.server.calls.length;
  return () =>
    workspace.server.calls
      .slice(before)
      .filter((call) => call.method === method && call.args.channel !== SETTLING);
}

const SETTLING = 'DSETTLE';
let settled = 0;

/** Asks what is answered for certain, in the way that takes longest, so that all before it has been dealt with. */
async function settle(): Promise<void> {
  const { server } = workspace;
  settled += 1;
  server.send(
    'events_api',
    server.event(server.message(QUESTION, { channel: SETTLING, user: `U9${settled}` })),
  );
  await until(
    () =>
      server.callsOf('chat.postMessage').filter(({ args }) => args.channel === SETTLING).length === settled,
    'an answer',
  );
}

describe('asking', () => {
  it('by /ask is answered for the asker alone', async () => {
    const { server } = workspace;
    const id = server.send('slash_commands', server.command('/ask', QUESTION));
    const answer = await server.called('response_url');
    expect(answer).toMatchObject({
      response_type: 'ephemeral',
      replace_original: false,
      parse: 'none',
      link_names: false,
      unfurl_links: false,
    });
    expect(textOf(answer)).toContain(ANSWER);
    expect(textOf(answer)).toContain('plancite_share');
    expect(server.acknowledged.has(id)).toBe(true);
    expect(server.callsOf('chat.postMessage')).toEqual([]);
  });

  it('by mention is answered in the thread, once for both of its events', async () => {
    const { server } = workspace;
    const posts = since('chat.postMessage');
    const mention = server.mention(QUESTION);
    server.send('events_api', server.event({ ...mention, type: 'message' }));
    server.send('events_api', server.event(mention));
    await until(() => posts()[0], 'an answer');
    await settle();
    expect(posts()).toHaveLength(1);
    expect(posts()[0]?.args).toMatchObject({
      channel: SLACK.channel,
      thread_ts: mention.ts,
      parse: 'none',
      link_names: 'false',
      unfurl_links: 'false',
      unfurl_media: 'false',
    });
    expect(textOf(posts()[0]?.args)).toContain(ANSWER);
  });

  it('in a direct message shows a status, then the answer', async () => {
    const { server } = workspace;
    const [posts, statuses] = [since('chat.postMessage'), since('assistant.threads.setStatus')];
    server.send('events_api', server.event(server.message(QUESTION, { channel: SLACK.direct })));
    const answer = await until(() => posts()[0], 'an answer');
    expect(answer.args).toMatchObject({ channel: SLACK.direct });
    expect(answer.args).not.toHaveProperty('thread_ts');
    expect(textOf(answer.args)).toContain(ANSWER);
    expect(statuses()).toHaveLength(1);
  });

  it('among a group of people needs a mention, and is answered in the thread', async () => {
    const { server } = workspace;
    const posts = since('chat.postMessage');
    const group = { channel: 'G01', channel_type: 'mpim' };
    server.send('events_api', server.event(server.message(QUESTION, group)));
    const mention = server.message(`<@${SLACK.bot}> ${QUESTION}`, group);
    server.send('events_api', server.event(mention));
    const answer = await until(() => posts()[0], 'an answer');
    expect(answer.args).toMatchObject({ channel: 'G01', thread_ts: mention.ts });
    const followUp = server.message('and who issued it?', { ...group, thread_ts: String(mention.ts) });
    server.send('events_api', server.event(followUp));
    await until(() => posts()[1], 'an answer to the follow-up');
    await settle();
    expect(posts()).toHaveLength(2);
  });

  it('by the shortcut on a message is answered for the asker alone', async () => {
    const { server } = workspace;
    const answers = since('response_url');
    server.send('interactive', server.shortcut('find_in_documents', QUESTION));
    const answer = await until(() => answers()[0], 'an answer');
    expect(answer.args).toMatchObject({ response_type: 'ephemeral' });
    expect(textOf(answer.args)).toContain(ANSWER);
  });

  it('is never met with silence where the documents do not say', async () => {
    const { server } = workspace;
    const posts = since('chat.postMessage');
    server.send('events_api', server.event(server.mention(UNANSWERED)));
    const answer = await until(() => posts()[0], 'an answer');
    expect(textOf(answer.args)).toContain('The documents do not say');
  });

  it('in a thread the bot is in needs no mention, and follows up on it', async () => {
    const { server } = workspace;
    const posts = since('chat.postMessage');
    const mention = server.mention(QUESTION);
    server.send('events_api', server.event(mention));
    await until(() => posts()[0], 'an answer');
    const reads = since('conversations.replies');
    server.send(
      'events_api',
      server.event(server.message('and who issued it?', { thread_ts: String(mention.ts) })),
    );
    const followUp = await until(() => posts()[1], 'an answer to the follow-up');
    expect(followUp.args).toMatchObject({ thread_ts: mention.ts });
    const [share] = [...textOf(followUp.args).matchAll(/\\"h\\\\?":(.*?)\]/g)].map(([found]) => found);
    expect(share).toContain('key projects');
    expect(reads().length).toBeGreaterThan(0);
  });

  it('in threads of others, in quiet channels and to somebody else is left alone', async () => {
    const { server } = workspace;
    const posts = since('chat.postMessage');
    const root = server.message('Lunch?');
    const say = (text: string, more: object) =>
      server.send('events_api', server.event(server.message(text, { ...more })));
    server.send('events_api', server.event(root));
    say(QUESTION, { thread_ts: String(root.ts) });
    const quiet = server.mention(QUESTION, { channel: 'CQUIET' });
    server.send('events_api', server.event(quiet));
    await until(() => posts()[0], 'an answer');
    say(QUESTION, { channel: 'CQUIET', thread_ts: String(quiet.ts) });
    say(`<@U99> ${QUESTION}`, { channel: 'CQUIET', thread_ts: String(quiet.ts) });
    await settle();
    expect(posts()).toHaveLength(1);
  });

  it.each([
    ['a bot', { bot_id: 'B9' }],
    ['itself', { user: SLACK.bot }],
    ['an edit', { subtype: 'message_changed' }],
    ['somebody who joins', { subtype: 'channel_join' }],
    ['an edited message', { edited: { user: SLACK.user, ts: '1.1' } }],
  ])('is not what %s does', async (_, more) => {
    const { server } = workspace;
    const posts = since('chat.postMessage');
    server.send(
      'events_api',
      server.event({ ...server.message(QUESTION, { channel: SLACK.direct }), ...more }),
    );
    await settle();
    expect(posts()).toEqual([]);
  });

  it('happens unasked in chosen channels, if the answer is sure', async () => {
    const { server } = workspace;
    const posts = since('chat.postMessage');
    server.send('events_api', server.event(server.message(UNANSWERED, { channel: 'CAUTO' })));
    server.send('events_api', server.event(server.message('lunch anyone?', { channel: 'CAUTO' })));
    const message = server.message(QUESTION, { channel: 'CAUTO' });
    server.send('events_api', server.event(message));
    const answer = await until(() => posts()[0], 'an answer');
    await settle();
    expect(posts()).toHaveLength(1);
    expect(answer.args).toMatchObject({ channel: 'CAUTO', thread_ts: message.ts });
  });

  it('of what Slack delivers again is answered once and acknowledged each time', async () => {
    const { server } = workspace;
    const posts = since('chat.postMessage');
    const event = server.event(server.message(QUESTION, { channel: 'D77' }));
    const ids = [0, 1, 2].map((retry) => server.send('events_api', event, { retry }));
    await until(() => ids.every((id) => server.acknowledged.has(id)), 'acknowledgements');
    await until(() => posts()[0], 'an answer');
    await settle();
    expect(posts()).toHaveLength(1);
  });

  it('by the same person twice is two questions, whatever the ids Slack gives them', async () => {
    const { server } = workspace;
    const answers = since('response_url');
    const same = { trigger_id: 'T' };
    const command = server.command('/ask', QUESTION, same);
    for (const payload of [command, command, server.command('/ask', UNANSWERED, same)])
      server.send('slash_commands', payload);
    await until(() => answers().length >= 2, 'answers');
    await settle();
    expect(answers()).toHaveLength(2);
  });

  it('too much is met with a notice each time for the asker alone', async () => {
    const { server } = workspace;
    const notices = since('chat.postEphemeral');
    const posts = since('chat.postMessage');
    for (let i = 0; i < 110; i += 1)
      server.send('events_api', server.event(server.mention(QUESTION, { user: 'UBUSY', channel: 'CBUSY' })));
    await until(() => posts().length >= 100 && notices().length >= 10, 'answers');
    await settle();
    expect([posts().length, notices().length]).toEqual([100, 10]);
    expect(notices()[0]?.args).toMatchObject({ user: 'UBUSY', channel: 'CBUSY' });
  });

  it('leaves no words of a question in the log', () => {
    expect(textOf(workspace.log)).not.toMatch(/informatization|kangaroos|Lunch/);
  });

  it('suggests questions where people talk to the bot', async () => {
    const { server } = workspace;
    server.send(
      'events_api',
      server.event({ type: 'app_home_opened', tab: 'messages', user: SLACK.user, channel: SLACK.direct }),
    );
    const { prompts, ...suggested } = await server.called('assistant.threads.setSuggestedPrompts');
    expect(suggested).toEqual({ channel_id: SLACK.direct });
    expect((prompts as unknown[]).length).toBeGreaterThan(1);
    expect((prompts as unknown[]).length).toBeLessThanOrEqual(4);
  });
});
