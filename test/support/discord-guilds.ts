import {
  type APIGuildMember,
  type APIOverwrite,
  type APIUser,
  ChannelType,
  type GuildMemberFlags,
  OverwriteType,
  PermissionFlagsBits,
} from 'discord.js';
import { discordError } from './discord-error.ts';

/** Ids of what is there from the start. Those of the guilds say on which of two shards each is. */
export const DISCORD = {
  bot: '1100000000000000001',
  user: '1100000000000000002',
  neighbour: '1100000000000000003',
  owner: '1100000000000000004',
  guild: '1200000000000524288',
  otherGuild: '1200000000004718592',
  botRole: '1200000000000524300',
  channel: '1200000000000524301',
  otherChannel: '1200000000000524302',
  forum: '1200000000000524303',
  foreignChannel: '1200000000004718601',
  direct: '1200000000000524401',
  /** It must not begin with `bot`: the client's login takes that for a prefix. */
  token: 'test-token.of-a.client',
} as const;

export type Channel = {
  readonly id: string;
  readonly type: ChannelType;
  readonly name?: string;
  readonly guild_id?: string;
  readonly parent_id?: string;
  readonly owner_id?: string;
  /** With whom a direct conversation is. */
  readonly recipient?: string;
  readonly thread_metadata?: Record<string, unknown>;
  permission_overwrites?: APIOverwrite[];
  last_message_id?: string | null;
};

const EPOCH = 1_420_070_400_000n;
const BOT_PERMISSIONS =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.CreatePublicThreads |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AddReactions;
const USER_PERMISSIONS = BOT_PERMISSIONS | PermissionFlagsBits.UseApplicationCommands;
const ALL_PERMISSIONS = Object.values(PermissionFlagsBits).reduce((sum, bit) => sum | bit, 0n);

/** Guilds with their channels and people, and what the bot may do there. */
export class DiscordGuilds {
  /** What the bot's role lets it do. */
  botPermissions = BOT_PERMISSIONS;
  /** What people may do, for those who may more or less than most. */
  readonly permissions = new Map<string, bigint>([[DISCORD.owner, ALL_PERMISSIONS]]);
  readonly users = new Map<string, APIUser>();
  readonly channels = new Map<string, Channel>();
  readonly ids: readonly string[];
  #count = 0n;

  constructor(ids: readonly string[] = [DISCORD.guild]) {
    this.ids = ids;
    for (const [id, name] of [
      [DISCORD.bot, 'plancite'],
      [DISCORD.user, 'ada'],
      [DISCORD.neighbour, 'ben'],
      [DISCORD.owner, 'olga'],
    ] as const)
      this.users.set(id, userOf(id, name));
    const channels = [
      [DISCORD.channel, 'general', ChannelType.GuildText, DISCORD.guild],
      [DISCORD.otherChannel, 'elsewhere', ChannelType.GuildText, DISCORD.guild],
      [DISCORD.forum, 'questions', ChannelType.GuildForum, DISCORD.guild],
      [DISCORD.foreignChannel, 'foreign', ChannelType.GuildText, DISCORD.otherGuild],
    ] as const;
    for (const [id, name, type, guild_id] of channels)
      if (ids.includes(guild_id))
        this.channels.set(id, { id, name, type, guild_id, permission_overwrites: [] });
    this.channels.set(DISCORD.direct, { id: DISCORD.direct, type: ChannelType.DM, recipient: DISCORD.user });
  }

