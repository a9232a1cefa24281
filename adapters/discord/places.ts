import {
  type BaseInteraction,
  type Channel,
  ChannelType,
  type Client,
  GatewayDispatchEvents,
} from 'discord.js';
import { LRUCache } from 'lru-cache';
import { type Answers, answersIn } from '../../src/access.ts';
import type { DiscordConfig } from '../../src/discord-config.ts';

/** Where something is said. */
export type Whereabouts = {
  /** Channel whose rules count, a thread's own channel for a thread; `null` in direct conversations. */
  readonly channel: string | null;
  /** The thread it stands in; `null` outside threads. */
  readonly thread: string | null;
  readonly isForum: boolean;
};

/** Channels, and which of them are threads of others. */
export type Places = {
  /** Channels are not all known at once, or ever: those that are not are asked for. */
  readonly ofChannel: (id: string) => Promise<Whereabouts>;
  /** Discord tells the channel of an interaction with it; nothing is waited for. */
  readonly of: (interaction: BaseInteraction) => Promise<Whereabouts>;
};

const NOWHERE: Whereabouts = { channel: null, thread: null, isForum: false };
const MAX_TOLD = 10_000;

export function createPlaces(client: Client): Places {
  // The client forgets what it is told of servers it is no member of, or hears of over HTTP only.
  const told = new LRUCache<string, Whereabouts>({ max: MAX_TOLD });
  client.ws.on(GatewayDispatchEvents.InteractionCreate, ({ channel }: { channel?: Told }) => {
    const place = channel && placeTold(channel);
    if (place) told.set(place.thread ?? place.channel ?? '', place);
  });

  const ofChannel = async (id: string): Promise<Whereabouts> => {
    const channel =
      client.channels.cache.get(id) ?? (await client.channels.fetch(id, { allowUnknownGuild: true }));
    return channel === null ? { ...NOWHERE, channel: id } : placeOf(channel);
  };
  return {
    ofChannel,
    async of({ channel, channelId, guildId }) {
      if (guildId === null || channelId === null) return NOWHERE;
      if (channel !== null) return placeOf(channel);
      try {
        return told.get(channelId) ?? (await ofChannel(channelId));
      } catch {
        // Somebody brought the bot along to a server it is no member of.
        return { ...NOWHERE, channel: channelId };
      }
    },
  };
}

type Told = { readonly id: string; readonly type: ChannelType; readonly parent_id?: string | null };

const THREADS: readonly ChannelType[] = [
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
];

function placeTold({ id, type, parent_id: parent }: Told): Whereabouts | null {
  if (!THREADS.includes(type)) return { ...NOWHERE, channel: id };
  return parent ? { ...NOWHERE, channel: parent, thread: id } : null;
}

function placeOf(channel: Channel): Whereabouts {
  if (channel.isDMBased()) return NOWHERE;
  if (!channel.isThread()) return { ...NOWHERE, channel: channel.id };
  return {
    channel: channel.parentId,
    thread: channel.id,
    // Its parent is of a server that may not be known.
    isForum: channel.client.channels.cache.get(channel.parentId ?? '')?.isThreadOnly() === true,
  };
}

/** What is answered there; everything in direct conversations. */
export function answersAt({ channel }: Whereabouts, { access }: DiscordConfig): Answers {
  return channel === null ? 'unasked' : answersIn(access, channel);
}
