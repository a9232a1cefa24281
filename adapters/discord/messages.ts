import { type Message as DiscordMessage, Events } from 'discord.js';
import { chatMessagesFor } from '../../src/chat-messages.ts';
import { type MessageQuestion, readMessage } from './incoming.ts';
import type { Parts } from './parts.ts';
import { answersAt, type Whereabouts } from './places.ts';
import { renderNotice } from './render.ts';
import { directReply, messageReply, waitingSign } from './replies.ts';

/** A message, and what it says to whom. */
type Received = { readonly message: DiscordMessage; readonly question: MessageQuestion };

/**
 * Questions asked by writing: to the bot alone, by mention, in reply to it, in its threads, and where it answers unasked.
 * What is said to others Discord lets it read with the Message Content intent only.
 */
export function listenToMessages(parts: Parts): void {
  const { client, config, answering, conversations, duplicates, places, scopes, languages, underWay, log } =
    parts;
  const self = (): string => client.user?.id ?? config.applicationId;

  const receive = async (message: DiscordMessage): Promise<void> => {
    const question = readMessage(message, self());
    if (question === null) return;
    const where: Whereabouts =
      question.said === 'direct'
        ? { channel: null, thread: null, isForum: false }
        : await places.ofChannel(message.channelId);
    const received = { message, question };
    const kind = await meant(received, where);
    if (kind === null || !duplicates.isFirst(message.id)) return;
    await answer(received, where, kind === 'unasked');
  };

  /** Whether it is a question to the bot, or one to all that it may answer; `null` if neither. */
  const meant = async (
    { message, question: { said, text } }: Received,
    where: Whereabouts,
  ): Promise<'asked' | 'unasked' | null> => {
    if (said === 'direct') return 'asked';
    const answers = answersAt(where, config);
    if (answers === 'never') return null;
    if (said === 'mention') return 'asked';
    if (said === 'others' || text === '' || answers === 'mentions') return null;
    if (isFirstPost(message, where)) return answers === 'unasked' ? 'unasked' : null;
    const replied = message.reference?.messageId;
    // A reply is said to the one it replies to, even where they do not hear of it.
    if (replied !== undefined)
      return (await conversations.upTo(message.channelId, replied)).isOurs ? 'asked' : null;
    if (where.thread !== null) {
      if (conversations.isOthers(where.thread)) return null;
      if ((await conversations.inThread(where.thread, message.id)).isOurs) return 'asked';
      conversations.isNotOurs(where.thread);
      return null;
    }
    return answers === 'unasked' ? 'unasked' : null;
  };

  const answer = async ({ message, question }: Received, where: Whereabouts, onlyIfSure: boolean) => {
    const { id, channelId, author, reference } = message;
    const isDirect = question.said === 'direct';
    if (where.thread !== null) conversations.joined(where.thread);
    const privately = isDirect ? null : directReply(client.rest, author.id, id);
    const reply = messageReply(client.rest, message, onlyIfSure ? null : privately, log);
    const sign = waitingSign(client.rest, message, privately ?? reply);
    if (question.said === 'mention' && question.text === '' && !message.mentions.users.has(self())) {
      const language = await languages.of(author.id, scopes.forAll(where));
      const notice = renderNotice(chatMessagesFor(language).mentionMe);
      await answering.attend({ user: author.id, language, reply, notice: sign }, () => reply.send(notice));
      return;
    }
    await answering.ask({
      user: author.id,
      audience: isDirect ? null : channelId,
      text: isFirstPost(message, where) ? withTitle(message, question.text) : question.text,
      async history() {
        const replied = reference?.messageId;
        if (replied !== undefined) {
          const { history, isOurs } = await conversations.upTo(channelId, replied);
          if (isOurs) return history;
        }
        if (where.thread !== null) return (await conversations.inThread(where.thread, id)).history;
        return isDirect ? (await conversations.inDirect(channelId, id)).history : [];
      },
      scope: () => scopes.of(author.id, message, where, isDirect),
      reply,
      notice: sign,
      onlyIfSure,
    });
  };

  client.on(Events.MessageCreate, (message) => {
    underWay.add(() => receive(message)).catch((err: unknown) => log.error({ err }, 'message not taken up'));
  });
}

/** The message a forum's post begins with has the id of its thread. */
function isFirstPost({ id }: DiscordMessage, { thread, isForum }: Whereabouts): boolean {
  return isForum && id === thread;
}

/** The title of a post is often the question itself. */
function withTitle({ channel }: DiscordMessage, text: string): string {
  const title = channel.isThread() ? channel.name : '';
  return text.includes(title) ? text : `${title}\n${text}`;
}
