import { isForOthers, mentions, plainText } from './slack-text.ts';
import type { Self } from './web-client.ts';

/** A message somebody wrote, as far as we read it; of `app_mention` and `message` events alike. */
export type IncomingMessage = {
  readonly type: string;
  readonly subtype?: string | undefined;
  readonly channel: string;
  readonly channel_type?: string | undefined;
  readonly user?: string | undefined;
  /** Workspaces its writer belongs to, where others may write as well. */
  readonly user_team?: string | undefined;
  readonly source_team?: string | undefined;
  readonly bot_id?: string | undefined;
  readonly text?: string | undefined;
  readonly ts: string;
  readonly thread_ts?: string | undefined;
  readonly edited?: unknown;
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
  /**
   * `direct`: said to the bot alone. `mention`: said to it among others. `thread`: in a thread, where it is meant if the
   * bot is in it. `channel`: said to nobody in particular.
   */
  readonly said: 'direct' | 'mention' | 'thread' | 'channel';
};

/** With a file, or from a thread to its channel as well; all other subtypes are edits, joins, deletions and the like. */
const WRITTEN: readonly string[] = ['file_share', 'thread_broadcast'];

/** Reads a message as a question; `null` for what people did not write, or wrote to others. */
export function readMessage(message: IncomingMessage, self: Self): MessageQuestion | null {
  const { channel, user, ts, thread_ts, text = '' } = message;
  const isByBot = message.bot_id !== undefined || user === self.userId;
  const isWritten = message.subtype === undefined || WRITTEN.includes(message.subtype);
  if (isByBot || !isWritten || message.edited !== undefined || user === undefined) return null;
  const isDirect = message.channel_type === 'im' || channel.startsWith('D');
  const isMention = message.type === 'app_mention' || mentions(text, self.userId);
  if (!isDirect && !isMention && isForOthers(text, self.userId)) return null;
  const thread = thread_ts === undefined || thread_ts === ts ? null : thread_ts;
  return {
    channel,
    user,
    teams: [message.user_team, message.source_team],
    ts,
    thread,
    text: plainText(text),
    said: isDirect ? 'direct' : isMention ? 'mention' : thread === null ? 'channel' : 'thread',
  };
}
