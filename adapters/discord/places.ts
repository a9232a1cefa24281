import type { BaseInteraction, Channel, Client } from 'discord.js';
import { type Answers, answersIn, scopeIn } from '../../src/channels.ts';
import type { DiscordConfig } from '../../src/discord-config.ts';
import type { Scope } from '../../src/question.ts';

/** Where something is said. */
export type Whereabouts = {
  /** Channel whose rules count, a thread's own channel for a thread; `null` in direct conversations. */
  readonly channel: string | null;
  /** The thread it stands in; `null` outside threads. */
  readonly thread: string | null;
  readonly isForum: boolean;
};

/** Channels are not all known at once, or ever: those that are not are asked for. */
export async function whereabouts(client: Client, id: string): Promise<Whereabouts> {
  const channel =
    client.channels.cache.get(id) ?? (await client.channels.fetch(id, { allowUnknownGuild: true }));
  return channel === null ? { channel: id, thread: null, isForum: false } : placeOf(channel);
}

/** Discord tells the channel of an interaction with it. */
export async function whereaboutsOf(interaction: BaseInteraction): Promise<Whereabouts> {
  const { channel, channelId, client } = interaction;
  if (interaction.guildId === null || channelId === null)
    return { channel: null, thread: null, isForum: false };
  if (channel !== null) return placeOf(channel);
  try {
    return await whereabouts(client, channelId);
  } catch {
    // Somebody brought the bot along to a server it is no member of.
    return { channel: channelId, thread: null, isForum: false };
  }
}

function placeOf(channel: Channel): Whereabouts {
  if (channel.isDMBased()) return { channel: null, thread: null, isForum: false };
  if (!channel.isThread()) return { channel: channel.id, thread: null, isForum: false };
  return {
    channel: channel.parentId,
    thread: channel.id,
    isForum: channel.parent?.isThreadOnly() === true,
  };
}

/** What is answered there; everything in direct conversations. */
export function answersAt({ channel }: Whereabouts, { channels }: DiscordConfig): Answers {
  return channel === null ? 'unasked' : answersIn(channels, channel);
}

export function scopeAt({ channel }: Whereabouts, { channels }: DiscordConfig, isPrivate: boolean): Scope {
  return scopeIn(channels, channel, isPrivate);
}
