import { setTimeout as sleep } from 'node:timers/promises';
import {
  type APIChannel,
  type ButtonInteraction,
  MessageFlags,
  type REST,
  type RESTPostAPIChannelMessageJSONBody,
  type RepliableInteraction,
  Routes,
} from 'discord.js';
import pRetry from 'p-retry';
import type * as answering from '../../src/answering.ts';
import { currentDelivery, sendInAnswer } from '../../src/delivery.ts';
import type { Logger } from '../../src/logger.ts';
import type { Message } from './components.ts';
import { isAcknowledged, isForbidden, isRemoved, isTooLate, mayWorkLater } from './errors.ts';

/**
 * Kinds of place an answer can appear in: before the asker alone; in the channel, by itself; or there as a reply, below what
 * it answers.
 */
export type Place = 'private' | 'channel' | 'reply';

export type Reply = answering.Reply<Message, Place>;

/** The answer to an interaction can be replaced, unlike other messages. */
export type InteractionReply = Reply & {
  readonly replace: (message: Message) => Promise<void>;
  /** To the asker alone, as far as nothing has been sent yet. */
  readonly notice: Reply;
  /** Nothing more is sent: if nothing was, Discord is not told to wait for it. */
  readonly end: () => void;
};

type Visibility = 0 | MessageFlags.Ephemeral;

/** Discord gives up after three seconds; what has no answer by now gets one later. */
const DEFER_MS = 1_000;
const WHILE_DISCORD_WAITS = { retries: 3, factor: 1, minTimeout: 200 };
/** About a minute and a half of trying, beside the waits that Discord asks for, which the client heeds. */
const RETRIES = { retries: 8, factor: 2, minTimeout: 500, maxTimeout: 15_000, randomize: true };
/** As it stands in an address. */
const WAITING = encodeURIComponent('⏳');
/** Whoever a message names is not called. */
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

/**
 * An answer to a message, below it.
 * @param otherwise where it goes if the bot may not write there
 */
export function messageReply(
  rest: REST,
  { channelId, id }: { readonly channelId: string; readonly id: string },
  otherwise: Reply | null,
  log: Logger,
): Reply {
  return {
    place: 'reply',
    async send(answer) {
      try {
        await sendInAnswer(() => sendTo(rest, channelId, answer, id, { asReply: true }));
      } catch (err) {
        if (!isForbidden(err)) throw err;
        log.warn(
          { channel: channelId },
          'the bot may not answer there: it needs View Channel, Send Messages, Send Messages in Threads and Read Message History',
        );
        await sendInAnswer(async () => otherwise?.send(answer));
      }
    },
  };
}

/**
 * A sign on a message that it has to wait, which says more than nothing and disturbs nobody.
 * @param otherwise what says it in words where the bot may not react
 */
export function waitingSign(
  rest: REST,
  { channelId, id }: { readonly channelId: string; readonly id: string },
  otherwise: Reply | null,
): Reply {
  return {
    place: 'private',
    async send(message) {
      try {
        await pRetry(() => rest.put(Routes.channelMessageOwnReaction(channelId, id, WAITING)), {
          ...RETRIES,
          shouldRetry: ({ error }) => mayWorkLater(error),
        });
      } catch (err) {
        // Whoever has removed the message waits for nothing.
        if (isRemoved(err)) return;
        if (otherwise === null) throw err;
        await otherwise.send(message);
      }
    },
  };
}

