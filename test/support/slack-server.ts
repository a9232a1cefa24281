import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type WebSocket, WebSocketServer } from 'ws';

/** Ids in the workspace the server plays. */
export const SLACK = {
  team: 'T01',
  bot: 'U0BOT',
  botId: 'B0BOT',
  user: 'U01',
  channel: 'C01',
  direct: 'D01',
  botToken: 'xoxb-test',
  appToken: 'xapp-test',
  signingSecret: 'test-signing-secret',
} as const;

/** Something sent to the server: a method of the Web API, or `response_url`. */
export type Call = {
  readonly method: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly at: number;
};

/** What the next call of a method gets instead of an answer. */
type Fault =
  | { readonly status: number; readonly retryAfter?: number }
  | { readonly error: string }
  /** The connection breaks before, or after, it was taken. */
  | 'cut'
  | 'taken and cut';

type Said = {
  user?: string;
  bot_id?: string;
  text: string;
  ts: string;
  thread_ts?: string;
  metadata?: unknown;
};

/**
 * A local Slack: the methods of the Web API that the adapter uses, Socket Mode, and signed requests. It records every
 * call, and fails as it is told to.
 */
export class SlackServer {
  readonly calls: Call[] = [];
  /** When each envelope was acknowledged, by its id. */
  readonly acknowledged = new Map<string, number>();
  readonly groups = new Map<string, string[]>();
  readonly messages: (Said & { channel: string })[] = [];
  connections = 0;
  isRevoked = false;
  /** Whether it says hello to those who connect. */
  isPolite = true;
  readonly #faults = new Map<string, Fault[]>();
  readonly #http = createServer((request, response) => void this.#serve(request, response));
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #open = new Set<WebSocket>();
  #count = 0;

