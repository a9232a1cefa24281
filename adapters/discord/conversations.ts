import { type APIMessage, type Client, MessageType, Routes } from 'discord.js';
import { LRUCache } from 'lru-cache';
import { isForSomebody, type Utterance } from '../../src/addressee.ts';
import type { Logger } from '../../src/logger.ts';
import { POINTED_AT } from '../../src/pointed-at.ts';
import { ownWords } from '../../src/surroundings.ts';
import { readAsked } from './custom-id.ts';
import { isNamedIn } from './incoming.ts';
import { plainText, writtenInRaw } from './message-text.ts';

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
  /** Who talked to whom, oldest first. */
  readonly talk: readonly Utterance[];
  /** What a message may point at: what was said since the bot spoke, latest first, and what it began with. */
  readonly pointable: readonly string[];
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
  /** Up to a message that was replied to. */
  readonly upTo: (channel: string, message: string) => Promise<Conversation>;
  /** What was said in a channel right before a message. */
  readonly rightBefore: (channel: string, before: string) => Promise<Conversation>;
  /** Whether the bot has replied to a message; not if that cannot be read. */
  readonly isAnswered: (channel: string, message: string) => Promise<boolean>;
};

const NOTHING: Conversation = { history: [], isOurs: false, talk: [], pointable: [] };

export function createConversations(client: Client, applicationId: string, log: Logger): Conversations {
  const { rest } = client;
  /** So that not every message of every thread is a reason to read it. */
  const known = new LRUCache<string, 'ours' | 'others'>({ max: MAX_THREADS });
  const self = (): string => client.user?.id ?? applicationId;
  const isOwn = ({ author }: APIMessage): boolean => author.id === self();

  const lastOf = async (channel: string, before: string | null, limit = PAGE): Promise<APIMessage[]> => {
    const query = new URLSearchParams({ limit: String(limit), ...(before !== null && { before }) });
    return (await rest.get(Routes.channelMessages(channel), { query })) as APIMessage[];
  };

  const read = (channel: string, message: string): Promise<APIMessage> =>
    rest.get(Routes.channelMessage(channel, message)) as Promise<APIMessage>;

  /** A thread opened at an answer holds it without the question: whom it answers is asked for. */
  const withAnswered = async (latestFirst: readonly APIMessage[]): Promise<APIMessage[]> => {
    const messages = latestFirst.map(standingFor);
    const first = messages.at(-1);
    const question =
      first && isOwn(first) && first !== latestFirst.at(-1) ? first.message_reference : undefined;
    if (first === undefined || question?.message_id === undefined) return messages;
    const referenced_message = await read(question.channel_id, question.message_id).catch(() => null);
    return [...messages.slice(0, -1), { ...first, referenced_message }];
  };

  const conversationOf = (latestFirst: readonly APIMessage[]): Conversation => {
    const messages = latestFirst.toReversed();
    const own = messages.filter(isOwn);
    const asked = own.flatMap(({ components = [] }) => readAsked(components)?.text ?? []);
    // "More" of an answer holds the same question again.
    const history = asked.filter((text, i) => text !== asked[i - 1]);
    const end = latestFirst.findIndex(isOwn);
    const since = end < 0 ? latestFirst : latestFirst.slice(0, end);
    return {
      history: history.slice(-MAX_HISTORY),
      isOurs: own.length > 0,
      talk: messages.flatMap((message) => utteranceOf(message, self())),
      pointable: [...since, ...latestFirst.slice(-1)]
        .filter((message) => !isOwn(message) && SAID.includes(message.type))
        .map(writtenInRaw)
        .filter((text) => text !== ''),
    };
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
    inThread: (thread, before) =>
      orNothing(async () => conversationOf(await withAnswered(await lastOf(thread, before)))),
    inDirect: (channel, before) =>
      orNothing(async () => {
        const since = Date.now() - CONVERSATION_MS;
        const messages = await lastOf(channel, before);
        return conversationOf(messages.filter(({ timestamp }) => Date.parse(timestamp) >= since));
      }),
    upTo: (channel, message) =>
      orNothing(async () => {
        const replied = await read(channel, message);
        const asked = isOwn(replied) ? readAsked(replied.components ?? []) : null;
        if (asked === null) return { ...conversationOf([replied]), history: [] };
        return { ...NOTHING, history: [...asked.history, asked.text].slice(-MAX_HISTORY), isOurs: true };
      }),
    rightBefore: (channel, before) =>
      orNothing(async () => {
        const since = Date.now() - 1_000 * POINTED_AT.seconds;
        const latest = await lastOf(channel, before, POINTED_AT.messages);
        const end = latest.findIndex((message) => isOwn(message) || Date.parse(message.timestamp) < since);
        return conversationOf(end < 0 ? latest : latest.slice(0, end));
      }),
    async isAnswered(channel, message) {
      const query = new URLSearchParams({ limit: String(PAGE), after: message });
      try {
        const later = (await rest.get(Routes.channelMessages(channel), { query })) as APIMessage[];
        return later.some((each) => isOwn(each) && each.message_reference?.message_id === message);
      } catch (err) {
        log.warn({ err }, 'channel not read; a message in it may be answered twice');
        return false;
      }
    },
  };
}

/** Who said it to whom; nothing for what apps and Discord itself say. */
function utteranceOf(message: APIMessage, self: string): Utterance[] {
  const { author, type, content, referenced_message: replied, interaction_metadata: asked } = message;
  if (author.id === self) return [{ author: null, to: 'all', answers: replied?.author.id ?? asked?.user.id }];
  if (author.bot === true || !WRITTEN.includes(type)) return [];
  const own = ownWords(content);
  const isToBot = isNamedIn(own, self) || replied?.author.id === self;
  const isToOthers =
    message.mentions.length > 0 ||
    message.mention_roles.length > 0 ||
    message.mention_everyone ||
    type === MessageType.Reply ||
    isForSomebody(plainText(own));
  return [{ author: author.id, to: isToBot ? 'bot' : isToOthers ? 'others' : 'all' }];
}

const WRITTEN: readonly MessageType[] = [MessageType.Default, MessageType.Reply];
/** What apps answer to commands may be pointed at, too. */
const SAID: readonly MessageType[] = [
  ...WRITTEN,
  MessageType.ChatInputCommand,
  MessageType.ContextMenuCommand,
];

/** A thread opened at a message begins with something that stands for it. */
function standingFor(message: APIMessage): APIMessage {
  return message.type === MessageType.ThreadStarterMessage
    ? (message.referenced_message ?? message)
    : message;
}
