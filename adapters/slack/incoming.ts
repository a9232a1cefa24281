import { type Readable, sharedIn, wordsOf } from './message-text.ts';
import { isForOthers, isNamedIn, mentions, plainText } from './slack-text.ts';
import type { Self } from './web-client.ts';

/** A message somebody wrote, as far as we read it; of `app_mention` and `message` events alike. */
export type IncomingMessage = Readable & {
  readonly type: string;
  readonly subtype?: string | undefined;
  readonly channel: string;
  readonly channel_type?: string | undefined;
  readonly user?: string | undefined;
  /** Workspaces its writer belongs to, where others may write as well. */
  readonly user_team?: string | undefined;
  readonly source_team?: string | undefined;
  readonly ts: string;
  readonly thread_ts?: string | undefined;
  readonly edited?: unknown;
  /** Of an event that tells of an edit. */
  readonly message?: IncomingMessage;
  readonly previous_message?: Readable;
};

/** A message that may be a question to the bot. */
export type MessageQuestion = {
  readonly channel: string;
  readonly user: string;
  /** The workspaces they write from, as far as Slack says so. */
  readonly teams: readonly (string | undefined)[];
  readonly ts: string;
  /** The thread it stands in; `null` outside threads. */
  readonly thread: string | null;
  readonly text: string;
  /** Messages from elsewhere that it shares. */
  readonly shared: readonly string[];
  /**
   * `direct`: said to the bot alone. `mention`: said to it among others. `thread`: in a thread, where it is meant if the
   * bot is in it. `channel`: said to nobody in particular.
   */
  readonly said: 'direct' | 'mention' | 'thread' | 'channel';
};

/** With a file, or from a thread to its channel as well; all other subtypes are edits, joins, deletions and the like. */
const WRITTEN: readonly string[] = ['file_share', 'thread_broadcast'];
/** Whoever edits what they wrote longer ago is not asking. */
const MAX_EDITED_SECONDS = 3_600;

/** Reads a message as a question; `null` for what people did not write, or wrote to others. */
export function readMessage(message: IncomingMessage, self: Self): MessageQuestion | null {
  const { channel, user, ts, thread_ts, text = '' } = message;
  if (!isWritten(message, self) || message.edited !== undefined || user === undefined) return null;
  const isDirect = message.channel_type === 'im' || channel.startsWith('D');
  // Where somebody's name stands in code only, the event says what is not so.
  const isMention =
    mentions(text, self.userId) || (message.type === 'app_mention' && !isNamedIn(text, self.userId));
  if (!isDirect && !isMention && isForOthers(text, self.userId)) return null;
  const thread = thread_ts === undefined || thread_ts === ts ? null : thread_ts;
  return {
    channel,
    user,
    teams: [message.user_team, message.source_team],
    ts,
    thread,
    text: plainText(text),
    shared: sharedIn(message).map(plainText),
    said: isDirect ? 'direct' : isMention ? 'mention' : thread === null ? 'channel' : 'thread',
  };
}

/** The message that somebody has just edited so that it mentions the bot; `null` for any other event. */
export function readEdit(event: IncomingMessage, self: Self, now: number): IncomingMessage | null {
  const { subtype, message, previous_message: before, channel, channel_type } = event;
  if (subtype !== 'message_changed' || message === undefined || before === undefined) return null;
  const isNew = mentions(message.text ?? '', self.userId) && !mentions(before.text ?? '', self.userId);
  const isOld = now / 1_000 - Number(message.ts) > MAX_EDITED_SECONDS;
  if (!isNew || isOld) return null;
  const { user_team = event.user_team, source_team = event.source_team } = message;
  return { ...message, user_team, source_team, channel, channel_type, edited: undefined };
}

/** What people or apps say in a message that may be pointed at; nothing for what the bot or Slack itself says. */
export function readPointedAt(message: IncomingMessage, self: Self): string {
  const { user, bot_id, subtype } = message;
  const isOwn = user === self.userId || (bot_id !== undefined && bot_id === self.botId);
  const isSaid = subtype === undefined || subtype === 'bot_message' || WRITTEN.includes(subtype);
  if (isOwn || !isSaid) return '';
  return [plainText(wordsOf(message)), ...sharedIn(message).map(plainText)].join('\n').trim();
}

/** Whether a person wrote it. */
export function isWritten({ subtype, user, bot_id }: IncomingMessage, self: Self): boolean {
  const isByBot = bot_id !== undefined || user === self.userId;
  return !isByBot && (subtype === undefined || WRITTEN.includes(subtype));
}
