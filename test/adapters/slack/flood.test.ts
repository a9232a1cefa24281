import { expect, it } from 'vitest';
import { ANSWER, buttonsOf, openWorkspace, QUESTION, textOf } from '../../support/slack.ts';
import type { Call } from '../../support/slack-server.ts';
import { until } from '../../support/waiting.ts';

/** What one person and one channel may have a minute. */
const ANSWERS_A_PERSON = 100;
const ANSWERS_A_CHANNEL = 600;
const WAIT = /Please try again in \d{1,2} s\./;

const isRefusal = ({ args }: Call): boolean => WAIT.test(textOf(args));

it('300 /ask by one person have 300 outcomes, and help, sources and buttons still work', async () => {
  await using workspace = await openWorkspace();
  const { server } = workspace;
  for (let i = 0; i < 300; i += 1) server.send('slash_commands', server.command('/ask', QUESTION));
  await until(() => server.callsOf('response_url').length >= 300, '300 outcomes', 50_000);
  const outcomes = server.callsOf('response_url');
  expect(new Set(outcomes.map(({ path }) => path)).size).toBe(300);
  expect(outcomes.filter(isRefusal)).toHaveLength(300 - ANSWERS_A_PERSON);
  for (const { args } of outcomes) expect(args).toMatchObject({ response_type: 'ephemeral' });
  const answer = outcomes.find((outcome) => !isRefusal(outcome));
  expect(textOf(answer)).toContain(ANSWER);
  server.send('interactive', server.shortcut('find_in_documents', QUESTION));
  expect(isRefusal(await until(() => server.callsOf('response_url')[300], 'the shortcut'))).toBe(true);
  server.send('slash_commands', server.command('/plancite', 'help'));
  expect(textOf(await server.called('response_url', 302))).toContain('/plancite sources');
  server.send('slash_commands', server.command('/plancite', 'sources'));
  expect(textOf(await server.called('response_url', 303))).toContain('Digital China');
  const why = buttonsOf(answer).get('plancite_why') ?? '';
  server.send('interactive', server.press('plancite_why', why));
  expect(textOf(await server.called('response_url', 304))).toContain('Why this passage');
  server.send('slash_commands', server.command('/ask', QUESTION, { user_id: 'U02' }));
  expect(textOf(await server.called('response_url', 305))).toContain(ANSWER);
});

it('too many buttons are answered with when to press again', async () => {
  await using workspace = await openWorkspace();
  const { server } = workspace;
  for (let i = 0; i < 150; i += 1) server.send('interactive', server.press('plancite_more', `${i}`));
  await until(() => server.callsOf('response_url').length >= 150, '150 outcomes', 50_000);
  expect(server.callsOf('response_url').filter(isRefusal)).toHaveLength(50);
});

it('1,000 mentions by 50 people in one channel have an outcome each, however often Slack asks to wait', async () => {
  await using workspace = await openWorkspace();
  const { server } = workspace;
  server.fail('chat.postEphemeral', ...Array.from({ length: 6 }, () => ({ status: 429, retryAfter: 1 })));
  const asked = new Map<string, number>();
  for (let i = 0; i < 1_000; i += 1) {
    const user = `U${i % 50}`;
    asked.set(user, (asked.get(user) ?? 0) + 1);
    server.send('events_api', server.event(server.mention(QUESTION, { user })));
  }
  const told = () => server.callsOf('chat.postEphemeral');
  const answered = () => server.callsOf('chat.postMessage');
  await until(() => told().length + answered().length >= 1_000, '1,000 outcomes', 50_000);
  await workspace.adapter.stop();
  expect(answered()).toHaveLength(ANSWERS_A_CHANNEL);
  expect(told()).toHaveLength(1_000 - ANSWERS_A_CHANNEL);
  const heard = new Map<string, number>();
  const userOf = new Map(server.messages.map(({ ts, user = '' }) => [ts, user]));
  for (const { args } of answered()) {
    const user = userOf.get(String(args.thread_ts)) ?? '';
    heard.set(user, (heard.get(user) ?? 0) + 1);
  }
  for (const { args } of told()) {
    expect(args).toMatchObject({ channel: 'C01' });
    // It would not be shown: nobody has answered there.
    expect(args).not.toHaveProperty('thread_ts');
    heard.set(String(args.user), (heard.get(String(args.user)) ?? 0) + 1);
  }
  expect(heard).toEqual(asked);
});

it('too many direct messages are answered there, and what nobody asked the bot is not', async () => {
  await using workspace = await openWorkspace({ env: { SLACK_ANSWER_CHANNELS: 'C01' } });
  const { server } = workspace;
  for (let i = 0; i < 110; i += 1)
    server.send('events_api', server.event(server.message(QUESTION, { channel: 'D01' })));
  await until(() => server.callsOf('chat.postMessage').length >= 110, '110 outcomes', 50_000);
  expect(server.callsOf('chat.postMessage').filter(isRefusal)).toHaveLength(10);
  const id = server.send('events_api', server.event(server.message(QUESTION)));
  await until(() => server.acknowledged.has(id), 'an acknowledgement');
  server.send('events_api', server.event(server.mention(QUESTION)));
  await server.called('chat.postEphemeral');
  await workspace.adapter.stop();
  expect(server.callsOf('chat.postMessage')).toHaveLength(110);
  expect(server.callsOf('chat.postEphemeral')).toHaveLength(1);
});
