import { z } from 'zod';
import { PlanciteError } from '../index/errors.ts';
import { type Access, withoutInternal } from './access.ts';
import type { AccessFile } from './access-file.ts';
import { ids, unlessEmpty } from './settings.ts';

const ID = /^\d{1,20}$/;
const id = (what: string) => unlessEmpty(z.string().regex(ID, `expected ${what}, a number`).optional());

export const DISCORD_SETTINGS = {
  // Headers write it with "Bot " before it; a token itself never starts so.
  DISCORD_TOKEN: unlessEmpty(
    z
      .string()
      .transform((token) => token.trim().replace(/^Bot /i, ''))
      .optional(),
  ),
  DISCORD_APPLICATION_ID: id('the id of the application'),
  DISCORD_GUILD_ID: id('the id of a server'),
  DISCORD_API_URL: unlessEmpty(z.url('expected a URL such as "https://discord.com/api"').optional()),
  DISCORD_PUBLIC_KEY: unlessEmpty(
    z
      .string()
      .regex(/^[0-9a-f]{64}$/i, 'expected the public key of the application, 64 hexadecimal digits')
      .optional(),
  ),
  DISCORD_MESSAGE_CONTENT: unlessEmpty(z.stringbool('expected true or false').default(false)),
  DISCORD_SHARDS: unlessEmpty(
    z
      .string()
      .regex(/^(auto|[1-9]\d{0,3})$/, 'expected a number of shards, or "auto"')
      .transform((shards) => (shards === 'auto' ? shards : Number(shards)))
      .optional(),
  ),
  DISCORD_MAINTAINERS: ids(ID, 'ids of users and roles'),
  DISCORD_NOTICE_CHANNEL: id('the id of a channel'),
};

const Settings = z.object({ ...DISCORD_SETTINGS });

export type DiscordConfig = {
  readonly token: string;
  readonly applicationId: string;
  /** Server whose members alone get the commands, at once; `null` for everybody. */
  readonly guildId: string | null;
  /** The gateway, by a socket of ours, or interactions over HTTP that Discord signs. */
  readonly receive:
    | {
        readonly by: 'gateway';
        /** Whether follow-ups in threads need no mention, which takes the privileged Message Content intent. */
        readonly messageContent: boolean;
        /** Threads that share the servers; `null` for this one alone. */
        readonly shards: number | 'auto' | null;
      }
    | { readonly by: 'http'; readonly publicKey: string };
  /** Where the REST API is; `null` for Discord itself. */
  readonly apiUrl: string | null;
  /** Ids of users and roles; none for whoever may manage the bot's server. */
  readonly maintainers: readonly string[];
  /** Channel that hears of refreshes; `null` for none. */
  readonly noticeChannel: string | null;
  readonly access: Access;
};

/**
 * @throws {PlanciteError} `CONFIG_INVALID` for half a configuration, naming what is missing
 */
export function discordConfig(
  settings: z.infer<typeof Settings>,
  said: AccessFile['discord'],
): DiscordConfig | null {
  const {
    DISCORD_TOKEN: token,
    DISCORD_APPLICATION_ID: applicationId,
    DISCORD_GUILD_ID: guildId = null,
    DISCORD_API_URL: apiUrl = null,
    DISCORD_PUBLIC_KEY: publicKey,
    DISCORD_MESSAGE_CONTENT: messageContent,
    DISCORD_SHARDS: shards = null,
    DISCORD_MAINTAINERS: maintainers,
    DISCORD_NOTICE_CHANNEL: noticeChannel = null,
  } = settings;
  const isWanted =
    [token, applicationId, guildId, apiUrl, publicKey, shards, noticeChannel].some(
      (value) => (value ?? null) !== null,
    ) ||
    messageContent ||
    maintainers.length > 0;
  if (!isWanted) return null;
  if (token === undefined) throw missing('DISCORD_TOKEN');
  if (applicationId === undefined) throw missing('DISCORD_APPLICATION_ID');
  if (publicKey !== undefined && (messageContent || shards !== null))
    throw new PlanciteError(
      'CONFIG_INVALID',
      'DISCORD_PUBLIC_KEY: with it Discord sends interactions over HTTP, and there is no gateway for DISCORD_MESSAGE_CONTENT or DISCORD_SHARDS',
    );
  return {
    token,
    applicationId,
    guildId,
    receive:
      publicKey === undefined
        ? { by: 'gateway', messageContent, shards }
        : { by: 'http', publicKey: publicKey.toLowerCase() },
    apiUrl,
    maintainers,
    noticeChannel,
    access: { people: peopleIn(said), default: said?.default ?? {}, channels: said?.channels ?? {} },
  };
}

/** Anybody may join: where nothing is said of people they are all alike, and nobody is trusted with what is internal. */
function peopleIn(said: AccessFile['discord']): Access['people'] {
  if (said?.people === undefined) return null;
  const { default: common = { internal: false }, roles = {} } = said.people;
  const others = withoutInternal(common);
  return { default: common, guests: others, outsiders: others, groups: roles };
}

function missing(setting: string): PlanciteError {
  return new PlanciteError('CONFIG_INVALID', `${setting}: missing, though Discord is configured`);
}