  static async start(): Promise<SlackServer> {
    const server = new SlackServer();
    server.#http.on('upgrade', (request, socket, head) => {
      server.#sockets.handleUpgrade(request, socket, head, (link) => server.#welcome(link));
    });
    server.#http.listen(0, '127.0.0.1');
    await once(server.#http, 'listening');
    return server;
  }

  /** A port nobody listens on. */
  static async freePort(): Promise<number> {
    const server = await SlackServer.start();
    const port = server.#port;
    await server.stop();
    return port;
  }

  get #port(): number {
    return (this.#http.address() as AddressInfo).port;
  }

  get apiUrl(): string {
    return `http://127.0.0.1:${this.#port}/api/`;
  }

  async stop(): Promise<void> {
    for (const link of this.#open) link.terminate();
    this.#http.closeAllConnections();
    this.#http.close();
    await once(this.#http, 'close');
  }

  /** A fault for each of the next calls of `method`. */
  fail(method: string, ...faults: readonly Fault[]): void {
    this.#faults.set(method, [...(this.#faults.get(method) ?? []), ...faults]);
  }

  /** Cuts every socket, as a network does; falls silent on it; or asks for a new one, as Slack does. */
  drop(how: 'cut' | 'silence' | 'disconnect' = 'cut'): void {
    for (const link of this.#open) {
      if (how === 'cut') link.terminate();
      else if (how === 'silence') link.pause();
      else link.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
    }
  }

  callsOf(method: string): Call[] {
    return this.calls.filter((call) => call.method === method);
  }

  /** Waits for the `count`th call of a method, and gives what was sent with it. */
  async called(method: string, count = 1): Promise<Readonly<Record<string, unknown>>> {
    const call = await until(() => this.callsOf(method)[count - 1], `call ${count} of ${method}`);
    return call.args;
  }

  /** Sends what is not an envelope. */
  sendRaw(text: string): void {
    for (const link of this.#open) link.send(text);
  }

  /**
   * @param cut ends the socket before anything can be acknowledged
   * @returns the id to be acknowledged
   */
  send(
    type: 'events_api' | 'slash_commands' | 'interactive',
    payload: object,
    { retry = 0, cut = false } = {},
  ): string {
    const envelope_id = `envelope-${++this.#count}`;
    const [link] = [...this.#open].slice(-1);
    link?.send(
      JSON.stringify({
        type,
        envelope_id,
        payload,
        accepts_response_payload: type !== 'events_api',
        ...(type === 'events_api' && { retry_attempt: retry, retry_reason: retry > 0 ? 'timeout' : '' }),
      }),
      () => cut && link.terminate(),
    );
    return envelope_id;
  }

  event(event: Record<string, unknown>, eventId = `Ev${++this.#count}`): object {
    return { type: 'event_callback', team_id: SLACK.team, api_app_id: 'A01', event_id: eventId, event };
  }

  /** A message somebody writes; also to be read back later. */
  message(text: string, more: Partial<Said> & Record<string, unknown> = {}): Record<string, unknown> {
    const said = {
      channel: SLACK.channel as string,
      user: SLACK.user as string,
      ts: this.timestamp(),
      ...more,
      text,
    };
    this.messages.push(said);
    const channel_type = said.channel.startsWith('D') ? 'im' : 'channel';
    return { type: 'message', channel_type, event_ts: said.ts, ...said };
  }

  mention(question: string, more: Partial<Said> & Record<string, unknown> = {}): Record<string, unknown> {
    return { ...this.message(`<@${SLACK.bot}> ${question}`, more), type: 'app_mention' };
  }

  command(command: string, text: string, more: Record<string, unknown> = {}): object {
    const id = ++this.#count;
    return {
      command,
      text,
      team_id: SLACK.team,
      channel_id: SLACK.channel,
      user_id: SLACK.user,
      trigger_id: `trigger-${id}`,
      response_url: `http://127.0.0.1:${this.#port}/response/${id}`,
      ...more,
    };
  }

  press(action_id: string, value: string, more: Record<string, unknown> = {}): object {
    const id = ++this.#count;
    return {
      type: 'block_actions',
      team: { id: SLACK.team },
      user: { id: SLACK.user },
      channel: { id: SLACK.channel },
      container: { type: 'message', channel_id: SLACK.channel, message_ts: '1.1' },
      message: { ts: '1.1' },
      trigger_id: `trigger-${id}`,
      response_url: `http://127.0.0.1:${this.#port}/response/${id}`,
      actions: [{ type: 'button', action_id, block_id: 'b', value, action_ts: `${id}` }],
      ...more,
    };
  }

  shortcut(callback_id: string, text: string): object {
    const id = ++this.#count;
    return {
      type: 'message_action',
      callback_id,
      team: { id: SLACK.team },
      user: { id: SLACK.user },
      channel: { id: SLACK.channel },
      message: { type: 'message', user: 'U02', ts: this.timestamp(), text },
      message_ts: '1.1',
      trigger_id: `trigger-${id}`,
      response_url: `http://127.0.0.1:${this.#port}/response/${id}`,
    };
  }

  timestamp(): string {
    return `${Math.floor(Date.now() / 1000)}.${String(++this.#count).padStart(6, '0')}`;
  }

  #welcome(link: WebSocket): void {
    this.connections += 1;
    this.#open.add(link);
    link.on('close', () => this.#open.delete(link));
    link.on('message', (data) => {
      const { envelope_id } = JSON.parse(String(data)) as { envelope_id: string };
      this.acknowledged.set(envelope_id, performance.now());
    });
    if (this.isPolite) link.send(JSON.stringify({ type: 'hello', num_connections: 1 }));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = (await request.setEncoding('utf8').toArray()).join('');
    const path = request.url ?? '';
    const method = path.startsWith('/response/') ? 'response_url' : path.replace('/api/', '');
    const isJson = request.headers['content-type']?.includes('json') === true;
    const args = isJson ? (JSON.parse(body) as Record<string, unknown>) : readForm(body);
    const fault = this.#faults.get(method)?.shift();
    if (fault === 'cut') {
      request.socket.destroy();
      return;
    }
    if (typeof fault === 'object' && 'status' in fault) {
      const { status, retryAfter } = fault;
      response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) });
      response.end();
      return;
    }
    this.calls.push({ method, args, at: performance.now() });
    const isKnown = [`Bearer ${SLACK.botToken}`, `Bearer ${SLACK.appToken}`].includes(
      request.headers.authorization ?? '',
    );
    const error =
      (typeof fault === 'object' ? fault.error : undefined) ??
      (method === 'response_url'
        ? undefined
        : this.isRevoked
          ? 'token_revoked'
          : isKnown
            ? undefined
            : 'invalid_auth');
    const answer = error === undefined ? { ok: true, ...this.#answer(method, args) } : { ok: false, error };
    if (fault === 'taken and cut') {
      request.socket.destroy();
      return;
    }
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer));
  }

  #answer(method: string, args: Readonly<Record<string, unknown>>): object {
    switch (method) {
      case 'auth.test':
        return { user_id: SLACK.bot, bot_id: SLACK.botId, team_id: SLACK.team };
      case 'apps.connections.open':
        return { url: `ws://127.0.0.1:${this.#port}/link` };
      case 'chat.postMessage': {
        const ts = this.timestamp();
        const { channel, text, thread_ts, metadata } = args as Said & { channel: string };
        this.messages.push({
          channel,
          user: SLACK.bot,
          bot_id: SLACK.botId,
          text,
          ts,
          metadata,
          ...(thread_ts !== undefined && { thread_ts }),
        });
        return { ts, channel };
      }
      case 'conversations.replies':
        return {
          messages: this.#said(args).filter(({ ts, thread_ts }) => [ts, thread_ts].includes(String(args.ts))),
        };
      case 'conversations.history':
        return {
          messages: this.#said(args)
            .filter(({ thread_ts }) => thread_ts === undefined)
            .toReversed(),
        };
      case 'usergroups.users.list':
        return { users: this.groups.get(String(args.usergroup)) ?? [] };
      default:
        return {};
    }
  }

  #said({ channel }: Readonly<Record<string, unknown>>): Said[] {
    return this.messages
      .filter((message) => message.channel === channel)
      .map((said) => ({ type: 'message', ...said }));
  }
}

/** Form fields, those that hold JSON read as such. */
function readForm(body: string): Record<string, unknown> {
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([name, value]) => [
      name,
      /^[[{]/.test(value) ? JSON.parse(value) : value,
    ]),
  );
}

/** Posts to the adapter's own address what Slack would, signed. */
export async function postSigned(
  url: string,
  body: string,
  { seconds = Math.floor(Date.now() / 1000), headers = {}, secret = SLACK.signingSecret as string } = {},
): Promise<Response> {
  const signature = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex');
  return fetch(url, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-slack-request-timestamp': String(seconds),
      'x-slack-signature': `v0=${signature}`,
      ...headers,
    },
  });
}

/** Waits until `find` finds something. */
export async function until<T>(
  find: () => T | undefined | false,
  what: string,
  timeoutMs = 15_000,
): Promise<T> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const found = find();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
    await delay(5);
  }
}
