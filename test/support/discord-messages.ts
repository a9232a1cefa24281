import { type APIMessage, ChannelType, MessageFlags, MessageType } from 'discord.js';
import { completed } from './discord-components.ts';
import { discordError } from './discord-error.ts';
import type { Channel } from './discord-guild-payloads.ts';
import type { DiscordGuilds } from './discord-guilds.ts';
import { DISCORD } from './discord-ids.ts';
import { textsOf } from './discord-shown.ts';

type Json = Readonly<Record<string, unknown>>;

/** A message that is there, with what the service knows of it beside what it says. */
export type Post = {
  message: APIMessage;
  /** Who alone sees it. */
  readonly onlyFor?: string;
  /** Whom it notified, when it came. */
  readonly pings: readonly string[];
  isDeleted: boolean;
  /** Names of what is attached. */
  readonly files: readonly string[];
};

export type NewPost = {
  readonly channel: Channel;
  readonly author: string;
  readonly body: Json;
  readonly onlyFor?: string;
  readonly files?: readonly string[];
  readonly more?: Partial<APIMessage>;
};

/** Tells clients of a message that came, changed or went. */
export type Tell = (t: 'MESSAGE_CREATE' | 'MESSAGE_UPDATE' | 'MESSAGE_DELETE', post: Post) => void;

/** All messages of all channels. */
export class DiscordMessages {
  readonly posts: Post[] = [];
  readonly #guilds: DiscordGuilds;
  readonly #tell: Tell;

  constructor(guilds: DiscordGuilds, tell: Tell) {
    this.#guilds = guilds;
    this.#tell = tell;
  }

  create({ channel, author, body, onlyFor, files = [], more }: NewPost): Post {
    const id = this.#guilds.nextId();
    const flags = Number(body.flags ?? 0) | (onlyFor === undefined ? 0 : MessageFlags.Ephemeral);
    const message = {
      id,
      channel_id: channel.id,
      author: this.#guilds.user(author),
      timestamp: new Date().toISOString(),
      edited_timestamp: null,
      tts: false,
      mention_everyone: false,
      mentions: [],
      mention_roles: [],
      attachments: [],
      pinned: false,
      type: body.message_reference === undefined ? MessageType.Default : MessageType.Reply,
      ...this.#said(body),
      ...this.#reference(channel, body),
      flags,
      ...(typeof body.nonce === 'string' && { nonce: body.nonce }),
      ...more,
    } as unknown as APIMessage;
    const pings = pingsOf(message, body);
    message.mentions = [...this.#guilds.users.values()].filter((user) => pings.includes(user.id));
    message.mention_everyone = pings.includes('everyone') || pings.includes('here');
    const post = { message, pings, isDeleted: false, files, ...(onlyFor !== undefined && { onlyFor }) };
    this.posts.push(post);
    if (onlyFor === undefined) channel.last_message_id = id;
    this.#tell('MESSAGE_CREATE', post);
    return post;
  }

  /** @param isFirst fills a message that was still to come, which is no edit in the eyes of its readers. */
  edit(post: Post, body: Json, { isFirst = false } = {}): void {
    const kept = post.message.flags ?? 0;
    const flags = isFirst ? kept & ~MessageFlags.Loading : kept;
    post.message = {
      ...post.message,
      ...this.#said({ ...post.message, ...body }),
      flags: flags | Number(body.flags ?? 0),
      edited_timestamp: isFirst ? null : new Date().toISOString(),
    } as APIMessage;
    // Whom an edit names is named by the message, though nobody is notified.
    const named = pingsOf(post.message, body);
    post.message.mentions = [
      ...post.message.mentions,
      ...[...this.#guilds.users.values()].filter(
        ({ id }) => named.includes(id) && !post.message.mentions.some((known) => known.id === id),
      ),
    ];
    this.#tell('MESSAGE_UPDATE', post);
  }

  delete(post: Post): void {
    post.isDeleted = true;
    this.#tell('MESSAGE_DELETE', post);
  }

  find(channelId: string, id: string): Post {
    const post = this.posts.find(
      ({ message, isDeleted, onlyFor }) =>
        message.id === id && message.channel_id === channelId && !isDeleted && onlyFor === undefined,
    );
    if (post === undefined) throw discordError('unknownMessage');
    return post;
  }

  /** What somebody sees in a channel, oldest first. */
  in(channelId: string, reader?: string): Post[] {
    return this.posts.filter(
      ({ message, isDeleted, onlyFor }) =>
        message.channel_id === channelId && !isDeleted && (onlyFor === undefined || onlyFor === reader),
    );
  }

  /** A channel's history, newest first, as it is asked for. */
  history(channelId: string, { limit = 50, before, after, around }: HistoryQuery): Post[] {
    const all = this.in(channelId);
    const older = (a: string, b: string) => BigInt(a) < BigInt(b);
    if (around !== undefined) {
      const half = Math.floor(limit / 2);
      const at = all.findIndex(({ message }) => !older(message.id, around));
      return all.slice(Math.max(0, at - half), at + half + 1).toReversed();
    }
    if (after !== undefined)
      return all
        .filter(({ message }) => older(after, message.id))
        .slice(0, limit)
        .toReversed();
    return all
      .filter(({ message }) => before === undefined || older(message.id, before))
      .slice(-limit)
      .toReversed();
  }

  #said(body: Json): object {
    const content = typeof body.content === 'string' ? body.content.trim() : '';
    return {
      content,
      components: completed((body.components ?? []) as object[]),
      embeds: ((body.embeds ?? []) as Json[]).map((embed) => ({ ...embed, type: 'rich' })),
    };
  }

