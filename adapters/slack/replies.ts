import { RespondError, type RespondFn, webApi } from '@slack/bolt';
import pRetry from 'p-retry';
import type * as answering from '../../src/answering.ts';
import { currentDelivery, sendInAnswer } from '../../src/delivery.ts';
import type { Message } from './blocks.ts';
import { isRateLimit, RETRIES, refusalIn, waitAsTold } from './web-client.ts';

/** Kinds of place an answer can appear in. */
export type Place = 'ephemeral' | 'thread' | 'pane';

export type Reply = answering.Reply<Message, Place>;

/** Slack looks for no names and addresses in what a document says. */
const UNPARSED = { parse: 'none', link_names: false } as const;
/** Nor does it fetch and show anything on its own account. */
const QUIET = { ...UNPARSED, unfurl_links: false, unfurl_media: false } as const;
/** Unlike the Web API's client, Bolt's `respond` never tries again. */
const RESPOND_RETRIES = { retries: 5, factor: 2, minTimeout: 500, maxTimeout: 8_000, randomize: true };

/** What an answer says of itself, unseen: the `ts` of the message it answers. */
export function answerTo(ts: string): { event_type: string; event_payload: { ts: string } } {
  return { event_type: 'plancite_answer', event_payload: { ts } };
}

type Destination = {
  readonly channel: string;
  readonly thread: string | null;
  readonly place: 'thread' | 'pane';
  /** The message that is answered, if it is one: its `ts`, and whether an answer to it stands in the conversation. */
  readonly answers?: { readonly ts: string; readonly isThere: () => Promise<boolean> };
};

/**
 * A message everybody in the conversation sees. Where the connection broke before Slack could say that it took the
 * message, an answer is sent again only if it is not there.
 * @param onceClient attempts each call once
 */
export function publicReply(
  onceClient: webApi.WebClient,
  { channel, thread, place, answers }: Destination,
): Reply {
  return {
    place,
    async send(message) {
      const post = {
        channel,
        ...message,
        ...QUIET,
        ...(thread !== null && { thread_ts: thread }),
        ...(answers !== undefined && { metadata: answerTo(answers.ts) }),
      };
      let mayBeThere = false;
      const attempt = async (): Promise<void> => {
        if (mayBeThere && (await answers?.isThere()) === true) return;
        currentDelivery()?.begin();
        try {
          await onceClient.chat.postMessage(post);
        } catch (err) {
          mayBeThere ||= !isRateLimit(err);
          throw err;
        }
      };
      await sendInAnswer(() => persistently(attempt));
    },
  };
}

/** Tries again until Slack has taken it or refuses it; waits as long as Slack says, apart from everything else. */
async function persistently(attempt: () => Promise<unknown>): Promise<void> {
  await pRetry(attempt, {
    ...RETRIES,
    shouldConsumeRetry: ({ error }) => !isRateLimit(error),
    shouldRetry: ({ error }) => !(error instanceof webApi.WebAPIPlatformError),
    onFailedAttempt: ({ error }) => waitAsTold(error),
  });
}

/** Who is to see something, and where. */
export type Whereabouts = { readonly channel: string; readonly user: string; readonly thread: string | null };

/**
 * A message only `user` sees: by the response address of what they did, if there is one, as it works everywhere; where that
 * is used up or too old, in the channel, or as a direct message if the bot is no member there.
 * @param onceClient attempts each call once
 */
export function privateReply(
  onceClient: webApi.WebClient,
  { channel, user, thread }: Whereabouts,
  respond?: RespondFn,
): Reply {
  const inThread = thread === null ? {} : { thread_ts: thread };
  const send = async (message: Message): Promise<void> => {
    const post = { ...message, ...QUIET, ...inThread };
    if (respond !== undefined) {
      const isSent = await trySeveralTimes(() =>
        respond({ ...post, response_type: 'ephemeral', replace_original: false }),
      );
      if (isSent) return;
    }
    try {
      // Takes no `unfurl_…`: only what is in a channel for all unfurls.
      await persistently(() =>
        onceClient.chat.postEphemeral({ channel, user, ...message, ...UNPARSED, ...inThread }),
      );
    } catch (err) {
      if (!(err instanceof webApi.WebAPIPlatformError) || refusalIn(err) !== null) throw err;
      await persistently(() => onceClient.chat.postMessage({ channel: user, ...message, ...QUIET }));
    }
  };
  return {
    place: 'ephemeral',
    isItsOwn: respond !== undefined,
    async send(message) {
      currentDelivery()?.begin();
      await sendInAnswer(() => send(message));
    },
  };
}

/** Says it to all at the place a response address belongs to, even where the bot is no member. */
export async function respondToAll(respond: RespondFn, message: Message): Promise<boolean> {
  return trySeveralTimes(() =>
    respond({ ...message, ...QUIET, response_type: 'in_channel', replace_original: false }),
  );
}

/**
 * Takes a message of the bot away; by the response address of a button on it where the bot is no member.
 * @returns whether it is gone
 */
export async function removeMessage(
  onceClient: webApi.WebClient,
  message: { readonly channel: string; readonly ts: string },
  respond: RespondFn,
): Promise<boolean> {
  try {
    await persistently(() => onceClient.chat.delete(message));
    return true;
  } catch (err) {
    if (err instanceof webApi.WebAPIPlatformError && err.data.error === 'message_not_found') return true;
    return trySeveralTimes(() => respond({ delete_original: true }));
  }
}

/** @returns whether it worked; an address that has expired or was used up does not, ever */
async function trySeveralTimes(send: () => Promise<unknown>): Promise<boolean> {
  try {
    await pRetry(send, { ...RESPOND_RETRIES, shouldRetry: ({ error }) => mayWorkLater(error) });
    return true;
  } catch {
    return false;
  }
}

function mayWorkLater(err: unknown): boolean {
  return !(err instanceof RespondError) || err.statusCode === 429 || err.statusCode >= 500;
}
