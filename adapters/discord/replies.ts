import { setTimeout as sleep } from 'node:timers/promises';
import {
  type APIChannel,
  MessageFlags,
  type REST,
  type RESTPostAPIChannelMessageJSONBody,
  type RepliableInteraction,
  Routes,
} from 'discord.js';
import pRetry from 'p-retry';
import type * as answering from '../../src/answering.ts';
import type { Logger } from '../../src/logger.ts';
import type { Message } from './components.ts';
import { isAcknowledged, isTooLate, mayWorkLater } from './errors.ts';

/**
 * Kinds of place an answer can appear in: before the asker alone; in the channel, by itself; or there as a reply, below what
 * it answers.
 */
export type Place = 'private' | 'channel' | 'reply';

export type Reply = answering.Reply<Message, Place>;

/** The answer to an interaction can be replaced, unlike other messages. */
export type InteractionReply = Reply & { readonly replace: (message: Message) => Promise<void> };

/** Discord gives up after three seconds; what has no answer by now gets one later. */
const DEFER_MS = 1_500;
/** About a minute and a half of trying, beside the waits that Discord asks for, which the client heeds. */
const RETRIES = { retries: 8, factor: 2, minTimeout: 500, maxTimeout: 15_000, randomize: true };
/** An interaction is over after 15 minutes, and people turn away long before. */
const QUIET = { allowed_mentions: { parse: [], replied_user: false } };

/**
 * Sends a message to a channel, once: Discord knows one that is sent again by its nonce.
 * @param about id of what the message is an answer to, or of what made it necessary
 */
export async function sendTo(
  rest: REST,
  channel: string,
  message: Message,
  about: string,
  { asReply = false }: { readonly asReply?: boolean } = {},
): Promise<void> {
  const body: RESTPostAPIChannelMessageJSONBody = {
    ...message,
    ...QUIET,
    nonce: about,
    enforce_nonce: true,
    ...(asReply && { message_reference: { message_id: about, fail_if_not_exists: false } }),
  };
  await pRetry(() => rest.post(Routes.channelMessages(channel), { body }), {
    ...RETRIES,
    shouldRetry: ({ error }) => mayWorkLater(error),
  });
}

/** An answer to a message, below it. */
export function messageReply(rest: REST, channel: string, message: string): Reply {
  return { place: 'reply', send: (answer) => sendTo(rest, channel, answer, message, { asReply: true }) };
}

/** A message to a person alone, where no interaction can carry it. */
export function directReply(rest: REST, user: string, about: string): Reply {
  return {
    place: 'private',
    async send(message) {
      const channel = (await rest.post(Routes.userChannels(), {
        body: { recipient_id: user },
      })) as APIChannel;
      await sendTo(rest, channel.id, message, about);
    },
  };
}

/**
 * The answer to an interaction: the first message is its reply, those after it follow. Discord is told to wait only where
 * there is no answer in time. Where it has given up waiting, the answer goes to the channel, or to the asker directly.
 */
export function interactionReply(
  interaction: RepliableInteraction,
  { isPrivate, log }: { readonly isPrivate: boolean; readonly log: Logger },
): InteractionReply {
  const { rest } = interaction.client;
  const ephemeral = isPrivate ? MessageFlags.Ephemeral : 0;
  let isSent = false;
  let isLate = false;

  const defer = async (): Promise<void> => {
    try {
      await interaction.deferReply(isPrivate ? { flags: MessageFlags.Ephemeral } : {});
    } catch (err) {
      isLate ||= isTooLate(err);
      if (isAcknowledged(err)) interaction.deferred = true;
      log.warn({ err }, 'Discord was not told to wait');
    }
  };
  const stopWaiting = new AbortController();
  const deferral = sleep(DEFER_MS, undefined, { ref: false, signal: stopWaiting.signal }).then(
    () => (interaction.replied || interaction.deferred ? undefined : defer()),
    () => undefined,
  );

  const begin = async (message: Message): Promise<void> => {
    if (interaction.deferred || interaction.replied) {
      await interaction.editReply(message);
      return;
    }
    try {
      await interaction.reply({ ...message, flags: message.flags | ephemeral });
    } catch (err) {
      if (!isAcknowledged(err)) throw err;
      // An attempt before was taken, though nobody heard of it.
      interaction.replied = true;
      await interaction.editReply(message);
    }
  };
  const insist = (attempt: () => Promise<unknown>): Promise<unknown> =>
    pRetry(attempt, { ...RETRIES, shouldRetry: ({ error }) => mayWorkLater(error) });

  const sendOtherwise = async (message: Message): Promise<void> => {
    log.warn('Discord did not hear of the answer in time; it is given otherwise');
    const { channelId, user, id } = interaction;
    if (isPrivate || channelId === null) await directReply(rest, user.id, id).send(message);
    else await sendTo(rest, channelId, message, id);
  };

  const send = async (message: Message): Promise<void> => {
    stopWaiting.abort();
    await deferral;
    if (isLate) return sendOtherwise(message);
    try {
      if (isSent) await insist(() => interaction.followUp({ ...message, flags: message.flags | ephemeral }));
      else await insist(() => begin(message));
      isSent = true;
    } catch (err) {
      if (!isTooLate(err)) throw err;
      isLate = true;
      await sendOtherwise(message);
    }
  };

  return {
    place: isPrivate ? 'private' : 'channel',
    send,
    async replace(message) {
      if (!isSent || isLate) return send(message);
      await insist(() => interaction.editReply(message));
    },
  };
}
