import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type APIMessage, GatewayIntentBits } from 'discord.js';
import { WebSocketServer } from 'ws';
import { applicationRoutes } from './discord-application-routes.ts';
import { channelRoutes } from './discord-channel-routes.ts';
import { DiscordCommands } from './discord-commands.ts';
import { DiscordError, discordError } from './discord-error.ts';
import { DiscordGateway } from './discord-gateway.ts';
import { DiscordGuilds } from './discord-guilds.ts';
import { readBody, send } from './discord-http.ts';
import { interactionRoutes } from './discord-interaction-routes.ts';
import { DiscordInteractions } from './discord-interactions.ts';
import { DiscordMessages, type Post, readBy } from './discord-messages.ts';
import { DiscordPeople } from './discord-people.ts';
import { type Request, type Route, respond, routeOf, type Service } from './discord-rest.ts';
import { DiscordTroubles, type Trouble } from './discord-troubles.ts';
import { AT_ONCE, takeTime, until } from './waiting.ts';

/** A request as it came, and what it got. */
export type Call = {
  /** The route: `POST /channels/:channel/messages`. */
  readonly route: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly at: number;
  readonly status: number;
};

/**
 * A local Discord: the API and the gateway a client is pointed at with `rest: { api: server.apiUrl }`. What a client sends
 * is checked by Discord's description and documentation; whatever is wrong is answered as the service does, and kept
 * in `complaints`, which a test expects to be empty.
 */
export class DiscordServer {
  readonly calls: Call[] = [];
  readonly complaints: string[] = [];
  readonly guilds: DiscordGuilds;
  readonly messages: DiscordMessages;
  readonly commands: DiscordCommands;
  readonly interactions: DiscordInteractions;
  readonly gateway: DiscordGateway;
  readonly people: DiscordPeople;
  readonly service: Service;
  /** How long it takes to accept what the bot says, and then to tell it so, in ms. */
  slowness = AT_ONCE;
  /** Whether nobody gets through to it. */
  isAway = false;
  readonly #routes: readonly Route[];
  readonly #troubles = new DiscordTroubles();
  readonly #http = createServer((request, response) => void this.#serve(request, response));
  readonly #sockets = new WebSocketServer({ noServer: true });

  private constructor(guilds: readonly string[] | undefined) {
    this.guilds = new DiscordGuilds(guilds);
    this.messages = new DiscordMessages(this.guilds, (t, post) => this.#tell(t, post));
    this.commands = new DiscordCommands(this.guilds);
    this.interactions = new DiscordInteractions(this.guilds, this.messages);
    const gatewayUrl = () => `ws://127.0.0.1:${this.port}/gateway`;
    this.gateway = new DiscordGateway(this.guilds, gatewayUrl, (why) => void this.complaints.push(why));
    const { messages, commands, interactions, gateway } = this;
    this.service = {
      guilds: this.guilds,
      messages,
      commands,
      interactions,
      gateway,
      gatewayUrl,
      shards: 1,
      isQuiet: true,
    };
    this.people = new DiscordPeople(this.service);
    const { service } = this;
    this.#routes = [...applicationRoutes(service), ...channelRoutes(service), ...interactionRoutes(service)];
  }

  /** @param guilds those the bot is in, of `DISCORD.guild` and `DISCORD.otherGuild` */
  static async start(guilds?: readonly string[]): Promise<DiscordServer> {
    const server = new DiscordServer(guilds);
    server.#http.on('upgrade', (request, socket, head) => {
      if (server.isAway || !server.gateway.isUp) socket.destroy();
      else server.#sockets.handleUpgrade(request, socket, head, (link) => server.gateway.welcome(link));
    });
    server.#http.listen(0, '127.0.0.1');
    await once(server.#http, 'listening');
    return server;
  }

