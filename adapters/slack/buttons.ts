import type { BlockAction, ButtonAction, RespondFn, ViewSubmitAction } from '@slack/bolt';
import type { Answer } from '../../src/answer.ts';
import { type Asked, askAgain, keepOpinion } from '../../src/asked-again.ts';
import type { Bot } from '../../src/bot.ts';
import { scopeIn } from '../../src/channels.ts';
import { chatMessagesFor } from '../../src/chat-messages.ts';
import type { Citation } from '../../src/citation.ts';
import type { Feedback } from '../../src/feedback.ts';
import type { Logger } from '../../src/logger.ts';
import { languageOf } from '../../src/question.ts';
import { short } from '../../src/short-name.ts';
import { acknowledge } from './acknowledge.ts';
import { fromButtonValue, toButtonValue } from './button-value.ts';
import type { EventParts } from './events.ts';
import { type ActionId, renderAnswer, renderNearest, renderNotice } from './render.ts';
import { FEEDBACK_FORM, renderContext, renderFeedbackForm, renderWhy } from './render-details.ts';
import { rendering } from './rendering.ts';
import { privateReply, publicReply, type Reply, respondToAll } from './replies.ts';

type ButtonParts = EventParts & { readonly bot: Bot; readonly feedback: Feedback };

/** Excerpts that "more" adds. */
const MORE = 3;

/** Of a question above a shared answer. */
const MAX_QUESTION_CHARS = 300;

/** A button that was pressed. */
type Pressed = {
  readonly asked: Asked;
  readonly value: string;
  readonly language: Answer['language'];
  readonly channel: string;
  readonly thread: string | null;
  readonly user: string;
  readonly triggerId: string;
  /** The message the button is on. */
  readonly ts: string;
  readonly respond: RespondFn;
  /** To the one who pressed it. */
  readonly reply: Reply;
  readonly log: Logger;
};

