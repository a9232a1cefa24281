import { type APIOverwrite, type APIUser, ChannelType, type UserFlags } from 'discord.js';
import { DISCORD } from './discord-ids.ts';

export type Channel = {
  readonly id: string;
  readonly type: ChannelType;
  readonly name?: string;
  readonly guild_id?: string;
  readonly parent_id?: string;
  readonly owner_id?: string;
  /** With whom a direct conversation is. */
  readonly recipient?: string;
  /** Whether the bot is no party to it. */
  readonly isClosed?: boolean;
  readonly thread_metadata?: Record<string, unknown>;
  permission_overwrites?: APIOverwrite[];
  last_message_id?: string | null;
};

/** A channel as the service describes it. https://docs.discord.com/developers/resources/channel#channel-object */
export function channelPayload(channel: Channel, users: ReadonlyMap<string, APIUser>): object {
  const { recipient, isClosed, ...rest } = channel;
  if (recipient !== undefined) return { ...rest, recipients: [users.get(recipient)], flags: 0 };
  const common = { flags: 0, last_message_id: null, rate_limit_per_user: 0, ...rest };
  if (channel.thread_metadata !== undefined)
    return { ...common, member_count: 1, message_count: 1, total_message_sent: 1 };
  return {
    parent_id: null,
    position: 0,
    topic: null,
    nsfw: false,
    ...(channel.type === ChannelType.GuildForum && {
      available_tags: [],
      default_reaction_emoji: null,
      default_sort_order: null,
      default_forum_layout: 0,
    }),
    ...common,
  };
}

/** A guild with its roles. https://docs.discord.com/developers/resources/guild#guild-object */
export function guildPayload(id: string, botPermissions: bigint): object {
  const role = (role_id: string, name: string, permissions: bigint) => ({
    id: role_id,
    name,
    permissions: String(permissions),
    description: null,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    icon: null,
    unicode_emoji: null,
    position: role_id === id ? 0 : 1,
    managed: role_id !== id,
    ...(role_id !== id && { tags: { bot_id: DISCORD.bot } }),
    mentionable: false,
    flags: 0,
  });
  return {
    id,
    name: id === DISCORD.guild ? 'Ministry' : 'Elsewhere',
    owner_id: DISCORD.owner,
    preferred_locale: 'en-US',
    // People's permissions are in what they send; this role's would be the bot's as well.
    roles: [role(id, '@everyone', 0n), role(DISCORD.botRole, 'plancite', botPermissions)],
    emojis: [],
    stickers: [],
    features: [],
    afk_timeout: 300,
    afk_channel_id: null,
    system_channel_id: null,
    system_channel_flags: 0,
    verification_level: 0,
    default_message_notifications: 1,
    explicit_content_filter: 0,
    mfa_level: 0,
    nsfw_level: 0,
    premium_tier: 0,
    premium_progress_bar_enabled: false,
    icon: null,
    splash: null,
    banner: null,
    description: null,
    vanity_url_code: null,
    application_id: null,
  };
}

const NO_FLAGS = 0 as UserFlags;

export function userOf(id: string, name: string): APIUser {
  return {
    id,
    username: name,
    global_name: id === DISCORD.bot ? null : `${name[0]?.toUpperCase()}${name.slice(1)}`,
    discriminator: id === DISCORD.bot ? '0042' : '0',
    avatar: null,
    public_flags: NO_FLAGS,
    flags: NO_FLAGS,
    primary_guild: null,
    ...(id === DISCORD.bot && { bot: true }),
  };
}
