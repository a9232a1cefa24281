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
  /** Channel whose rules count, a thread's own channel for a thread. */
  readonly channel: string;
  /** The thread it stands in; `null` outside threads. */
  readonly thread: string | null;
  readonly isForum: boolean;
  /**
   * `server`: in one that has invited the bot. `foreign`: in one that somebody has brought it along to. `conversation`: with
   * the bot alone, or of people who have brought it along.
   */
  readonly kind: 'server' | 'foreign' | 'conversation';
};

/** Channels, and which of them are threads of others. */
export type Places = {
  /** Channels are not all known at once, or ever: those that are not are asked for. */
  readonly ofChannel: (id: string) => Promise<Whereabouts>;
  /** Discord tells the channel of an interaction with it; nothing is waited for. */
  readonly of: (interaction: BaseInteraction) => Promise<Whereabouts>;
};

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
    return channel === null ? plain(id) : placeOf(channel);
  };
  return {
    ofChannel,
    async of(interaction) {
      const { channel, guildId } = interaction;
      const channelId = interaction.channelId ?? '';
      if (guildId === null) return { ...plain(channelId), kind: 'conversation' };
      const kind = isInvited(interaction) ? 'server' : 'foreign';
      if (channel !== null) return { ...placeOf(channel), kind };
      try {
        return { ...(told.get(channelId) ?? (await ofChannel(channelId))), kind };
      } catch {
        // Of a server it is no member of Discord tells nothing.
        return { ...plain(channelId), kind };
      }
    },
  };
}

/** Discord tells on whose account the bot is there; and by the gateway, which servers it is a member of. */
function isInvited({
  authorizingIntegrationOwners: owners,
  guildId,
  guild,
  client,
}: BaseInteraction): boolean {
  return owners.guildId === guildId && (guild !== null || client.ws.shards.size === 0);
}

/** Outside threads, in a channel of a server. */
function plain(channel: string): Whereabouts {
  return { channel, thread: null, isForum: false, kind: 'server' };
}

type Told = { readonly id: string; readonly type: ChannelType; readonly parent_id?: string | null };

const THREADS: readonly ChannelType[] = [
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
];

function placeTold({ id, type, parent_id: parent }: Told): Whereabouts | null {
  if (!THREADS.includes(type)) return plain(id);
  return parent ? { ...plain(parent), thread: id } : null;
}

function placeOf(channel: Channel): Whereabouts {
  if (channel.isDMBased()) return { ...plain(channel.id), kind: 'conversation' };
  if (!channel.isThread()) return plain(channel.id);
  return {
    ...plain(channel.parentId ?? channel.id),
    thread: channel.id,
    // Its parent is of a server that may not be known.
    isForum: channel.client.channels.cache.get(channel.parentId ?? '')?.isThreadOnly() === true,
  };
}

/** What is answered there. */
export function answersAt({ channel, kind }: Whereabouts, { access }: DiscordConfig): Answers {
  return answersIn(access, channel, kind === 'conversation');
}