/** The buttons below answers. All they need is in their value, so that they work after a restart. */
export function listenToButtons(parts: ButtonParts): void {
  const { app, client, onceClient, bot, answering, duplicates, config, log } = parts;

  /** The answer as it is now; says so if it is from other documents than the one the button is on. */
  const current = async ({ asked, reply, language }: Pressed, top = asked.top): Promise<Answer> => {
    const answer = await askAgain(bot, { ...asked, top });
    if (answer.indexId !== asked.indexId)
      await reply.send(renderNotice(chatMessagesFor(language).indexChanged));
    return answer;
  };

  const citationFor = async (pressed: Pressed): Promise<Citation | undefined> => {
    const answer = await current(pressed);
    return (answer.kind === 'cited' ? answer.citations : answer.nearest)[pressed.asked.excerpt];
  };

  /** @returns whether it worked */
  const shareWithAll = async (pressed: Pressed): Promise<boolean> => {
    const { asked, channel, thread, respond } = pressed;
    const toAll = publicReply(onceClient, { channel, thread, place: 'thread' });
    // Others may not be shown all that the asker is.
    const shared = { ...pressed, asked: { ...asked, scope: scopeIn(config.channels, channel, false) } };
    const answer = rendering.answer(await current(shared), {
      asked: shared.asked,
      place: toAll.place,
      readOn: await bot.readOn(),
    });
    // Others have not seen what was asked.
    const question = renderNotice(`“${short(asked.text, MAX_QUESTION_CHARS)}”`);
    const message = { ...answer, blocks: [...question.blocks, ...answer.blocks] };
    try {
      await toAll.send(message);
      return true;
    } catch (err) {
      pressed.log.info({ err }, 'no member of the channel; shared by the response address');
      return respondToAll(respond, message);
    }
  };

  const handlers: Readonly<Record<ActionId, (pressed: Pressed) => Promise<void>>> = {
    async more(pressed) {
      const { asked, reply, language } = pressed;
      const top = asked.shown + MORE;
      const answer = await current(pressed, top);
      const [first, ...others] = answer.kind === 'cited' ? answer.citations.slice(asked.shown) : [];
      if (answer.kind !== 'cited' || first === undefined) {
        await reply.send(renderNotice(chatMessagesFor(language).noMore));
        return;
      }
      const citations = [first, ...others] as const;
      const again = { ...asked, top, indexId: answer.indexId };
      await reply.send(
        renderAnswer(
          { ...answer, citations },
          {
            place: reply.place,
            readOn: await bot.readOn(),
            value: (citation, shown) =>
              toButtonValue({ ...again, excerpt: asked.shown + citation, shown: asked.shown + shown }),
          },
        ),
      );
    },
    async nearest(pressed) {
      const { asked, reply } = pressed;
      const answer = await current(pressed);
      const again = { ...asked, indexId: answer.indexId };
      await reply.send(
        renderNearest(answer, {
          place: reply.place,
          readOn: await bot.readOn(),
          value: (excerpt, shown) => toButtonValue({ ...again, excerpt, shown }),
        }),
      );
    },
    async why(pressed) {
      const { reply, language } = pressed;
      const citation = await citationFor(pressed);
      await reply.send(
        citation === undefined
          ? renderNotice(chatMessagesFor(language).buttonStale)
          : renderWhy(citation, language),
      );
    },
    async context(pressed) {
      const { reply, language, triggerId } = pressed;
      const citation = await citationFor(pressed);
      if (citation === undefined) {
        await reply.send(renderNotice(chatMessagesFor(language).buttonStale));
        return;
      }
      await client.views.open({
        trigger_id: triggerId,
        view: renderContext({ citation, paragraphs: await bot.context(citation), language }),
      });
    },
    async share(pressed) {
      const { channel, user, ts, reply, language } = pressed;
      const words = chatMessagesFor(language);
      const sharing = `share:${channel}:${ts}:${user}`;
      if (!duplicates.isFirst(sharing)) {
        await reply.send(renderNotice(words.shared));
        return;
      }
      const isShared = await shareWithAll(pressed).catch((err: unknown) => {
        duplicates.forget(sharing);
        throw err;
      });
      if (isShared) return;
      duplicates.forget(sharing);
      await reply.send(renderNotice(words.notShared));
    },
    async helpful(pressed) {
      await keepOpinion(parts, pressed.asked, 'helpful');
      await pressed.reply.send(renderNotice(chatMessagesFor(pressed.language).thanks));
    },
    async not_helpful(pressed) {
      await keepOpinion(parts, pressed.asked, 'not helpful');
      await client.views.open({
        trigger_id: pressed.triggerId,
        view: renderFeedbackForm(pressed.value, pressed.language),
      });
    },
  };

  for (const [id, handle] of Object.entries(handlers)) {
    app.action<BlockAction<ButtonAction>>(`plancite_${id}`, async ({ action, body, ack, respond }) => {
      await acknowledge(ack, log);
      const { channel, message } = body;
      const channelId = channel?.id ?? body.container.channel_id;
      const thread = message?.thread_ts ?? body.container.thread_ts ?? null;
      const value = action.value ?? '';
      const asked = fromButtonValue(value);
      const language = languageOf(asked?.text ?? '');
      const reply = privateReply(client, { channel: channelId, user: body.user.id, thread }, respond);
      await answering.attend({ user: body.user.id, language, reply }, async (own) => {
        if (asked === null) {
          await reply.send(renderNotice(chatMessagesFor(language).buttonStale));
          return;
        }
        const ts = message?.ts ?? body.container.message_ts ?? '';
        const [triggerId, user] = [body.trigger_id, body.user.id];
        const where = { channel: channelId, thread, user, triggerId, ts, respond, reply };
        // As for the answer the button is on, so that it is the same one.
        const isDirect = channelId.startsWith('D');
        const isPrivate = isDirect || body.container.is_ephemeral === true;
        const scope = scopeIn(config.channels, isDirect ? null : channelId, isPrivate);
        await handle({ asked: { ...asked, scope }, value, language, ...where, log: own });
      });
    });
  }

  app.view<ViewSubmitAction>(FEEDBACK_FORM, async ({ ack, view }) => {
    await acknowledge(ack, log);
    const asked = fromButtonValue(view.private_metadata);
    const [chosen] = Object.values(view.state.values).flatMap((block) => Object.values(block));
    const reason = chosen?.selected_option?.value;
    if (asked !== null && reason !== undefined) await keepOpinion(parts, asked, 'not helpful', reason);
  });
}
