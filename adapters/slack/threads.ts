import { isDeepStrictEqual } from 'node:util';
import type { webApi } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import { asksAnybody, type Utterance } from '../../src/addressee.ts';
import type { Logger } from '../../src/logger.ts';
import { POINTED_AT } from '../../src/pointed-at.ts';
import {
  type IncomingMessage,
  isWritten,
  type MessageQuestion,
  readMessage,
  readPointedAt,
} from './incoming.ts';
import { answerTo } from './replies.ts';
import { isForOthers, mentions } from './slack-text.ts';
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
  /** Who talked to whom, oldest first. */
  readonly talk: readonly Utterance[];
  /** What a message may point at: what was said since the bot spoke, latest first, and what the thread began with. */
  readonly pointable: readonly string[];
};

/** Threads as Slack has them: nothing is lost by a restart. */
export type Threads = {
  readonly read: (channel: string, thread: string, before: string) => Promise<Conversation>;
  /** What was said last in a direct conversation outside threads. */
  readonly readDirect: (channel: string, before: string) => Promise<readonly string[]>;
  /** What was said in a channel right before a message, latest first. */
  readonly readBefore: (channel: string, before: string) => Promise<readonly string[]>;
  /** Whether one of our answers to a message stands in its conversation; not if that cannot be read. */
  readonly isAnswered: (question: MessageQuestion) => Promise<boolean>;
  /** Whether a thread is known to be others' alone, so that there is no need to read it. */
  readonly isOthers: (channel: string, thread: string) => boolean;
  /** The bot takes part in it from now on, talking to this person. */
  readonly joined: (channel: string, thread: string, user: string) => void;
};

type Said = NonNullable<webApi.ConversationsRepliesResponse['messages']>[number];

export function createThreads(client: webApi.WebClient, self: Self, log: Logger): Threads {
  /** What need not, or cannot, be read back: whom the bot talks to there, or that it is none of its threads. */
  const known = new LRUCache<string, { readonly partner: string | null }>({ max: MAX_THREADS });
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

  const incoming = (message: Said, channel: string): IncomingMessage =>
    // One that was edited was still said, unlike an event that merely says so.
    ({ ...message, type: 'message', channel, ts: message.ts ?? '', edited: undefined }) as IncomingMessage;

  /** What people asked, with what a thread began with: what they said to each other is no part of it. */
  const questionsIn = (messages: readonly Said[], channel: string): string[] =>
    messages
      .flatMap((message) => {
        const read = readMessage(incoming(message, channel), self);
        const isAsked =
          read !== null && (['direct', 'mention', 'channel'].includes(read.said) || asksAnybody(read.text));
        return read === null || !isAsked || read.text === '' ? [] : [read.text];
      })
      .slice(-MAX_HISTORY);

  const talkIn = (messages: readonly Said[], channel: string): Utterance[] =>
    messages.flatMap((message): Utterance[] => {
      if (isOwn(message)) return [{ author: null, to: 'all' }];
      const { user, text = '' } = message;
      if (user === undefined || !isWritten(incoming(message, channel), self)) return [];
      const to = mentions(text, self.userId) ? 'bot' : isForOthers(text, self.userId) ? 'others' : 'all';
      return [{ author: user, to }];
    });

  const pointableIn = (messages: readonly Said[], channel: string): string[] => {
    const since = messages.slice(messages.findLastIndex(isOwn) + 1).toReversed();
    const read = [...since, ...messages.slice(0, 1)].map((message) =>
      readPointedAt(incoming(message, channel), self),
    );
    return read.filter((text) => text !== '');
  };

  return {
    async read(channel, thread, before) {
      const key = keyOf(channel, thread);
      const partner = known.get(key)?.partner ?? null;
      try {
        const messages = (await repliesIn({ channel, ts: thread })).filter(
          ({ ts }) => Number(ts) < Number(before),
        );
        const talk = talkIn(messages, channel);
        const isOurs = partner !== null || talk.some(({ author, to }) => author === null || to === 'bot');
        if (!isOurs) known.set(key, { partner: null });
        return {
          history: questionsIn(messages, channel),
          isOurs,
          talk,
          pointable: pointableIn(messages, channel),
        };
      } catch (err) {
        log.warn({ err }, 'thread not read; earlier questions in it are unknown');
        const talk: Utterance[] = partner === null ? [] : [{ author: partner, to: 'bot' }];
        return { history: [], isOurs: partner !== null, talk, pointable: [] };
      }
    },
    async readBefore(channel, before) {
      try {
        const { messages = [] } = await client.conversations.history({
          channel,
          latest: before,
          oldest: String(Number(before) - POINTED_AT.seconds),
          limit: POINTED_AT.messages + 1,
        });
        const earlier = messages.filter(({ ts }) => Number(ts) < Number(before));
        const end = earlier.findIndex(isOwn);
        return earlier
          .slice(0, end < 0 ? POINTED_AT.messages : end)
          .map((message) => readPointedAt(incoming(message, channel), self))
          .filter((text) => text !== '');
      } catch (err) {
        log.warn({ err }, 'channel not read; what was pointed at in it is unknown');
        return [];
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
        return questionsIn(
          messages.toReversed().filter(({ ts }) => Number(ts) < Number(before)),
          channel,
        );
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
    isOthers: (channel, thread) => known.get(keyOf(channel, thread))?.partner === null,
    joined: (channel, thread, user) => void known.set(keyOf(channel, thread), { partner: user }),
  };
}
