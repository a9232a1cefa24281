import {
  type APIInteraction,
  type Client,
  Events,
  type GatewayMessageCreateDispatchData,
  InteractionType,
  MessageType,
} from 'discord.js';
import { answersIn } from '../../src/access.ts';
import { createAdoption } from '../../src/adoption.ts';
import { type Delivery, handOver } from '../../src/delivery.ts';
import type { DiscordConfig } from '../../src/discord-config.ts';
import type { Journal } from '../../src/journal.ts';
import type { Logger } from '../../src/logger.ts';
import type { Conversations } from './conversations.ts';

/** Something that happened, as the gateway names and describes it. */
export type Happening =
  | { readonly t: 'MESSAGE_CREATE' | 'MESSAGE_UPDATE'; readonly d: GatewayMessageCreateDispatchData }
  | { readonly t: 'INTERACTION_CREATE'; readonly d: APIInteraction };

type Parts = {
  readonly client: Client;
  readonly config: DiscordConfig;
  readonly conversations: Conversations;
  readonly journal: Journal;
  readonly log: Logger;
};

/** What Discord brings, by the gateway or over HTTP, each taken up once. */
export type Deliveries = {
  /**
   * Has it handled, in the journal by then if it expects an answer.
   * @param handle whether it was, and not put off
   * @returns `false` if it was taken before, and is not handled again
   */
  readonly bring: (happening: Happening, handle: () => boolean) => boolean;
  /** Answers what those who died left, now and from time to time. */
  readonly adopt: () => void;
  /** What was adopted and has not begun waits for the next start. */
  readonly stop: () => Promise<void>;
};

/** discord.js has no public way in for what did not come by its gateway. */
type Actions = {
  readonly actions: Readonly<
    Record<'InteractionCreate' | 'MessageCreate', { readonly handle: (data: unknown) => void }>
  >;
};

export function createDeliveries({ client, config, conversations, journal, log }: Parts): Deliveries {
  const bot = `discord:${config.applicationId}`;
  /** discord.js puts off what comes before it is ready, and handles it later. */
  const taken = new WeakMap<Happening, Delivery>();

  const expectsAnswer = ({ t, d }: Happening): boolean =>
    t === 'INTERACTION_CREATE'
      ? EXPECTANT.includes(d.type)
      : t === 'MESSAGE_CREATE'
        ? mayBeMeant(d)
        : isEdit(d) && mayBeMeant(d) && mentionsSelf(d);

  const mentionsSelf = ({ mentions }: GatewayMessageCreateDispatchData): boolean =>
    mentions.some(({ id }) => id === (client.user?.id ?? config.applicationId));

  /** Whether a message may be a question to the bot, as far as that shows without asking Discord. */
  const mayBeMeant = (message: GatewayMessageCreateDispatchData): boolean => {
    const { author, webhook_id, type, content, mentions, mention_roles, guild_id, channel_id } = message;
    if (author.bot === true || webhook_id !== undefined || !WRITTEN.includes(type)) return false;
    const channel = client.channels.cache.get(channel_id);
    const answers = answersIn(
      config.access,
      channel?.isThread() ? (channel.parentId ?? channel_id) : channel_id,
      guild_id === undefined,
    );
    if (answers === 'never') return false;
    if (guild_id === undefined || mentionsSelf(message) || mention_roles.length > 0) return true;
    if (content === '' || mentions.length > 0) return false;
    if (message.message_reference !== undefined || answers === 'unasked') return true;
    return channel?.isThread() !== false && !conversations.isOthers(channel_id);
  };

  /** Those of other shards are theirs, and without the gateway messages are nobody's. */
  const isOurs = (payload: unknown): boolean => {
    if (!isHappening(payload)) return true;
    const { shards } = client.ws;
    if (shards.size === 0) return payload.t === 'INTERACTION_CREATE';
    const { guild_id } = payload.d;
    const count = BigInt(client.options.shardCount ?? shards.size);
    return shards.has(guild_id === undefined ? 0 : Number((BigInt(guild_id) >> 22n) % count));
  };

  const handleAgain = async (delivery: Delivery, payload: unknown): Promise<void> => {
    if (!isHappening(payload)) return delivery.end();
    const { t, d } = payload;
    // A thread, or a conversation with somebody, need not be known yet.
    if (t !== 'INTERACTION_CREATE')
      await client.channels
        .fetch(d.channel_id, { allowUnknownGuild: true })
        .catch((err: unknown) => log.debug({ err }, 'channel not known'));
    const done = handOver(delivery, () => handleDirectly(client, payload));
    if (done === null && isListening(client)) delivery.end();
    await done;
  };

  const adoption = createAdoption(() => journal.adopt(bot, isOurs), handleAgain, log);

  return {
    bring(happening, handle) {
      let delivery = taken.get(happening) ?? null;
      if (delivery === null) {
        if (!expectsAnswer(happening)) {
          handle();
          return true;
        }
        delivery = journal.take({ bot, key: keyOf(happening), payload: toKeep(happening) });
        if (delivery === null) return false;
        taken.set(happening, delivery);
      }
      let isHandled = false;
      const done = handOver(delivery, () => {
        isHandled = handle();
      });
      // What nobody makes anything of is done with; what comes while the bot is stopping waits for the next start.
      if (isHandled && done === null && isListening(client)) delivery.end();
      return true;
    },
    adopt: adoption.start,
    stop: adoption.stop,
  };
}

/** People's doings that expect something visible, beside messages. */
const EXPECTANT: readonly InteractionType[] = [
  InteractionType.ApplicationCommand,
  InteractionType.MessageComponent,
  InteractionType.ModalSubmit,
];
const KINDS: readonly string[] = ['MESSAGE_CREATE', 'MESSAGE_UPDATE', 'INTERACTION_CREATE'];
const WRITTEN: readonly MessageType[] = [MessageType.Default, MessageType.Reply];

/** Has discord.js handle what did not come by its gateway as if it had. */
export function handleDirectly(client: Client, { t, d }: Happening): void {
  const { actions } = client as unknown as Actions;
  client.ws.emit(t, d);
  (t === 'INTERACTION_CREATE' ? actions.InteractionCreate : actions.MessageCreate).handle(d);
}

/** Discord tells of links that were looked up in the same way, and then may leave out all else. */
function isEdit({ author, mentions, edited_timestamp }: Partial<GatewayMessageCreateDispatchData>): boolean {
  return author !== undefined && mentions !== undefined && (edited_timestamp ?? null) !== null;
}

/** A message can be edited so that it asks, and then once more. */
function keyOf({ t, d }: Happening): string {
  return t === 'MESSAGE_UPDATE' ? `${d.id}@${d.edited_timestamp}` : d.id;
}

/** After a restart a message that was edited is like one that is new. */
function toKeep({ t, d }: Happening): Pick<Happening, 't' | 'd'> {
  return { t: t === 'MESSAGE_UPDATE' ? 'MESSAGE_CREATE' : t, d };
}

function isListening(client: Client): boolean {
  return client.listenerCount(Events.InteractionCreate) > 0;
}

/** Whether it is what we have kept. */
export function isHappening(payload: unknown): payload is Happening {
  return (
    typeof payload === 'object' && payload !== null && 't' in payload && KINDS.includes(String(payload.t))
  );
}
