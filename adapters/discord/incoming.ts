import { type Message as DiscordMessage, MessageReferenceType, MessageType } from 'discord.js';
import { isForSomebody } from '../../src/addressee.ts';
import { ownWords } from '../../src/surroundings.ts';
import { plainText } from './message-text.ts';

/** A message that may be a question to the bot. */
export type MessageQuestion = {
  readonly text: string;
  /**
   * `direct`: said to the bot alone. `mention`: said to it among others. `reply`: to a message of the bot. `others`: said to
   * somebody else. `all`: said to nobody in particular.
   */
  readonly said: 'direct' | 'mention' | 'reply' | 'others' | 'all';
};

const WRITTEN: readonly MessageType[] = [MessageType.Default, MessageType.Reply];

/** Reads a message as a question; `null` for what people did not write. */
export function readMessage(message: DiscordMessage, self: string): MessageQuestion | null {
  const { author, webhookId, type, content, guildId } = message;
  if (author.bot || author.system || webhookId !== null || !WRITTEN.includes(type)) return null;
  return { text: plainText(content), said: guildId === null ? 'direct' : whomTold(message, self) };
}

function whomTold(message: DiscordMessage, self: string): MessageQuestion['said'] {
  const { content, mentions } = message;
  const own = ownWords(content);
  // People choose the role of the same name from the list as often; without the intent its words are not read.
  const role = mentions.roles.find(({ tags }) => tags?.botId === self);
  if (isNamedIn(own, self) || (role && (content === '' || own.includes(`<@&${role.id}>`)))) return 'mention';
  const replied = repliedTo(message) === null ? undefined : (mentions.repliedUser?.id ?? null);
  const others = mentions.users.some(({ id }) => id !== self && id !== replied);
  if (others || mentions.roles.size > 0 || mentions.everyone) return 'others';
  // A reply is said to the one it replies to, even where they do not hear of it.
  if (replied !== undefined) return replied === self ? 'reply' : 'others';
  return isForSomebody(plainText(own)) ? 'others' : 'all';
}

/** Whether somebody says its name to the bot: not in code, and not where they quote somebody. */
export function isNamedIn(own: string, self: string): boolean {
  return new RegExp(`<@!?${self}>`).test(own);
}

/** Id of the message it replies to; a message that is forwarded is none. */
export function repliedTo({ reference }: DiscordMessage): string | null {
  return reference?.type === MessageReferenceType.Forward ? null : (reference?.messageId ?? null);
}