/** A message to the one who pressed a button alone, which leaves the message with the button as it is. */
export async function tellBesides(
  { applicationId, token }: ButtonInteraction,
  message: Message,
  webhooks: REST,
): Promise<void> {
  await webhooks.post(Routes.webhook(applicationId, token), {
    body: { ...message, ...QUIET, flags: message.flags | MessageFlags.Ephemeral },
    auth: false,
  });
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
 * @param isBegun whether a message of ours is there already, so that all follow
 */
export function interactionReply(
  interaction: RepliableInteraction,
  { isPrivate, isBegun = false }: { readonly isPrivate: boolean; readonly isBegun?: boolean },
  { webhooks, log }: { readonly webhooks: REST; readonly log: Logger },
): InteractionReply {
  const { rest } = interaction.client;
  const own: Visibility = isPrivate ? MessageFlags.Ephemeral : 0;
  let isSent = isBegun;
  let isLate = false;
  let sentOtherwise = 0;
  const { applicationId, token } = interaction;

  const defer = async (): Promise<void> => {
    try {
      await pRetry(() => interaction.deferReply(own === 0 ? {} : { flags: own }), {
        ...WHILE_DISCORD_WAITS,
        shouldRetry: ({ error }) => mayWorkLater(error),
      });
    } catch (err) {
      isLate ||= isTooLate(err);
      if (isAcknowledged(err)) interaction.deferred = true;
      log.warn({ err }, 'Discord was not told to wait');
    }
  };
  const stopWaiting = new AbortController();
  const deferral = sleep(DEFER_MS, undefined, { ref: false, signal: stopWaiting.signal }).then(
    () => (isBegun || interaction.replied || interaction.deferred ? undefined : defer()),
    () => undefined,
  );

  const begin = async (message: Message, visibility: Visibility): Promise<void> => {
    if (interaction.deferred || interaction.replied) return edit(message, visibility);
    try {
      await interaction.reply({ ...message, flags: message.flags | visibility });
    } catch (err) {
      if (!isAcknowledged(err)) throw err;
      // An attempt before was taken, though nobody heard of it.
      interaction.replied = true;
      await edit(message, visibility);
    }
  };
  const edit = async (message: Message, visibility: Visibility): Promise<void> => {
    const original = Routes.webhookMessage(applicationId, token);
    try {
      if (visibility !== own && !isSent) {
        // Discord was told that all would see it: what stands there, seen by all, makes room for what one alone may see.
        await webhooks.delete(original, { auth: false });
        await followUp(message, visibility);
        return;
      }
      await webhooks.patch(original, {
        body: { ...message, ...QUIET },
        auth: false,
      });
    } catch (err) {
      // The asker has closed what stood there.
      if (!isRemoved(err)) throw err;
      await followUp(message, visibility);
    }
  };
  const followUp = (message: Message, visibility: Visibility): Promise<unknown> =>
    webhooks.post(Routes.webhook(applicationId, token), {
      body: { ...message, ...QUIET, flags: message.flags | visibility },
      auth: false,
    });

  const sendOtherwise = async (message: Message, visibility: Visibility): Promise<void> => {
    log.warn('Discord did not hear of the answer in time; it is given otherwise');
    const { channelId, user, id } = interaction;
    // Each is a message of its own.
    const about = sentOtherwise === 0 ? id : `${id}-${sentOtherwise}`;
    sentOtherwise += 1;
    if (visibility === MessageFlags.Ephemeral || channelId === null)
      await directReply(rest, user.id, about).send(message);
    else await sendTo(rest, channelId, message, about);
  };

  const deliver = async (message: Message, how: typeof begin, visibility: Visibility): Promise<void> => {
    if (isLate) return sendOtherwise(message, visibility);
    try {
      await pRetry(() => how(message, visibility), {
        ...RETRIES,
        shouldRetry: ({ error }) => mayWorkLater(error),
      });
      isSent = true;
    } catch (err) {
      if (!isTooLate(err)) throw err;
      isLate = true;
      await sendOtherwise(message, visibility);
    }
  };

  const send = async (message: Message, visibility = own): Promise<void> => {
    stopWaiting.abort();
    await deferral;
    const how: typeof begin = isSent ? async (...following) => void (await followUp(...following)) : begin;
    await sendInAnswer(() => deliver(message, how, visibility));
    // The first message can be looked up; whether there were to be more cannot.
    currentDelivery()?.begin();
  };

  return {
    place: isPrivate ? 'private' : 'channel',
    isAwaited: true,
    isItsOwn: true,
    send: (message) => send(message),
    replace: (message) => (isSent ? sendInAnswer(() => deliver(message, edit, own)) : send(message)),
    notice: {
      place: 'private',
      isAwaited: true,
      isItsOwn: true,
      send: (message) => send(message, MessageFlags.Ephemeral),
    },
    end() {
      stopWaiting.abort();
    },
  };
}