  #reference(channel: Channel, body: Json): object {
    const reference = body.message_reference as { message_id: string } | undefined;
    if (reference === undefined) return {};
    const post = this.in(channel.id).find(({ message }) => message.id === reference.message_id);
    return {
      message_reference: {
        type: 0,
        channel_id: channel.id,
        message_id: reference.message_id,
        ...(channel.guild_id !== undefined && { guild_id: channel.guild_id }),
      },
      referenced_message: post?.message ?? null,
    };
  }
}

export type HistoryQuery = {
  readonly limit?: number;
  readonly before?: string;
  readonly after?: string;
  readonly around?: string;
};

/**
 * Whom a message notifies, by its text and what it allows.
 * https://docs.discord.com/developers/resources/message#allowed-mentions-object
 */
function pingsOf(message: APIMessage, body: Json): string[] {
  const allowed = body.allowed_mentions as Allowed | null | undefined;
  const may = (kind: 'users' | 'roles', id: string) =>
    allowed?.parse?.includes(kind) === true || allowed?.[kind]?.includes(id) === true || allowed == null;
  const text = textsOf(message).join('\n');
  const ids = (pattern: RegExp, kind: 'users' | 'roles') =>
    [...text.matchAll(pattern)].flatMap(([, id = '']) => (may(kind, id) ? [id] : []));
  const everyone = allowed == null || allowed.parse?.includes('everyone') === true;
  const replied = message.referenced_message?.author.id;
  const isReplyLoud = allowed == null || allowed.replied_user === true;
  return [
    ...ids(/<@!?(\d{17,20})>/g, 'users'),
    ...ids(/<@&(\d{17,20})>/g, 'roles'),
    ...(everyone ? [...text.matchAll(/@(everyone|here)/g)].map(([, who = '']) => who) : []),
    ...(replied !== undefined && isReplyLoud ? [replied] : []),
  ];
}

type Allowed = {
  readonly parse?: readonly string[];
  readonly users?: readonly string[];
  readonly roles?: readonly string[];
  readonly replied_user?: boolean;
};

/** The types of channel a thread has. */
export function isThread({ type }: Channel): boolean {
  return [ChannelType.PublicThread, ChannelType.PrivateThread, ChannelType.AnnouncementThread].includes(type);
}

/**
 * A message as the bot gets it, which without the intent may read only what is said to it, and its own.
 * https://docs.discord.com/developers/events/gateway#message-content-intent
 */
export function readBy(message: APIMessage, channel: Channel, mayReadAll: boolean): APIMessage {
  const isOpen =
    mayReadAll ||
    channel.type === ChannelType.DM ||
    message.author.id === DISCORD.bot ||
    message.mentions.some(({ id }) => id === DISCORD.bot);
  const { referenced_message: other } = message;
  return {
    ...message,
    ...(!isOpen && { content: '', embeds: [], attachments: [], components: [] }),
    ...(other && { referenced_message: readBy(other, channel, mayReadAll) }),
  };
}
