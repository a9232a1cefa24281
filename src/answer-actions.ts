import { documentsIdOf } from '../index/index-id.ts';
import type { Answer } from './answer.ts';
import type { Rendering, Reply, Shown } from './answering.ts';
import { type Asked, askAgain, keepOpinion } from './asked-again.ts';
import type { Bot } from './bot.ts';
import { chatMessagesFor } from './chat-messages.ts';
import type { Citation } from './citation.ts';
import type { Duplicates } from './duplicates.ts';
import type { Feedback } from './feedback.ts';
import { type Scope, strictest } from './scope.ts';
import { seenAbove } from './seen.ts';

/** What can be done with an answer, by buttons below it. */
export type ActionId = 'more' | 'context' | 'why' | 'share' | 'helpful' | 'not_helpful' | 'nearest';

/** Excerpts that "more" adds. */
const MORE = 3;

/** How a platform shows what comes of it. */
export type ActionRendering<Message, Place extends string> = Rendering<Message, Place> & {
  readonly nearest: (answer: Answer, shown: Shown<Place>) => Message;
  readonly why: (citation: Citation, language: Answer['language']) => Message;
};

/** A button that was pressed. */
export type Pressed<Message, Place extends string> = {
  readonly asked: Asked;
  /** What may be quoted to whoever pressed it, where they did. */
  readonly scope: Scope;
  readonly language: Answer['language'];
  /** To the one who pressed it. */
  readonly reply: Reply<Message, Place>;
};

/** An answer that goes from one who sees it alone to all. */
type Sharing<Message, Place extends string> = {
  /** What tells it from other shares. */
  readonly id: string;
  /** What may be quoted to all; `null` where the bot is not to speak to them. */
  readonly scope: Scope | null;
  readonly place: Place;
  /** Who shares it. */
  readonly user: string;
  /** @returns whether it worked */
  readonly toAll: (message: Message) => Promise<boolean>;
};

/** Buttons do the same on every platform, but for what opens a window of the platform's. */
export type AnswerActions<Message, Place extends string> = Readonly<
  Record<'more' | 'nearest' | 'why' | 'helpful', (pressed: Pressed<Message, Place>) => Promise<void>>
> & {
  /** The excerpt the button belongs to; `null` if whoever pressed it gets another there, which is said. */
  readonly citationFor: (pressed: Pressed<Message, Place>) => Promise<Citation | null>;
  readonly share: (pressed: Pressed<Message, Place>, sharing: Sharing<Message, Place>) => Promise<void>;
};

type Parts<Message, Place extends string> = {
  readonly bot: Bot;
  readonly feedback: Feedback;
  readonly duplicates: Duplicates;
  readonly rendering: ActionRendering<Message, Place>;
};

export function createAnswerActions<Message, Place extends string>({
  bot,
  feedback,
  duplicates,
  rendering,
}: Parts<Message, Place>): AnswerActions<Message, Place> {
  type OwnPressed = Pressed<Message, Place>;

  /** Says so if the documents have changed since the answer the button is on. */
  const askNow = async ({ asked, scope, reply, language }: OwnPressed): Promise<Answer> => {
    const answer = await askAgain(bot, asked, scope);
    if (documentsIdOf(answer.indexId) !== documentsIdOf(asked.indexId))
      await reply.send(rendering.notice(chatMessagesFor(language).indexChanged));
    return answer;
  };

  /** The answer the button is on; `null` where whoever pressed it would get another one, which is said. */
  const answerFor = async (action: ActionId, pressed: OwnPressed): Promise<Answer | null> => {
    const { asked, reply, language } = pressed;
    const answer = await askNow(pressed);
    if (seenAbove(action, answer, asked) === asked.seen) return answer;
    await reply.send(rendering.notice(chatMessagesFor(language).otherAnswer));
    return null;
  };

  const citationFor: AnswerActions<Message, Place>['citationFor'] = async (pressed) => {
    const answer = await answerFor('why', pressed);
    if (answer === null) return null;
    const citations = answer.kind === 'cited' ? answer.citations : answer.nearest;
    const citation = citations[pressed.asked.excerpt];
    if (citation !== undefined) return citation;
    await pressed.reply.send(rendering.notice(chatMessagesFor(pressed.language).buttonStale));
    return null;
  };

  return {
    citationFor,
    async more(pressed) {
      const { asked, scope, reply, language } = pressed;
      if ((await answerFor('more', pressed)) === null) return;
      const top = asked.shown + MORE;
      const rest = part(await askAgain(bot, { ...asked, top }, scope), asked.shown, top);
      await reply.send(
        rest === null
          ? rendering.notice(chatMessagesFor(language).noMore)
          : rendering.answer(rest, {
              asked: { ...asked, top },
              place: reply.place,
              readOn: await bot.readOn(),
              shownBefore: asked.shown,
            }),
      );
    },
    async nearest(pressed) {
      const { asked, reply } = pressed;
      const answer = await answerFor('nearest', pressed);
      if (answer === null) return;
      await reply.send(rendering.nearest(answer, { asked, place: reply.place, readOn: await bot.readOn() }));
    },
    async why(pressed) {
      const citation = await citationFor(pressed);
      if (citation !== null) await pressed.reply.send(rendering.why(citation, pressed.language));
    },
    async helpful({ asked, scope, reply, language }) {
      await keepOpinion({ bot, feedback }, asked, scope, 'helpful');
      await reply.send(rendering.notice(chatMessagesFor(language).thanks));
    },
    async share(pressed, { id, scope, place, user, toAll }) {
      const { reply, language } = pressed;
      const words = chatMessagesFor(language);
      if (scope === null) {
        await reply.send(rendering.notice(words.mayNotShare));
        return;
      }
      const sharing = `share:${id}`;
      if (!duplicates.isFirst(sharing)) {
        await reply.send(rendering.notice(words.shared));
        return;
      }
      const { asked } = pressed;
      const answer = await askNow({ ...pressed, scope: strictest(pressed.scope, scope) });
      const isSeen = seenAbove('share', answer, asked) === asked.seen;
      const seen = isSeen ? part(answer, asked.excerpt, asked.shown) : null;
      if (seen === null) {
        duplicates.forget(sharing);
        const isOther = answer.indexId !== asked.indexId;
        await reply.send(rendering.notice(isOther ? words.otherAnswer : words.notForAll));
        return;
      }
      const shown = { asked, asker: user, place, readOn: await bot.readOn(), shownBefore: asked.excerpt };
      const isShared = await toAll(rendering.answer(seen, shown)).catch((err: unknown) => {
        duplicates.forget(sharing);
        throw err;
      });
      if (!isShared) duplicates.forget(sharing);
      if (!isShared || reply.isAwaited === true)
        await reply.send(rendering.notice(isShared ? words.shared : words.notShared));
    },
  };
}

/** The answer with some of its excerpts; `null` if it has none of them. */
function part(answer: Answer, from: number, to: number): Answer | null {
  if (answer.kind !== 'cited') return null;
  const [first, ...others] = answer.citations.slice(from, to);
  return first === undefined ? null : { ...answer, citations: [first, ...others] };
}
