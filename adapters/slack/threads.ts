import { isDeepStrictEqual } from 'node:util';
import type { webApi } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import type { Logger } from '../../src/logger.ts';
import { type MessageQuestion, readMessage } from './incoming.ts';
import { answerTo } from './replies.ts';
import type { Self } from './web-client.ts';

/** Earlier questions that may matter to a new one. */
const MAX_HISTORY = 20;
/** A direct message outside threads follows up on what was said within this time. */
const CONVERSATION_SECONDS = 3_600;
const MAX_THREADS = 10_000;
/** Messages a request brings, and requests for one thread: what is older than that matters to no question. */
const PAGE = 200;
const MAX_PAGES = 20;

/** What was said in a thread before a message. */
type Conversation = {
  /** What people said, oldest first. */
  readonly history: readonly string[];
  /** Whether the bot is in it: somebody mentioned it, or it has answered. */
  readonly isOurs: boolean;
};

/** Threads as Slack has them: nothing is lost by a restart. */
export type Threads = {
  readonly read: (channel: string, thread: string, before: string) => Promise<Conversation>;
  /** What was said last in a direct conversation outside threads. */
  readonly readDirect: (channel: string, before: string) => Promise<readonly string[]>;
  /** Whether one of our answers to a message stands in its conversation; not if that cannot be read. */
  readonly isAnswered: (question: MessageQuestion) => Promise<boolean>;
  /** Whether a thread is known to be others' alone, so that there is no need to read it. */
  readonly isOthers: (channel: string, thread: string) => boolean;
  /** The bot takes part in it from now on. */
  readonly joined: (channel: string, thread: string) => void;
};

type Said = NonNullable<webApi.ConversationsRepliesResponse['messages']>[number];

export function createThreads(client: webApi.WebClient, self: Self, log: Logger): Threads {
  /** What need not, or cannot, be read back. */
  const known = new LRUCache<string, 'ours' | 'others'>({ max: MAX_THREADS });
  const keyOf = (channel: string, thread: string): string => `${channel}:${thread}`;

  /** The oldest come first, so that the whole thread is read for its end. */
  const repliesIn = async (thread: Omit<webApi.ConversationsRepliesArguments, 'token'>): Promise<Said[]> => {
    const messages: Said[] = [];
    let pages = 0;
    for await (const page of client.paginate('conversations.replies', { ...thread, limit: PAGE })) {
      messages.push(...((page as webApi.ConversationsRepliesResponse).messages ?? []));
      pages += 1;
      if (pages === MAX_PAGES) break;
    }
    return messages;
  };

  const isOwn = ({ user, bot_id }: Said): boolean =>
    user === self.userId || (bot_id !== undefined && bot_id === self.botId);

  const questionsIn = (messages: readonly Said[], channel: string, before: string): string[] =>
    messages
      .filter(({ ts }) => Number(ts) < Number(before))
      .flatMap((message) => {
        // One that was edited was still asked, unlike an event that merely says so.
        const read = readMessage(
          { ...message, type: 'message', channel, ts: message.ts ?? '', edited: undefined },
          self,
        );
        return read === null || read.text === '' ? [] : [read.text];
      })
      .slice(-MAX_HISTORY);

  return {
    async read(channel, thread, before) {
      const key = keyOf(channel, thread);
      const isKnown = known.get(key) === 'ours';
      try {
        const messages = await repliesIn({ channel, ts: thread });
        const isOurs =
          isKnown ||
          messages.some((message) => isOwn(message) || message.text?.includes(`<@${self.userId}`) === true);
        if (!isOurs) known.set(key, 'others');
        return { history: questionsIn(messages, channel, before), isOurs };
      } catch (err) {
        log.warn({ err }, 'thread not read; earlier questions in it are unknown');
        return { history: [], isOurs: isKnown };
      }
    },
    async readDirect(channel, before) {
      try {
        const { messages = [] } = await client.conversations.history({
          channel,
          latest: before,
          oldest: String(Number(before) - CONVERSATION_SECONDS),
          limit: 2 * MAX_HISTORY,
        });
        return questionsIn(messages.toReversed(), channel, before);
      } catch (err) {
        log.warn({ err }, 'conversation not read; earlier questions in it are unknown');
        return [];
      }
    },
    async isAnswered({ channel, ts, thread, said }) {
      const from = { channel, oldest: ts, include_all_metadata: true };
      try {
        const messages =
          said === 'direct' && thread === null
            ? ((await client.conversations.history({ ...from, limit: PAGE })).messages ?? [])
            : await repliesIn({ ...from, ts: thread ?? ts });
        return messages.some(
          (message) => isOwn(message) && isDeepStrictEqual(message.metadata, answerTo(ts)),
        );
      } catch (err) {
        log.warn({ err }, 'conversation not read; it may be answered twice');
        return false;
      }
    },
    isOthers: (channel, thread) => known.get(keyOf(channel, thread)) === 'others',
    joined: (channel, thread) => void known.set(keyOf(channel, thread), 'ours'),
  };
}
