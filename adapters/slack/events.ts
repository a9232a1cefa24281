import type { App, Context, webApi } from '@slack/bolt';
import { answersIn } from '../../src/access.ts';
import { asksAnybody, isStillTalking } from '../../src/addressee.ts';
import type { Answering } from '../../src/answering.ts';
import { chatMessagesFor } from '../../src/chat-messages.ts';
import { currentDelivery } from '../../src/delivery.ts';
import type { Duplicates } from '../../src/duplicates.ts';
import type { Languages } from '../../src/languages.ts';
import type { Logger } from '../../src/logger.ts';
import { languageOf } from '../../src/question.ts';
import type { SlackConfig } from '../../src/slack-config.ts';
import type { Message } from './blocks.ts';
import { type IncomingMessage, type MessageQuestion, readEdit, readMessage } from './incoming.ts';
import { renderNotice } from './render.ts';
import { type Place, privateReply, publicReply } from './replies.ts';
import type { Scopes } from './scopes.ts';
import type { Threads } from './threads.ts';
import type { Self } from './web-client.ts';

export type EventParts = {
  readonly app: App;
  readonly client: webApi.WebClient;
  /** For what must not be done twice. */
  readonly onceClient: webApi.WebClient;
  /** For what nobody should wait for. */
  readonly hurriedClient: webApi.WebClient;
  readonly self: Self;
  readonly config: SlackConfig;
  readonly scopes: Scopes;
  readonly answering: Answering<Message, Place>;
  readonly threads: Threads;
  readonly duplicates: Duplicates;
  readonly languages: Languages;
  readonly log: Logger;
};

/** What an event of a message, or of an edit, asks; `null` if nothing of anybody. */
export function questionIn(message: IncomingMessage, self: Self): MessageQuestion | null {
  return readMessage(readEdit(message, self, Date.now()) ?? message, self);
}

/** Whether a question is one to the bot, as far as that shows without reading the thread it stands in. */
export function mayBeMeant(
  { said, channel, thread, text }: MessageQuestion,
  { config, threads }: Pick<EventParts, 'config' | 'threads'>,
): boolean {
  const answers = answersIn(config.access, channel, said === 'direct');
  if (answers === 'never') return false;
  if (said === 'direct' || said === 'mention') return true;
  if (!asksAnybody(text)) return false;
  if (said === 'channel') return answers === 'unasked';
  return thread !== null && answers !== 'mentions' && !threads.isOthers(channel, thread);
}

/** Questions asked by writing: to the bot alone, by mention, in its threads, and in channels where it answers unasked. */
export function listenToMessages(parts: EventParts): void {
  const { app, onceClient, hurriedClient, self, scopes, answering, threads, duplicates, log } = parts;

  const receive = async (message: IncomingMessage, { retryNum = 0 }: Context): Promise<void> => {
    const question = questionIn(message, self);
    if (question === null || !(await isMeant(question))) return;
    // A mention comes as two events, with an id each.
    if (!duplicates.isFirst(`${question.channel}:${question.ts}`)) return;
    // Before a restart it may have been answered without Slack having heard of it.
    if (retryNum > 0 && (await threads.isAnswered(question))) return;
    const asking = toAsking(question);
    if (currentDelivery()?.isStale !== true) await answering.ask(asking);
    else if (!asking.onlyIfSure)
      await asking.reply.send(renderNotice(chatMessagesFor(languageOf(question.text)).interrupted));
  };

  const isMeant = async (question: MessageQuestion): Promise<boolean> => {
    if (!mayBeMeant(question, parts)) return false;
    const { said, channel, user, thread, ts } = question;
    if (said !== 'thread' || thread === null) return true;
    const { isOurs, talk } = await threads.read(channel, thread, ts);
    return isOurs && isStillTalking(user, talk);
  };

  const toAsking = (question: MessageQuestion) => {
    const { channel, user, teams, ts, thread, text, shared, said } = question;
    const isDirect = said === 'direct';
    const answerIn = isDirect ? thread : (thread ?? ts);
    if (!isDirect) threads.joined(channel, thread ?? ts, user);
    let read: ReturnType<Threads['read']> | null = null;
    const conversation = () => (read ??= threads.read(channel, thread ?? ts, ts));
    const reply = publicReply(onceClient, {
      channel,
      thread: answerIn,
      place: isDirect ? 'pane' : 'thread',
      answers: { ts, isThere: () => threads.isAnswered(question) },
    });
    return {
      user,
      audience: isDirect ? null : channel,
      text,
      async history() {
        if (thread !== null) return (await conversation()).history;
        return isDirect ? threads.readDirect(channel, ts) : [];
      },
      async pointsAt() {
        if (shared.length > 0 || isDirect) return shared;
        return thread === null ? threads.readBefore(channel, ts) : (await conversation()).pointable;
      },
      scope: () => scopes.of({ user, teams }, { channel, isPrivate: isDirect }),
      reply,
      // In a thread that is none yet Slack shows nothing to one person alone.
      notice: isDirect ? reply : privateReply(onceClient, { channel, user, thread }),
      onlyIfSure: said === 'channel' || said === 'thread',
      ...(isDirect && { working: (status: string) => showStatus(channel, thread ?? ts, status) }),
    };
  };

  /** Slack takes it away when the answer is there. */
  const showStatus = async (channel_id: string, thread_ts: string, status: string): Promise<void> => {
    try {
      await hurriedClient.assistant.threads.setStatus({ channel_id, thread_ts, status });
    } catch (err) {
      log.debug({ err }, 'status not shown');
    }
  };

  app.event('app_mention', ({ event, context }) => receive(event, context));
  app.event('message', ({ event, context }) => receive(event as IncomingMessage, context));
}
