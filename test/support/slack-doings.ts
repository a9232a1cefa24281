import type { Doing } from './doings.ts';
import { QUESTION } from './served-bot.ts';
import { buttonsOf } from './slack.ts';
import { postSigned } from './slack-http.ts';
import type { SlackServer } from './slack-server.ts';
import { SLACK } from './slack-workspace.ts';
import { until } from './waiting.ts';

type Deliver = (type: Parameters<SlackServer['send']>[0], payload: object) => Promise<void>;

/** Slack delivers what is not acknowledged again, as where the connection breaks at that moment. */
const DELIVERIES = 4;

/** By Socket Mode: resolves once it is acknowledged. */
export function bySocket(server: SlackServer): Deliver {
  return async (type, payload) => {
    const ids: string[] = [];
    const isAcknowledged = (): boolean => ids.some((id) => server.acknowledged.has(id));
    while (ids.length < DELIVERIES && !isAcknowledged()) {
      ids.push(server.send(type, payload));
      await until(isAcknowledged, 'an acknowledgement').catch(() => {});
    }
    if (!isAcknowledged()) throw new Error(`${type} was never acknowledged`);
  };
}

/** By a signed request to the bot's own address. */
export function byHttp(url: string): Deliver {
  return async (type, payload) => {
    const isForm = type !== 'events_api';
    const fields =
      type === 'interactive' ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>);
    const body = isForm ? new URLSearchParams(fields).toString() : JSON.stringify(payload);
    const headers: Record<string, string> = isForm
      ? { 'content-type': 'application/x-www-form-urlencoded' }
      : {};
    const { status } = await postSigned(url, body, { headers });
    if (status !== 200) throw new Error(`refused: ${status}`);
  };
}

/** One of each kind of thing that people do in Slack, by a person of their own. */
export function doInSlack(server: SlackServer, deliver: Deliver): Doing[] {
  const button = server.callsOf('chat.postMessage').flatMap(({ args }) => {
    const value = buttonsOf(args).get('plancite_why');
    return value === undefined ? [] : [value];
  })[0];
  const written = (kind: string, message: Record<string, unknown>): Doing => ({
    kind: `Slack ${kind}`,
    acknowledged: deliver('events_api', server.event(message)),
    seen: () =>
      server
        .callsOf('chat.postMessage')
        .filter(({ args }) => JSON.stringify(args.metadata)?.includes(`"${message.ts}"`) === true)
        .map(({ args }) => JSON.stringify(args)),
  });
  const privately = (
    kind: string,
    type: 'slash_commands' | 'interactive',
    payload: object,
    person: string,
  ): Doing => {
    const path = new URL((payload as { response_url: string }).response_url).pathname;
    return {
      kind: `Slack ${kind}`,
      acknowledged: deliver(type, payload),
      seen: () =>
        server.said
          .filter((call) => call.path === path || [call.args.user, call.args.channel].includes(person))
          .map(({ args }) => JSON.stringify(args)),
    };
  };
  const user = () => `U${1_000 + server.nextNumber()}`;
  const opener = user();
  const thread = server.mention(QUESTION, { user: opener }).ts as string;
  server.message('17 key projects', { user: SLACK.bot, bot_id: SLACK.botId, thread_ts: thread });
  const [asker, finder, presser] = [user(), user(), user()];
  return [
    written('mention', server.mention(QUESTION, { user: user() })),
    written('direct message', server.message(QUESTION, { user: user(), channel: SLACK.direct })),
    written('follow-up', server.message(QUESTION, { user: opener, thread_ts: thread })),
    privately('/ask', 'slash_commands', server.command('/ask', QUESTION, { user_id: asker }), asker),
    privately(
      'shortcut',
      'interactive',
      { ...server.shortcut('find_in_documents', QUESTION), user: { id: finder } },
      finder,
    ),
    privately(
      'button',
      'interactive',
      server.press('plancite_why', button ?? '', { user: { id: presser } }),
      presser,
    ),
  ];
}