  get port(): number {
    return (this.#http.address() as AddressInfo).port;
  }

  get apiUrl(): string {
    return `http://127.0.0.1:${this.port}/api`;
  }

  async stop(): Promise<void> {
    for (const link of this.#sockets.clients) link.terminate();
    this.#http.closeAllConnections();
    this.#http.close();
    await once(this.#http, 'close');
  }

  /** A trouble for each of the next requests of a route, by its name or `*` for any. */
  fail(route: string, ...troubles: readonly Trouble[]): void {
    if (route !== '*' && !this.#routes.some(({ name }) => name === route))
      throw new Error(`no route ${route}`);
    this.#troubles.add(route, troubles);
  }

  /** Takes back all troubles to come. */
  mend(): void {
    this.#troubles.clear();
  }

  callsOf(route: string): Call[] {
    return this.calls.filter((call) => call.route === route);
  }

  /** Waits for the `count`th request of a route that was taken. */
  async called(route: string, count = 1): Promise<Call> {
    return until(() => this.callsOf(route)[count - 1], `request ${count} of ${route}`);
  }

  /** Takes permissions from the bot in a channel, and tells it. */
  deny(channelId: string, bits: bigint): void {
    const channel = this.guilds.deny(channelId, bits);
    const d = this.guilds.channelPayload(channel);
    this.gateway.dispatch({
      t: 'CHANNEL_UPDATE',
      guild: channel.guild_id,
      intent: GatewayIntentBits.Guilds,
      d,
    });
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.isAway) {
      request.socket.destroy();
      return;
    }
    const { method = '', url = '', headers } = request;
    const path = url.replace(/^\/api\/v10/, '');
    const found = url.startsWith('/api/v10/') ? routeOf(this.#routes, method, path) : undefined;
    const route = found?.route.name ?? `${method} ${path}`;
    const complain = (why: string) => void this.complaints.push(`${method} ${path}: ${why}`);
    const { body, files, wrong } = await readBody(request);
    for (const why of wrong) complain(why);
    if (!headers['user-agent']?.startsWith('DiscordBot')) complain('no user agent of a bot');
    this.#troubles.watch(route, complain);
    const trouble = this.#troubles.next(route);
    if (trouble === 'cut') {
      request.socket.destroy();
      return;
    }
    const isSaying = ['POST', 'PATCH'].includes(method);
    if (isSaying) await takeTime(this.slowness.acceptsAfterMs);
    let answer = this.#troubles.refusal(route, trouble, body);
    if (answer === undefined) {
      const { authorization } = headers;
      const given: Request = { method, path, authorization, body, files };
      try {
        if (found === undefined) throw discordError('notFound');
        answer = respond(found, given, this.service, complain);
      } catch (error) {
        const refusal = error instanceof DiscordError ? error : new DiscordError(500, 0, String(error));
        if (found === undefined) complain('unknown route');
        if (refusal.status === 500 || refusal.code === 50_035 || refusal.code === 50_006)
          complain(
            JSON.stringify({
              ...refusal.body,
              ...(refusal.status === 500 && { stack: String((error as Error).stack) }),
            }),
          );
        answer = { status: refusal.status, body: refusal.body };
      }
    }
    const { status } = answer;
    this.calls.push({ route, path, body: body as Call['body'], at: performance.now(), status });
    if (trouble === 'taken and cut') {
      request.socket.destroy();
      return;
    }
    if (typeof trouble === 'object' && 'slowMs' in trouble) await delay(trouble.slowMs);
    if (isSaying) await takeTime(this.slowness.tellsAfterMs);
    send(response, answer);
  }

  #tell(t: string, post: Post): void {
    const channel = this.guilds.channel(post.message.channel_id);
    if (post.onlyFor !== undefined || !this.guilds.isMemberOf(channel)) return;
    const { guild_id: guild } = channel;
    const intent = guild === undefined ? GatewayIntentBits.DirectMessages : GatewayIntentBits.GuildMessages;
    const where = {
      channel_id: channel.id,
      channel_type: channel.type,
      ...(guild !== undefined && { guild_id: guild }),
    };
    this.gateway.dispatch({
      t,
      guild,
      intent,
      d: ({ intents }) => {
        if (t === 'MESSAGE_DELETE') return { id: post.message.id, ...where };
        const isAllowed = (intents & GatewayIntentBits.MessageContent) !== 0;
        const message: APIMessage = readBy(post.message, channel, isAllowed);
        if (guild === undefined) return { ...message, ...where };
        const { user, ...member } = this.guilds.memberOf(message.author.id);
        return { ...message, ...where, member };
      },
    });
  }
}
