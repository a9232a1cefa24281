import { ChannelType, PermissionFlagsBits } from 'discord.js';
import * as spec from 'discord-api-spec/zod';
import { DiscordError, discordError } from './discord-error.ts';
import type { Channel } from './discord-guild-payloads.ts';
import { DISCORD } from './discord-ids.ts';
import { heldBy, isEmpty } from './discord-interactions.ts';
import { isThread, type Post, readBy } from './discord-messages.ts';
import { faultsBySchema, faultsOfEdit, faultsOfNewMessage } from './discord-payloads.ts';
import type { Answer, Given, Route, Service } from './discord-rest.ts';
import { openThread } from './discord-threads.ts';

/** https://docs.discord.com/developers/resources/channel and …/message */
export function channelRoutes(service: Service): Route[] {
  const { guilds, messages } = service;
  const seen = ({ params }: Given, ...bits: readonly bigint[]): Channel => {
    const channel = guilds.channel(params.channel ?? '');
    guilds.demand(channel, ...bits);
    return channel;
  };
  const shown = (post: Post, channel: Channel) =>
    readBy(post.message, channel, service.gateway.mayReadContent);
  const found = (given: Given, channel: Channel) => messages.find(channel.id, given.params.message ?? '');
  const own = (given: Given, channel: Channel): Post => {
    const post = found(given, channel);
    if (post.message.author.id !== DISCORD.bot) throw discordError('foreignMessage');
    return post;
  };
  return [
    {
      name: 'GET /channels/:channel',
      handle: (given) => ok(guilds.channelPayload(seen(given))),
    },
    {
      name: 'POST /channels/:channel/typing',
      handle: (given) => {
        sendable(service, given);
        return { status: 204 };
      },
    },
    {
      name: 'GET /channels/:channel/messages',
      handle: (given) => {
        const channel = seen(given, PermissionFlagsBits.ReadMessageHistory);
        const text = (name: string) => given.query.get(name) ?? undefined;
        const { before, after, around } = {
          before: text('before'),
          after: text('after'),
          around: text('around'),
        };
        const posts = messages.history(channel.id, {
          limit: Number(text('limit') ?? 50),
          ...(before !== undefined && { before }),
          ...(after !== undefined && { after }),
          ...(around !== undefined && { around }),
        });
        return ok(posts.map((post) => shown(post, channel)));
      },
    },
    {
      name: 'GET /channels/:channel/messages/:message',
      handle: (given) => {
        const channel = seen(given, PermissionFlagsBits.ReadMessageHistory);
        return ok(shown(found(given, channel), channel));
      },
    },
    { name: 'POST /channels/:channel/messages', handle: (given) => create(service, given) },
    {
      name: 'PATCH /channels/:channel/messages/:message',
      handle: (given) => {
        const post = own(given, seen(given));
        const { body, files } = given;
        given.check(faultsOfEdit(spec.MessageEditRequestPartialSchema, body, heldBy(post)));
        given.hush(body);
        if (isEmpty({ ...post.message, ...body }, files)) throw discordError('emptyMessage');
        messages.edit(post, body);
        return ok(post.message);
      },
    },
    {
      name: 'DELETE /channels/:channel/messages/:message',
      handle: (given) => {
        const channel = seen(given);
        const post = found(given, channel);
        if (post.message.author.id !== DISCORD.bot)
          guilds.demand(channel, PermissionFlagsBits.ManageMessages);
        messages.delete(post);
        return { status: 204 };
      },
    },
    {
      name: 'PUT /channels/:channel/messages/:message/reactions/:emoji/@me',
      handle: (given) => {
        found(given, seen(given, PermissionFlagsBits.AddReactions, PermissionFlagsBits.ReadMessageHistory));
        return { status: 204 };
      },
    },
    {
      name: 'POST /channels/:channel/messages/:message/threads',
      handle: (given) => {
        const channel = seen(given, PermissionFlagsBits.CreatePublicThreads);
        given.check(faultsBySchema(spec.CreateTextThreadWithMessageRequestSchema, given.body));
        if (isThread(channel) || channel.guild_id === undefined)
          throw new DiscordError(400, 50_024, 'Cannot execute action on this channel type');
        const post = found(given, channel);
        if (guilds.channels.has(post.message.id)) throw discordError('hasThread');
        const thread = openThread(service, channel, String(given.body.name), DISCORD.bot, post.message.id);
        return { status: 201, body: guilds.channelPayload(thread) };
      },
    },
    {
      name: 'POST /channels/:channel/threads',
      handle: (given) => {
        const channel = seen(given);
        const { body } = given;
        const isForum = channel.type === ChannelType.GuildForum;
        guilds.demand(
          channel,
          isForum ? PermissionFlagsBits.SendMessages : PermissionFlagsBits.CreatePublicThreads,
        );
        given.check(
          faultsBySchema(
            isForum ? spec.CreateForumThreadRequestSchema : spec.CreateTextThreadWithoutMessageRequestSchema,
            body,
          ),
        );
        const thread = openThread(service, channel, String(body.name), DISCORD.bot);
        if (!isForum) return { status: 201, body: guilds.channelPayload(thread) };
        const first = create(service, {
          ...given,
          body: body.message as Given['body'],
          params: { channel: thread.id },
        });
        return { status: 201, body: { ...guilds.channelPayload(thread), message: first.body } };
      },
    },
    {
      name: 'PUT /channels/:channel/thread-members/@me',
      handle: (given) => {
        seen(given);
        return { status: 204 };
      },
    },
  ];
}

/** The channel, if the bot may write there. */
function sendable({ guilds }: Service, { params }: Given): Channel {
  const channel = guilds.channel(params.channel ?? '');
  const { SendMessages, SendMessagesInThreads } = PermissionFlagsBits;
  guilds.demand(channel, isThread(channel) ? SendMessagesInThreads : SendMessages);
  if (channel.type === ChannelType.GuildForum)
    throw new DiscordError(400, 50_008, 'Cannot send messages in a non-text channel');
  if (channel.thread_metadata?.locked === true) throw discordError('archived');
  return channel;
}

function create(service: Service, given: Given): Answer {
  const { guilds, messages } = service;
  const channel = sendable(service, given);
  const { body, files } = given;
  given.check(faultsOfNewMessage(spec.MessageCreateRequestSchema, body, 'channel'));
  const reference = body.message_reference as
    | { message_id: string; fail_if_not_exists?: boolean }
    | undefined;
  if (reference !== undefined) {
    guilds.demand(channel, PermissionFlagsBits.ReadMessageHistory);
    const target = messages.in(channel.id).find(({ message }) => message.id === reference.message_id);
    if (target === undefined && reference.fail_if_not_exists !== false)
      given.check([
        {
          path: ['message_reference'],
          code: 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE',
          message: 'Unknown message',
        },
      ]);
  }
  if (isEmpty(body, files)) throw discordError('emptyMessage');
  given.hush(body);
  // Sent again with the same nonce it is the same message.
  const twin =
    body.enforce_nonce === true
      ? messages
          .in(channel.id)
          .find(({ message }) => message.nonce !== undefined && message.nonce === body.nonce)
      : undefined;
  const post = twin ?? messages.create({ channel, author: DISCORD.bot, body, files });
  return ok(post.message);
}

function ok(body: unknown): Answer {
  return { status: 200, body };
}
