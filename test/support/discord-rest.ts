import { SnowflakeTypeSchema } from 'discord-api-spec/zod';
import type { DiscordCommands } from './discord-commands.ts';
import { discordError, type Fault, invalidBody } from './discord-error.ts';
import type { DiscordGateway } from './discord-gateway.ts';
import type { DiscordGuilds } from './discord-guilds.ts';
import { DISCORD } from './discord-ids.ts';
import type { DiscordInteractions } from './discord-interactions.ts';
import type { DiscordMessages } from './discord-messages.ts';
import { mayNotify } from './discord-payloads.ts';
import { textsOf } from './discord-shown.ts';

type Json = Readonly<Record<string, unknown>>;

/** What the routes work on. */
export type Service = {
  readonly guilds: DiscordGuilds;
  readonly messages: DiscordMessages;
  readonly commands: DiscordCommands;
  readonly interactions: DiscordInteractions;
  readonly gateway: DiscordGateway;
  /** Where the gateway is. */
  readonly gatewayUrl: () => string;
  /** How many shards the service recommends. */
  shards: number;
  /** Whether messages that may notify somebody are complained of. */
  isQuiet: boolean;
};

export type Request = {
  readonly method: string;
  /** Below `/api/v10`, with the query. */
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
  readonly files: readonly string[];
};

export type Given = {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Json;
  readonly files: readonly string[];
  /** Refuses a body with faults. */
  readonly check: (faults: readonly Fault[]) => void;
  /** Complains of a message that may notify somebody. */
  readonly hush: (body: Json) => void;
};

export type Answer = {
  readonly status: number;
  readonly statusText?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};
/** A route as the documentation names it, `POST /channels/:channel/messages`, and what it does. */
export type Route = {
  readonly name: string;
  /** Needs no authorization: the token is in the path. */
  readonly isOpen?: boolean;
  readonly handle: (given: Given) => Answer;
};

export type Found = { readonly route: Route; readonly params: Readonly<Record<string, string>> };

/** Finds the route of a request. */
export function routeOf(routes: readonly Route[], method: string, path: string): Found | undefined {
  const parts = (path.split('?')[0] ?? '').split('/').map(decodeURIComponent);
  for (const route of routes) {
    const [verb, template = ''] = route.name.split(' ');
    const names = template.split('/');
    if (verb !== method || names.length !== parts.length) continue;
    if (names.every((name, at) => name.startsWith(':') || name === parts[at]))
      return {
        route,
        params: Object.fromEntries(
          names.flatMap((name, at) => (name.startsWith(':') ? [[name.slice(1), parts[at] ?? '']] : [])),
        ),
      };
  }
  return undefined;
}

/** @param complain takes what a client should not have sent, although it gets an answer */
export function respond(
  { route, params }: Found,
  request: Request,
  service: Service,
  complain: (why: string) => void,
): Answer {
  if (route.isOpen !== true && request.authorization !== `Bot ${DISCORD.token}`)
    throw discordError('unauthorized');
  for (const [name, value] of Object.entries(params)) checkId(name, value);
  if ('application' in params && params.application !== DISCORD.bot) throw discordError('unknownApplication');
  const query = new URLSearchParams(request.path.split('?')[1]);
  checkQuery(query);
  return route.handle({
    params,
    query,
    body: (request.body ?? {}) as Json,
    files: request.files,
    check(faults) {
      if (faults.length > 0) throw invalidBody(faults);
    },
    hush(body) {
      if (service.isQuiet && textsOf(body).length > 0 && mayNotify(body))
        complain('allowed_mentions lets it notify somebody');
    },
  });
}

function checkId(name: string, value: string): void {
  if (name === 'token' || name === 'emoji' || value === '@original' || value === '@me') return;
  if (SnowflakeTypeSchema.safeParse(value).success) return;
  const path = [`${name}_id`];
  throw invalidBody([{ path, code: 'NUMBER_TYPE_COERCE', message: `Value "${value}" is not snowflake.` }]);
}

function checkQuery(query: URLSearchParams): void {
  const limit = query.get('limit');
  if (limit !== null && !(/^\d+$/.test(limit) && Number(limit) >= 1 && Number(limit) <= 100))
    throw invalidBody([
      { path: ['limit'], code: 'NUMBER_TYPE_MAX', message: 'int value should be between 1 and 100.' },
    ]);
  for (const name of ['before', 'after', 'around']) {
    const id = query.get(name);
    if (id !== null) checkId(name, id);
  }
}
