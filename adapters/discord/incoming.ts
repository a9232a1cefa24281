import { type Message as DiscordMessage, MessageType } from 'discord.js';

/** A message that may be a question to the bot. */
export type MessageQuestion = {
  readonly text: string;
  /**
   * `direct`: said to the bot alone. `mention`: said to it among others. `others`: said to somebody else. `all`: said to
   * nobody in particular.
   */
  readonly said: 'direct' | 'mention' | 'others' | 'all';
};

const WRITTEN: readonly MessageType[] = [MessageType.Default, MessageType.Reply];

/** Reads a message as a question; `null` for what people did not write. */
export function readMessage(message: DiscordMessage, self: string): MessageQuestion | null {
  const { author, webhookId, type, content, mentions, guildId } = message;
  if (author.bot || author.system || webhookId !== null || !WRITTEN.includes(type)) return null;
  const isMention =
    mentions.users.has(self) ||
    // People choose the role of the same name from the list as often.
    mentions.roles.some((role) => role.tags?.botId === self);
  const isForOthers = mentions.users.size > 0 || mentions.roles.size > 0 || mentions.everyone;
  return {
    text: plainText(content),
    said: guildId === null ? 'direct' : isMention ? 'mention' : isForOthers ? 'others' : 'all',
  };
}

/**
 * What a person wrote, without Discord's markup: mentions left out, emoji by their names.
 * https://docs.discord.com/developers/reference#message-formatting
 */
export function plainText(content: string): string {
  return content
    .replace(/<(?:@[!&]?|#)\d+>|<id:\w+>/g, ' ')
    .replace(/<\/([^:>]+):\d+>/g, '$1')
    .replace(/<a?:(\w+):\d+>/g, '$1')
    .replace(/<t:-?\d+(?::\w)?>/g, ' ')
    .trim();
}
