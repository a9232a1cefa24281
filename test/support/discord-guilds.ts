import {
  type APIGuildMember,
  type APIUser,
  ChannelType,
  type GuildMemberFlags,
  OverwriteType,
  PermissionFlagsBits,
} from 'discord.js';
import { discordError } from './discord-error.ts';
import { type Channel, channelPayload, guildPayload, userOf } from './discord-guild-payloads.ts';
import { DISCORD } from './discord-ids.ts';

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
  /** Roles of people; the bot has its own. */
  readonly roles = new Map<string, readonly string[]>([[DISCORD.bot, [DISCORD.botRole]]]);
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
      this.add({ id, name, type, guild_id, permission_overwrites: [] });
    this.add({ id: DISCORD.direct, type: ChannelType.DM, recipient: DISCORD.user });
    this.add({ id: DISCORD.closed, type: ChannelType.DM, recipient: DISCORD.neighbour, isClosed: true });
  }

  /** An id with the time in it, greater than all before. */
  nextId(): string {
    this.#count += 1n;
    return String(((BigInt(Date.now()) - EPOCH) << 22n) + this.#count);
  }

  /** The direct conversation with somebody, which there is once it is asked for. */
  directWith(user: string): Channel {
    this.user(user);
    const known = [...this.channels.values()].find(
      ({ recipient, isClosed }) => recipient === user && isClosed !== true,
    );
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

  /** Whether the bot gets to hear of what happens in a channel. */
  isMemberOf({ guild_id, isClosed }: Channel): boolean {
    return isClosed !== true && (guild_id === undefined || this.ids.includes(guild_id));
  }

  /** What the bot may do in a channel, in a thread as in the channel it belongs to. */
  botPermissionsIn(channel: Channel): bigint {
    if (!this.isMemberOf(channel)) return 0n;
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

  memberOf(user: string): APIGuildMember {
    return {
      user: this.user(user),
      nick: null,
      roles: [...(this.roles.get(user) ?? [])],
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
    return channelPayload(channel, this.users);
  }

  guildPayload(id: string): object {
    if (!this.ids.includes(id)) throw discordError('unknownGuild');
    return guildPayload(id, this.botPermissions);
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
      members: [this.memberOf(DISCORD.bot)],
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
