import { describe, expect, it } from 'vitest';
import { openWorkspace, textOf, type Workspace } from '../../support/slack.ts';
import { SLACK } from '../../support/slack-workspace.ts';
import { CHATTER, FOLLOW_UPS, filesOf, HANDBOOKS } from '../../support/talk.ts';
import { until } from '../../support/waiting.ts';

type Json = Record<string, unknown>;

/** A workspace of a handbook, and what is said and answered in it. */
async function open(handbook: (typeof HANDBOOKS)[number]) {
  const workspace = await openWorkspace({ files: filesOf(handbook) });
  const { server } = workspace;
  const asked = CHATTER[handbook].asked;
  let settled = 0;
  const say = (text: string, more: Json = {}) => {
    const message = server.message(text, more);
    server.send('events_api', server.event(message));
    return message;
  };
  const postsIn = (thread: unknown) =>
    server.callsOf('chat.postMessage').filter(({ args }) => args.thread_ts === thread);
  /** A thread in which somebody has asked and was answered. */
  const thread = async (question = asked, user: string = SLACK.user) => {
    const { ts } = say(`<@${SLACK.bot}> ${question}`, { user });
    await until(() => postsIn(ts)[0], 'an answer');
    return ts;
  };
  const settle = async () => {
    settled += 1;
    const channel = `DSETTLE${settled}`;
    for (const count of [1, 2, 3]) {
      say(asked, { channel });
      const posts = () => server.callsOf('chat.postMessage').filter(({ args }) => args.channel === channel);
      await until(() => posts().length === count, 'an answer');
    }
  };
  return { workspace, say, thread, postsIn, settle, [Symbol.asyncDispose]: () => dispose(workspace) };
}

const dispose = (workspace: Workspace) => workspace[Symbol.asyncDispose]();

describe('in a thread the bot has answered in', () => {
  it.each(HANDBOOKS)('nothing that people say to each other is answered: %s', async (handbook) => {
    await using here = await open(handbook);
    const { asked, said } = CHATTER[handbook];
    // Each in a thread of its own, where nothing before it has made the bot quiet; by many people, who may ask so much.
    for (const [i, text] of said.entries()) {
      const user = `U${100 + i}`;
      here.say(text, { thread_ts: await here.thread(asked, user), user });
    }
    await here.settle();
    const { server } = here.workspace;
    const answered = server.callsOf('chat.postMessage').filter(({ args }) => 'thread_ts' in args);
    const threads = new Set(answered.map(({ args }) => args.thread_ts));
    expect(answered).toHaveLength(threads.size);
  });

  it.each(HANDBOOKS)('what the one who was answered asks next is answered: %s', async (handbook) => {
    await using here = await open(handbook);
    const [first, second] = FOLLOW_UPS[handbook][0] ?? ['', ''];
    const ts = await here.thread(first);
    here.say(second, { thread_ts: ts });
    await until(() => here.postsIn(ts)[1], 'an answer to the follow-up');
  });

  it('nobody is answered once people talk to each other, until the bot is mentioned', async () => {
    const question = 'when does the canteen open?';
    const talking: ((ts: unknown) => Json)[] = [
      (ts) => ({ text: 'I know that one', thread_ts: ts, user: 'U77' }),
      (ts) => ({ text: '<@U77> do you know?', thread_ts: ts }),
      (ts) => ({ text: '<!subteam^S1> have a look', thread_ts: ts }),
      (ts) => ({ text: '@marta do you know?', thread_ts: ts }),
      (ts) => ({ text: 'Marta, can you tell us?', thread_ts: ts }),
    ];
    await using here = await open('workshop');
    for (const talk of talking) {
      const ts = await here.thread();
      const { text, ...more } = talk(ts);
      here.say(String(text), more);
      here.say(question, { thread_ts: ts });
      here.say(question, { thread_ts: ts, user: 'U77' });
      await here.settle();
      expect(here.postsIn(ts)).toHaveLength(1);
      here.say(`<@${SLACK.bot}> ${question}`, { thread_ts: ts });
      await until(() => here.postsIn(ts)[1], 'an answer to the mention');
      here.say('and on Fridays?', { thread_ts: ts });
      const followUp = await until(() => here.postsIn(ts)[2], 'an answer to the follow-up');
      expect(textOf(followUp.args)).toContain('On Fridays');
    }
  });

  it('a question that the documents leave open is not met with a refusal', async () => {
    await using here = await open('workshop');
    const ts = await here.thread();
    here.say('how do kangaroos sleep?', { thread_ts: ts });
    await here.settle();
    expect(here.postsIn(ts)).toHaveLength(1);
  });
});
