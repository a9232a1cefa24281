import type { BlockAction, ButtonAction, RespondFn, ViewSubmitAction } from '@slack/bolt';
import { answersIn } from '../../src/access.ts';
import {
  type ActionId,
  type Pressed as ActionPressed,
  createAnswerActions,
} from '../../src/answer-actions.ts';
import { keepOpinion } from '../../src/asked-again.ts';
import type { Bot } from '../../src/bot.ts';
import { chatMessagesFor } from '../../src/chat-messages.ts';
import { currentDelivery } from '../../src/delivery.ts';
import type { Feedback } from '../../src/feedback.ts';
import type { Logger } from '../../src/logger.ts';
import { languageOf } from '../../src/question.ts';
import type { Scope } from '../../src/scope.ts';
import { short } from '../../src/short-name.ts';
import { acknowledge } from './acknowledge.ts';
import type { Message } from './blocks.ts';
import { type ButtonPlace, fromButtonValue, fromFormValue, toFormValue } from './button-value.ts';
import type { EventParts } from './events.ts';
import { renderNotice } from './render.ts';
import { FEEDBACK_FORM, renderContext, renderFeedbackForm } from './render-details.ts';
import { rendering } from './rendering.ts';
import { type Place, privateReply, publicReply, respondToAll } from './replies.ts';
import { errorIn } from './web-client.ts';

type ButtonParts = EventParts & { readonly bot: Bot; readonly feedback: Feedback };

/** Why the bot cannot post where its response addresses still work: https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const NO_MEMBER = ['channel_not_found', 'not_in_channel'];
/** Of a question above a shared answer. */
const MAX_QUESTION_CHARS = 300;

/** A button that was pressed. */
type Pressed = ActionPressed<Message, Place> &
  ButtonPlace & {
    readonly value: string;
    readonly thread: string | null;
    readonly user: string;
    readonly triggerId: string;
    /** The message the button is on. */
    readonly ts: string;
    readonly respond: RespondFn;
    readonly log: Logger;
  };

/** The buttons below answers. All they need is in their value, so that they work after a restart. */
export function listenToButtons(parts: ButtonParts): void {
  const { app, client, onceClient, bot, answering, duplicates, scopes, config, log } = parts;

  const actions = createAnswerActions({ bot, feedback: parts.feedback, duplicates, rendering });

  /** As a message to all in the conversation; by the response address where the bot is no member. */
  const shareWithAll = async ({ asked, channel, thread, respond, log: own }: Pressed, answer: Message) => {
    // Others have not seen what was asked.
    const question = renderNotice(`“${short(asked.text, MAX_QUESTION_CHARS)}”`);
    const message = { ...answer, blocks: [...question.blocks, ...answer.blocks] };
    try {
      await publicReply(onceClient, { channel, thread, place: 'thread' }).send(message);
      return true;
    } catch (err) {
      const problem = errorIn(err);
      if (problem === null) throw err;
      if (!NO_MEMBER.includes(problem)) {
        own.info({ err }, 'the bot may not speak there; not shared');
        return false;
      }
      own.info({ err }, 'no member of the channel; shared by the response address');
      return respondToAll(respond, message);
    }
  };

  /** What may be seen there, as for the answer a button is on, so that it is the same one. */
  const scopeOn = (
    { id: user, team_id }: Pick<BlockAction['user'], 'id' | 'team_id'>,
    { channel, isEphemeral }: ButtonPlace,
  ): Promise<Scope> => {
    const isPrivate = isEphemeral || channel.startsWith('D');
    return scopes.of({ user, teams: [team_id] }, { channel, isPrivate });
  };

  const handlers: Readonly<Record<ActionId, (pressed: Pressed) => Promise<void>>> = {
    more: actions.more,
    nearest: actions.nearest,
    why: actions.why,
    helpful: actions.helpful,
    async context(pressed) {
      const { scope, language, triggerId, reply } = pressed;
      if (cannotOpenWindow()) {
        await reply.send(renderNotice(chatMessagesFor(language).interrupted));
        return;
      }
      const citation = await actions.citationFor(pressed);
      if (citation === null) return;
      await client.views.open({
        trigger_id: triggerId,
        view: renderContext({ citation, paragraphs: await bot.context(citation, scope), language }),
      });
    },
    share: (pressed) =>
      actions.share(pressed, {
        id: `${pressed.channel}:${pressed.ts}:${pressed.user}`,
        scope: answersIn(config.access, pressed.channel) === 'never' ? null : scopes.forAll(pressed.channel),
        place: 'thread',
        user: pressed.user,
        toAll: (message) => shareWithAll(pressed, message),
      }),
    async not_helpful(pressed) {
      const { asked, scope, value, language, triggerId, reply } = pressed;
      await keepOpinion(parts, asked, scope, 'not helpful');
      if (cannotOpenWindow()) {
        await reply.send(renderNotice(chatMessagesFor(language).thanks));
        return;
      }
      await client.views.open({
        trigger_id: triggerId,
        view: renderFeedbackForm(toFormValue(value, pressed), language),
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
      const reply = privateReply(onceClient, { channel: channelId, user: body.user.id, thread }, respond);
      await answering.attend({ user: body.user.id, language, reply }, async (own) => {
        if (asked === null) {
          await reply.send(renderNotice(chatMessagesFor(language).buttonStale));
          return;
        }
        const ts = message?.ts ?? body.container.message_ts ?? '';
        const [triggerId, user] = [body.trigger_id, body.user.id];
        const where = { channel: channelId, thread, user, triggerId, ts, respond, reply };
        const isEphemeral = body.container.is_ephemeral === true;
        const scope = await scopeOn(body.user, { channel: channelId, isEphemeral });
        await handle({ asked, scope, value, isEphemeral, language, ...where, log: own });
      });
    });
  }

  app.view<ViewSubmitAction>(FEEDBACK_FORM, async ({ ack, body, view }) => {
    await acknowledge(ack, log);
    const about = fromFormValue(view.private_metadata);
    const [chosen] = Object.values(view.state.values).flatMap((block) => Object.values(block));
    const reason = chosen?.selected_option?.value;
    if (about !== null && reason !== undefined)
      await keepOpinion(parts, about.asked, await scopeOn(body.user, about.place), 'not helpful', reason);
  });
}

/** Slack allows a window for three seconds, which a restart takes longer than. */
function cannotOpenWindow(): boolean {
  return currentDelivery()?.isRedelivered === true;
}
