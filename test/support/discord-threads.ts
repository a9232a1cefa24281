import {
  type APIMessageReference,
  ChannelType,
  GatewayIntentBits,
  MessageFlags,
  MessageType,
} from 'discord.js';
import type { Channel } from './discord-guild-payloads.ts';
import type { Service } from './discord-rest.ts';

/** A thread, told to everybody; one at a message has its id. */
export function openThread(
  { guilds, messages, gateway }: Service,
  parent: Channel,
  name: string,
  owner: string,
  id = guilds.nextId(),
): Channel {
  const thread = guilds.add({
    id,
    type: ChannelType.PublicThread,
    name,
    parent_id: parent.id,
    owner_id: owner,
    ...(parent.guild_id !== undefined && { guild_id: parent.guild_id }),
    thread_metadata: {
      archived: false,
      locked: false,
      auto_archive_duration: 1_440,
      archive_timestamp: new Date().toISOString(),
      create_timestamp: new Date().toISOString(),
    },
  });
  const d = { ...guilds.channelPayload(thread), newly_created: true };
  gateway.dispatch({ t: 'THREAD_CREATE', guild: parent.guild_id, intent: GatewayIntentBits.Guilds, d });
  const start = messages.posts.find(({ message }) => message.id === id)?.message;
  if (start !== undefined) {
    start.flags = (start.flags ?? 0) | MessageFlags.HasThread;
    const reference = { type: 0, channel_id: parent.id, message_id: id, guild_id: parent.guild_id };
    const more = {
      type: MessageType.ThreadStarterMessage,
      message_reference: reference as APIMessageReference,
      referenced_message: start,
    };
    messages.create({ channel: thread, author: owner, body: { allowed_mentions: { parse: [] } }, more });
  }
  return thread;
}
