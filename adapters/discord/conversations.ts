import { type APIMessage, type Client, MessageType, Routes } from 'discord.js';
import { LRUCache } from 'lru-cache';
import type { Logger } from '../../src/logger.ts';
import { readAsked } from './custom-id.ts';

/** Earlier questions that may matter to a new one. */
const MAX_HISTORY = 20;
/** A direct message follows up on what was said within this time. */
const CONVERSATION_MS = 3_600_000;
const MAX_THREADS = 10_000;
/** Messages a request brings. */
const PAGE = 100;

/** What was said before a message. */
type Conversation = {
  /** What people asked the bot, oldest first. */
  readonly history: readonly string[];
  /** Whether the bot is in it. */
  readonly isOurs: boolean;
};

/**
 * Conversations as Discord has them: nothing is lost by a restart. The bot's own answers hold what was asked; so it reads
 * the conversation even where it may not read what people write.
 */
export type Conversations = {
  /** Whether a thread is known to be others' alone, so that there is no need to read it. */
  readonly isOthers: (thread: string) => boolean;
  readonly isNotOurs: (thread: string) => void;
  /** The bot takes part in it from now on. */
  readonly joined: (thread: string) => void;
  /** The last hundred messages of a thread. */
  readonly inThread: (thread: string, before: string | null) => Promise<Conversation>;
  /** Those of a direct conversation, as far as they belong together. */
  readonly inDirect: (channel: string, before: string | null) => Promise<Conversation>;
  /** Up to a message of the bot that was replied to. */
  readonly upTo: (channel: string, message: string) => Promise<Conversation>;
};

const NOTHING: Conversation = { history: [], isOurs: false };

export function createConversations(client: Client, applicationId: string, log: Logger): Conversations {
  const { rest } = client;
  /** So that not every message of every thread is a reason to read it. */
  const known = new LRUCache<string, 'ours' | 'others'>({ max: MAX_THREADS });
  const isOwn = ({ author }: APIMessage): boolean => author.id === (client.user?.id ?? applicationId);

  const lastOf = async (channel: string, before: string | null): Promise<APIMessage[]> => {
    const query = new URLSearchParams({ limit: String(PAGE), ...(before !== null && { before }) });
    return (await rest.get(Routes.channelMessages(channel), { query })) as APIMessage[];
  };

  const conversationOf = (latestFirst: readonly APIMessage[]): Conversation => {
    const own = latestFirst.map(pointedAt).filter(isOwn).toReversed();
    const asked = own.flatMap(({ components = [] }) => readAsked(components)?.text ?? []);
    // "More" of an answer holds the same question again.
    const history = asked.filter((text, i) => text !== asked[i - 1]);
    return { history: history.slice(-MAX_HISTORY), isOurs: own.length > 0 };
  };

  const orNothing = async (read: () => Promise<Conversation>): Promise<Conversation> => {
    try {
      return await read();
    } catch (err) {
      log.warn({ err }, 'conversation not read; earlier questions in it are unknown');
      return NOTHING;
    }
  };

  return {
    isOthers: (thread) => known.get(thread) === 'others',
    isNotOurs(thread) {
      if (!known.has(thread)) known.set(thread, 'others');
    },
    joined: (thread) => void known.set(thread, 'ours'),
    inThread: (thread, before) => orNothing(async () => conversationOf(await lastOf(thread, before))),
    inDirect: (channel, before) =>
      orNothing(async () => {
        const since = Date.now() - CONVERSATION_MS;
        const messages = await lastOf(channel, before);
        return conversationOf(messages.filter(({ timestamp }) => Date.parse(timestamp) >= since));
      }),
    upTo: (channel, message) =>
      orNothing(async () => {
        const replied = (await rest.get(Routes.channelMessage(channel, message))) as APIMessage;
        const asked = isOwn(replied) ? readAsked(replied.components ?? []) : null;
        if (asked === null) return { ...NOTHING, isOurs: isOwn(replied) };
        return { history: [...asked.history, asked.text].slice(-MAX_HISTORY), isOurs: true };
      }),
  };
}

/** A thread opened at a message begins with something that stands for it. */
function pointedAt(message: APIMessage): APIMessage {
  return message.type === MessageType.ThreadStarterMessage
    ? (message.referenced_message ?? message)
    : message;
}