  /** An id with the time in it, greater than all before. */
  nextId(): string {
    this.#count += 1n;
    return String(((BigInt(Date.now()) - EPOCH) << 22n) + this.#count);
  }

  /** The direct conversation with somebody, which there is once it is asked for. */
  directWith(user: string): Channel {
    this.user(user);
    const known = [...this.channels.values()].find(({ recipient }) => recipient === user);
    return known ?? this.add({ id: this.nextId(), type: ChannelType.DM, recipient: user });
  }

  add(channel: Channel): Channel {
    this.channels.set(channel.id, channel);
    return channel;
  }

  channel(id: string): Channel {
    const channel = this.channels.get(id);
    if (channel === undefined) throw discordError('unknownChannel');
    return channel;
  }

  user(id: string): APIUser {
    const user = this.users.get(id);
    if (user === undefined) throw discordError('unknownUser');
    return user;
  }

  /** What the bot may do in a channel, in a thread as in the channel it belongs to. */
  botPermissionsIn(channel: Channel): bigint {
    if (channel.type === ChannelType.DM) return BOT_PERMISSIONS;
    const { permission_overwrites = [] } = this.channels.get(channel.parent_id ?? '') ?? channel;
    return permission_overwrites
      .filter(({ id }) => id === DISCORD.bot)
      .reduce((bits, { deny, allow }) => (bits & ~BigInt(deny)) | BigInt(allow), this.botPermissions);
  }

  /** Refuses what the bot may not, as the service does: who cannot see a channel has no access to it. */
  demand(channel: Channel, ...bits: readonly bigint[]): void {
    const held = this.botPermissionsIn(channel);
    if ((held & PermissionFlagsBits.ViewChannel) === 0n) throw discordError('missingAccess');
    if (bits.some((bit) => (held & bit) === 0n)) throw discordError('missingPermissions');
  }

  deny(id: string, bits: bigint): Channel {
    const channel = this.channel(id);
    channel.permission_overwrites = [
      { id: DISCORD.bot, type: OverwriteType.Member, allow: '0', deny: String(bits) },
    ];
    return channel;
  }

  permissionsOf(user: string): bigint {
    return this.permissions.get(user) ?? USER_PERMISSIONS;
  }

  memberOf(user: string, guild: string): APIGuildMember {
    if (!this.ids.includes(guild)) throw discordError('unknownGuild');
    return {
      user: this.user(user),
      nick: null,
      roles: user === DISCORD.bot ? [DISCORD.botRole] : [],
      joined_at: '2026-01-01T00:00:00.000000+00:00',
      premium_since: null,
      deaf: false,
      mute: false,
      flags: 0 as GuildMemberFlags,
      avatar: null,
      banner: null,
      communication_disabled_until: null,
      pending: false,
    };
  }

  channelPayload(channel: Channel): object {
    const { recipient, ...rest } = channel;
    if (recipient !== undefined) return { ...rest, recipients: [this.user(recipient)], flags: 0 };
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

  guildPayload(id: string): object {
    if (!this.ids.includes(id)) throw discordError('unknownGuild');
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
      mentionable: false,
      flags: 0,
    });
    return {
      id,
      name: id === DISCORD.guild ? 'Ministry' : 'Elsewhere',
      owner_id: DISCORD.owner,
      preferred_locale: 'en-US',
      // People's permissions are in what they send; this role's would be the bot's as well.
      roles: [role(id, '@everyone', 0n), role(DISCORD.botRole, 'plancite', this.botPermissions)],
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

  /** All there is in a guild, as a client gets it when it connects. */
  guildCreate(id: string): object {
    const inside = [...this.channels.values()].filter(({ guild_id }) => guild_id === id);
    const payload = (channels: readonly Channel[]) => channels.map((channel) => this.channelPayload(channel));
    return {
      ...this.guildPayload(id),
      joined_at: '2026-01-01T00:00:00.000000+00:00',
      large: false,
      unavailable: false,
      member_count: this.users.size,
      members: [this.memberOf(DISCORD.bot, id)],
      channels: payload(inside.filter(({ thread_metadata }) => thread_metadata === undefined)),
      threads: payload(inside.filter(({ thread_metadata }) => thread_metadata !== undefined)),
      presences: [],
      voice_states: [],
      stage_instances: [],
      guild_scheduled_events: [],
      soundboard_sounds: [],
    };
  }
}

function userOf(id: string, name: string): APIUser {
  return {
    id,
    username: name,
    global_name: id === DISCORD.bot ? null : `${name[0]?.toUpperCase()}${name.slice(1)}`,
    discriminator: id === DISCORD.bot ? '0042' : '0',
    avatar: null,
    ...(id === DISCORD.bot && { bot: true }),
  };
}
