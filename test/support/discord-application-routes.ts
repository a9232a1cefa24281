import * as spec from 'discord-api-spec/zod';
import { listed } from './discord-commands.ts';
import { discordError } from './discord-error.ts';
import { DISCORD } from './discord-ids.ts';
import { faultsBySchema } from './discord-payloads.ts';
import type { Answer, Given, Route, Service } from './discord-rest.ts';

type Json = Readonly<Record<string, unknown>>;

/** The gateway, the application with its commands, guilds and users. */
export function applicationRoutes(service: Service): Route[] {
  const { guilds } = service;
  const application = () =>
    ok({
      id: DISCORD.bot,
      name: 'plancite',
      icon: null,
      description: '',
      summary: '',
      type: null,
      verify_key: '00',
      flags: 0,
      bot: guilds.user(DISCORD.bot),
      bot_public: false,
      bot_require_code_grant: false,
      owner: guilds.user(DISCORD.owner),
      team: null,
    });
  return [
    { name: 'GET /gateway', isOpen: true, handle: () => ok({ url: service.gatewayUrl() }) },
    {
      name: 'GET /gateway/bot',
      handle: () =>
        ok({
          url: service.gatewayUrl(),
          shards: service.shards,
          session_start_limit: { total: 1_000, remaining: 999, reset_after: 14_400_000, max_concurrency: 16 },
        }),
    },
    { name: 'GET /applications/@me', handle: application },
    { name: 'GET /oauth2/applications/@me', handle: application },
    ...commandRoutes(service, ''),
    ...commandRoutes(service, '/guilds/:guild'),
    {
      name: 'GET /users/@me',
      handle: () =>
        ok({ ...guilds.user(DISCORD.bot), verified: true, mfa_enabled: true, email: null, flags: 0 }),
    },
    {
      name: 'GET /users/@me/guilds',
      handle: () => ok(guilds.ids.map((id) => guilds.guildPayload(id))),
    },
    {
      name: 'POST /users/@me/channels',
      handle: ({ body, check }) => {
        check(faultsBySchema(spec.CreatePrivateChannelRequestSchema, body));
        return ok(guilds.channelPayload(guilds.directWith(String(body.recipient_id))));
      },
    },
    { name: 'GET /users/:user', handle: ({ params }) => ok(guilds.user(params.user ?? '')) },
    { name: 'GET /guilds/:guild', handle: ({ params }) => ok(guilds.guildPayload(params.guild ?? '')) },
    {
      name: 'GET /guilds/:guild/channels',
      handle: ({ params }) => {
        guilds.guildPayload(params.guild ?? '');
        return ok(channelsOf(service, params.guild ?? '', false));
      },
    },
    {
      name: 'GET /guilds/:guild/threads/active',
      handle: ({ params }) => {
        guilds.guildPayload(params.guild ?? '');
        return ok({ threads: channelsOf(service, params.guild ?? '', true), members: [] });
      },
    },
    {
      name: 'GET /guilds/:guild/members/:user',
      handle: ({ params: { user = '', guild = '' } }) => {
        guilds.guildPayload(guild);
        if (!guilds.users.has(user)) throw discordError('unknownMember');
        return ok(guilds.memberOf(user));
      },
    },
  ];
}

/** https://docs.discord.com/developers/interactions/application-commands#endpoints */
function commandRoutes({ commands, guilds }: Service, scope: string): Route[] {
  const base = `/applications/:application${scope}/commands`;
  const guildOf = ({ params: { guild } }: Given): string | undefined => {
    if (guild !== undefined && !guilds.ids.includes(guild)) throw discordError('missingAccess');
    return guild;
  };
  const idOf = ({ params }: Given): string => params.command ?? '';
  const wants = ({ query }: Given): boolean => query.get('with_localizations') === 'true';
  return [
    {
      name: `GET ${base}`,
      handle: (given) => ok(commands.of(guildOf(given)).map((command) => listed(command, wants(given)))),
    },
    {
      name: `PUT ${base}`,
      handle: (given) => {
        const bodies = Array.isArray(given.body) ? (given.body as readonly Json[]) : [];
        return ok(commands.put(guildOf(given), bodies, given.check));
      },
    },
    {
      name: `POST ${base}`,
      handle: (given) => ({ status: 201, body: commands.create(guildOf(given), given.body, given.check) }),
    },
    {
      name: `GET ${base}/:command`,
      handle: (given) => ok(listed(commands.find(guildOf(given), idOf(given)), true)),
    },
    {
      name: `PATCH ${base}/:command`,
      handle: (given) => ok(commands.patch(guildOf(given), idOf(given), given.body, given.check)),
    },
    {
      name: `DELETE ${base}/:command`,
      handle: (given) => {
        commands.delete(guildOf(given), idOf(given));
        return { status: 204 };
      },
    },
  ];
}

function channelsOf({ guilds }: Service, guild: string, isThreads: boolean): object[] {
  return [...guilds.channels.values()]
    .filter(
      ({ guild_id, thread_metadata }) => guild_id === guild && (thread_metadata !== undefined) === isThreads,
    )
    .map((channel) => guilds.channelPayload(channel));
}

function ok(body: unknown): Answer {
  return { status: 200, body };
}
