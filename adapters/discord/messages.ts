import { type Message as DiscordMessage, Events } from 'discord.js';
import { asksAnybody, isCatchword, isStillTalking } from '../../src/addressee.ts';
import { chatMessagesFor } from '../../src/chat-messages.ts';
import { currentDelivery, pickUp } from '../../src/delivery.ts';
import { languageOf } from '../../src/question.ts';
import { isSettled } from './answered.ts';
import { type MessageQuestion, readMessage, repliedTo } from './incoming.ts';
import { forwardedIn } from './message-text.ts';
import type { Parts } from './parts.ts';
import { answersAt, type Whereabouts } from './places.ts';
import { renderNotice } from './render.ts';
import { directReply, messageReply, waitingSign } from './replies.ts';

/** Whoever edits what they wrote longer ago is not asking. */
const MAX_EDITED_MS = 3_600_000;

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
        ? { channel: message.channelId, thread: null, isForum: false, kind: 'conversation' }
        : await places.ofChannel(message.channelId);
    const received = { message, question };
    const kind = await meant(received, where);
    if (kind === null || !duplicates.isFirst(message.id)) return;
    if (currentDelivery()?.isRedelivered === true && (await isSettled(client.rest, message, self(), log)))
      return;
    await answer(received, where, kind === 'unasked');
  };

  /** Whether it is a question to the bot, or one to all that it may answer; `null` if neither. */
  const meant = async (
    { message, question: { said, text } }: Received,
    where: Whereabouts,
  ): Promise<'asked' | 'unasked' | null> => {
    const answers = answersAt(where, config);
    if (answers === 'never') return null;
    if (said === 'direct' || said === 'mention') return 'asked';
    if (said === 'reply' && (answers !== 'mentions' || message.mentions.users.has(self())))
      return asksAnybody(text) ? 'asked' : isCatchword(text) ? 'unasked' : null;
    if (said !== 'all' || text === '' || answers === 'mentions') return null;
    if (isFirstPost(message, where)) return answers === 'unasked' ? 'unasked' : null;
    if (!asksAnybody(text)) return null;
    if (where.thread === null) return answers === 'unasked' ? 'unasked' : null;
    if (conversations.isOthers(where.thread)) return null;
    const { isOurs, talk } = await conversations.inThread(where.thread, message.id);
    if (!isOurs) conversations.isNotOurs(where.thread);
    return isOurs && isStillTalking(message.author.id, talk) ? 'unasked' : null;
  };

  const answer = async ({ message, question }: Received, where: Whereabouts, onlyIfSure: boolean) => {
    const { id, channelId, author } = message;
    const replied = repliedTo(message);
    const isDirect = question.said === 'direct';
    if (where.thread !== null) conversations.joined(where.thread);
    const privately = isDirect ? null : directReply(client.rest, author.id, id);
    const reply = messageReply(client.rest, message, onlyIfSure ? null : privately, log);
    const sign = waitingSign(client.rest, message, privately ?? reply);
    if (currentDelivery()?.isStale === true) {
      if (!onlyIfSure) await reply.send(renderNotice(chatMessagesFor(languageOf(question.text)).interrupted));
      return;
    }
    if (question.said === 'mention' && message.content === '') {
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
        // "Ok" goes on with nothing.
        if (onlyIfSure && question.said === 'reply') return [];
        if (replied !== null) {
          const { history, isOurs } = await conversations.upTo(channelId, replied);
          if (isOurs) return history;
        }
        if (where.thread !== null) return (await conversations.inThread(where.thread, id)).history;
        return isDirect ? (await conversations.inDirect(channelId, id)).history : [];
      },
      async pointsAt() {
        const forwarded = forwardedIn(message);
        if (forwarded.length > 0) return forwarded;
        if (replied !== null) return (await conversations.upTo(channelId, replied)).pointable;
        if (where.thread !== null) return (await conversations.inThread(where.thread, id)).pointable;
        return isDirect ? [] : (await conversations.rightBefore(channelId, id)).pointable;
      },
      scope: () => scopes.of(author.id, message, where, isDirect),
      reply,
      notice: sign,
      onlyIfSure,
    });
  };

  /** A message that somebody has just edited so that it mentions the bot. What it said before is not known. */
  const receiveEdit = async (message: DiscordMessage): Promise<void> => {
    const { id, channelId, createdTimestamp, editedTimestamp } = message;
    if (editedTimestamp === null || Date.now() - createdTimestamp > MAX_EDITED_MS) return;
    if (readMessage(message, self())?.said !== 'mention') return;
    if (!(await conversations.isAnswered(channelId, id))) await receive(message);
  };

  client.on(Events.MessageUpdate, (_, message) => {
    if (message.partial) return;
    underWay
      .add(pickUp(() => receiveEdit(message)))
      .catch((err: unknown) => log.error({ err }, 'edit not taken up'));
  });
  client.on(Events.MessageCreate, (message) => {
    underWay
      .add(pickUp(() => receive(message)))
      .catch((err: unknown) => log.error({ err }, 'message not taken up'));
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
