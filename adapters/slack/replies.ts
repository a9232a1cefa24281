import { RespondError, type RespondFn, type webApi } from '@slack/bolt';
import pRetry from 'p-retry';
import type { Message } from './blocks.ts';

/** Where an answer appears, and the way to put it there. */
export type Reply = {
  readonly place: 'ephemeral' | 'thread' | 'pane';
  readonly send: (message: Message) => Promise<void>;
};

/** Nothing a document holds is fetched or shown by Slack on its own account. */
const NO_UNFURL = { unfurl_links: false, unfurl_media: false } as const;
/** Unlike the Web API's client, Bolt's `respond` never tries again. */
const RETRIES = { retries: 5, factor: 2, minTimeout: 500, maxTimeout: 8_000, randomize: true };

/** A message everybody in the conversation sees. */
export function publicReply(
  client: webApi.WebClient,
  channel: string,
  thread: string | null,
  place: 'thread' | 'pane',
): Reply {
  return {
    place,
    async send(message) {
      await client.chat.postMessage({
        channel,
        ...message,
        ...NO_UNFURL,
        ...(thread !== null && { thread_ts: thread }),
      });
    },
  };
}

type Whereabouts = { readonly channel: string; readonly user: string; readonly thread: string | null };

/** A message only `user` sees: by the response address of what they did, if there is one, as it works everywhere. */
export function privateReply(
  client: webApi.WebClient,
  { channel, user, thread }: Whereabouts,
  respond?: RespondFn,
): Reply {
  const inThread = thread === null ? {} : { thread_ts: thread };
  return {
    place: 'ephemeral',
    async send(message) {
      const post = { ...message, ...NO_UNFURL, ...inThread };
      if (respond !== undefined) {
        const isSent = await trySeveralTimes(() =>
          respond({ ...post, response_type: 'ephemeral', replace_original: false }),
        );
        if (isSent) return;
      }
      // Takes no `unfurl_…`: only what is in a channel for all unfurls.
      await client.chat.postEphemeral({ channel, user, ...message, ...inThread });
    },
  };
}

/** Says it to all at the place a response address belongs to, even where the bot is no member. */
export async function respondToAll(respond: RespondFn, message: Message): Promise<boolean> {
  return trySeveralTimes(() =>
    respond({ ...message, ...NO_UNFURL, response_type: 'in_channel', replace_original: false }),
  );
}

/** @returns whether it worked; an address that has expired or was used up does not, ever */
async function trySeveralTimes(send: () => Promise<unknown>): Promise<boolean> {
  try {
    await pRetry(send, { ...RETRIES, shouldRetry: ({ error }) => mayWorkLater(error) });
    return true;
  } catch {
    return false;
  }
}

function mayWorkLater(err: unknown): boolean {
  return !(err instanceof RespondError) || err.statusCode === 429 || err.statusCode >= 500;
}
