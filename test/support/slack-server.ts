import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Said, SLACK, SlackWorkspace } from './slack-workspace.ts';
import { AT_ONCE, takeTime, until } from './waiting.ts';

/** Something sent to the server: a method of the Web API, or `response_url`. */
export type Call = {
  readonly method: string;
  readonly path: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly at: number;
};

/** What the next call of a method gets instead of an answer. */
type Fault =
  | { readonly status: number; readonly retryAfter?: number; readonly repeats?: boolean }
  /** An answer that somebody on the way has written anew. */
  | { readonly status: number; readonly statusText: string; readonly body: object }
  /** With what was sent repeated in it, as much as the server cares to. */
  | { readonly error: string; readonly repeats?: boolean }
  /** The connection breaks before, or after, it was taken. */
  | 'cut'
  | 'taken and cut';

/** What people see come of it. */
const SAYING = ['chat.postMessage', 'chat.postEphemeral', 'response_url'];

/**
 * A local Slack: the methods of the Web API that the adapter uses, Socket Mode, and signed requests. It records every
 * call, and fails as it is told to.
 */
export class SlackServer extends SlackWorkspace {
  readonly calls: Call[] = [];
  /** When each envelope was acknowledged, by its id. */
  readonly acknowledged = new Map<string, number>();
  connections = 0;
  isRevoked = false;
  /** How long it takes to accept what the bot says, and then to tell it so, in ms. */
  slowness = AT_ONCE;
  /** Whether it says hello to those who connect. */
  isPolite = true;
  readonly #faults = new Map<string, Fault[]>();
  readonly #http = createServer((request, response) => void this.#serve(request, response));
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #open = new Set<WebSocket>();

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
    const port = server.port;
    await server.stop();
    return port;
  }

  protected override get port(): number {
    return (this.#http.address() as AddressInfo).port;
  }

  get apiUrl(): string {
    return `http://127.0.0.1:${this.port}/api/`;
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

  /** Takes back all faults to come. */
  mend(): void {
    this.#faults.clear();
  }

  /** Cuts every socket, as a network does; falls silent on it; or asks for a new one, as Slack does. */
  drop(how: 'cut' | 'silence' | 'disconnect' = 'cut'): void {
    for (const link of this.#open) {
      if (how === 'cut') link.terminate();
      else if (how === 'silence') link.pause();
      else link.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
    }
  }

  /** What people see come of it all. */
  get said(): Call[] {
    return this.calls.filter(({ method }) => SAYING.includes(method));
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
    const envelope_id = `envelope-${this.nextNumber()}`;
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
    if (typeof fault === 'object' && 'body' in fault) {
      const { status, statusText } = fault;
      this.calls.push({ method, path, args, at: performance.now() });
      response.writeHead(status, statusText, { 'content-type': 'application/json', 'x-said': statusText });
      response.end(JSON.stringify(fault.body));
      return;
    }
    if (typeof fault === 'object' && 'status' in fault) {
      const { status, retryAfter } = fault;
      response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) });
      response.end('repeats' in fault ? body : undefined);
      return;
    }
    if (SAYING.includes(method)) await takeTime(this.slowness.acceptsAfterMs);
    this.calls.push({ method, path, args, at: performance.now() });
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
    const answer =
      error === undefined
        ? { ok: true, ...this.#answer(method, args) }
        : {
            ok: false,
            error,
            ...(typeof fault === 'object' &&
              'repeats' in fault && {
                response_metadata: {
                  messages: [body, `[ERROR] ${body}`, `[WARN] ${body}`],
                  warnings: [body],
                },
              }),
          };
    if (fault === 'taken and cut') {
      request.socket.destroy();
      return;
    }
    if (SAYING.includes(method)) await takeTime(this.slowness.tellsAfterMs);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer));
  }

  #answer(method: string, args: Readonly<Record<string, unknown>>): object {
    switch (method) {
      case 'auth.test':
        return { user_id: SLACK.bot, bot_id: SLACK.botId, team_id: SLACK.team, ...this.installation };
      case 'apps.connections.open':
        return { url: `ws://127.0.0.1:${this.port}/link` };
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
        return { messages: this.repliesTo(args) };
      case 'conversations.history':
        return { messages: this.historyOf(args) };
      case 'users.info':
        return { user: this.userInfo(String(args.user)) };
      case 'chat.delete': {
        const error = this.remove(args);
        return error === undefined ? { ts: args.ts } : { ok: false, error };
      }
      case 'usergroups.users.list':
        return { users: this.groups.get(String(args.usergroup)) ?? [] };
      default:
        return {};
    }
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
