import { Client, GatewayIntentBits, Options, Partials, REST, type RESTOptions } from 'discord.js';
import type { DiscordConfig } from '../../src/discord-config.ts';

/** No request takes longer. */
const TIMEOUT_MS = 15_000;
/** The bot answers before it has seen every server it is in. */
const GUILDS_MS = 1_000;

/**
 * A client with the least there is: what it is not told it asks for, and what it need not know it does not keep, so that
 * thousands of servers fit into one process.
 */
export function createClient(config: DiscordConfig): Client {
  const { receive, token } = config;
  const readsMessages = receive.by === 'gateway' && receive.messageContent;
  const client = new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(readsMessages ? [GatewayIntentBits.MessageContent] : []),
    ],
    // Of an edited message only what it says now is known.
    partials: [Partials.Channel, Partials.Message],
    // Whatever is said pings nobody, the one who is answered included.
    allowedMentions: { parse: [], repliedUser: false },
    rest: restOptions(config),
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      ReactionManager: 0,
      GuildMemberManager: { maxSize: 0, keepOverLimit: ({ id, client: { user } }) => id === user?.id },
      UserManager: { maxSize: 1_000, keepOverLimit: ({ id, client: { user } }) => id === user?.id },
      PresenceManager: 0,
      VoiceStateManager: 0,
      GuildEmojiManager: 0,
      GuildStickerManager: 0,
      GuildBanManager: 0,
      GuildInviteManager: 0,
    }),
    waitGuildTimeout: GUILDS_MS,
  });
  client.rest.setToken(token);
  return client;
}

/**
 * What comes after the first answer to an interaction is sent by its token, and beside the fifty requests a second that a
 * bot may make: https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages
 */
export function createWebhooks(config: DiscordConfig): REST {
  return new REST({ ...restOptions(config), globalRequestsPerSecond: Number.POSITIVE_INFINITY });
}

export function restOptions({ apiUrl }: DiscordConfig): Partial<RESTOptions> {
  return { timeout: TIMEOUT_MS, ...(apiUrl !== null && { api: apiUrl.replace(/\/+$/, '') }) };
}
