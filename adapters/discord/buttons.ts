import {
  type ButtonInteraction,
  type Interaction,
  InteractionContextType,
  MessageFlags,
  type ModalSubmitInteraction,
} from 'discord.js';
import type { ActionId, Pressed as ActionPressed } from '../../src/answer-actions.ts';
import { keepOpinion } from '../../src/asked-again.ts';
import { chatMessagesFor } from '../../src/chat-messages.ts';
import { languageOf } from '../../src/question.ts';
import type { Scope } from '../../src/scope.ts';
import type { Message } from './components.ts';
import { readDismissal, readPressed } from './custom-id.ts';
import { dismiss } from './dismissing.ts';
import { isAcknowledged } from './errors.ts';
import { languageOfLocale, type Parts } from './parts.ts';
import { answersAt, type Whereabouts } from './places.ts';
import { renderNotice } from './render.ts';
import { readFeedbackReason, renderContext, renderFeedbackForm } from './render-details.ts';
import { interactionReply, type Place, sendTo } from './replies.ts';

/** A button that was pressed. */
type Pressed = ActionPressed<Message, Place> & {
  readonly interaction: ButtonInteraction;
  readonly where: Whereabouts;
};

/** Does what a button below an answer says. All it needs is on its message, so that it works after a restart. */
export async function press(interaction: ButtonInteraction, parts: Parts): Promise<void> {
  const { answering } = parts;
  const asker = readDismissal(interaction.customId);
  if (asker !== null) return dismiss(interaction, asker, parts);
  const read = readPressed(interaction.message.components, interaction.customId);
  const language = read === null ? languageOfLocale(interaction.locale) : languageOf(read.asked.text);
  if (read?.action === 'not_helpful') {
    const isShown = await showForm(interaction, language, parts);
    const scope = await scopeOf(interaction, await parts.places.of(interaction), parts);
    await keepOpinion(parts, read.asked, scope, 'not helpful');
    if (isShown) return;
    const besides = interactionReply(interaction, { isPrivate: true, isBegun: true }, parts);
    await besides.send(renderNotice(chatMessagesFor(language).thanks));
    return;
  }
  const reply = interactionReply(interaction, { isPrivate: true }, parts);
  await answering.attend({ user: interaction.user.id, language, reply }, async () => {
    if (read === null) {
      await reply.send(renderNotice(chatMessagesFor(language).buttonStale));
      return;
    }
    const where = await parts.places.of(interaction);
    const scope = await scopeOf(interaction, where, parts);
    const { action, asked } = read;
    await HANDLERS[action]({ interaction, asked, scope, where, language, reply }, parts);
  });
}

/**
 * Whether it asks for a form, which Discord shows as no message: whether the opinion has been kept does not show there.
 */
export function asksForForm(interaction: Interaction): boolean {
  return (
    interaction.isButton() &&
    readPressed(interaction.message.components, interaction.customId)?.action === 'not_helpful'
  );
}

/** Discord takes a form as the first answer only, and soon. The opinion counts even where it cannot be shown. */
async function showForm(
  interaction: ButtonInteraction,
  language: Parameters<typeof renderFeedbackForm>[1],
  { log }: Parts,
): Promise<boolean> {
  try {
    await interaction.showModal(renderFeedbackForm(interaction.customId, language));
    return true;
  } catch (err) {
    // Another attempt was taken, though nobody heard of it.
    if (isAcknowledged(err)) return true;
    log.warn({ err }, 'form not shown');
    return false;
  }
}

/** Takes the reason why an answer was not helpful. */
export async function submit(interaction: ModalSubmitInteraction, parts: Parts): Promise<void> {
  const { answering } = parts;
  const read = readPressed(interaction.message?.components ?? [], interaction.customId);
  const language = read === null ? languageOfLocale(interaction.locale) : languageOf(read.asked.text);
  const reply = interactionReply(interaction, { isPrivate: true }, parts);
  await answering.attend({ user: interaction.user.id, language, reply }, async () => {
    const reason = readFeedbackReason(interaction.fields);
    if (read !== null && reason !== null) {
      const scope = await scopeOf(interaction, await parts.places.of(interaction), parts);
      await keepOpinion(parts, read.asked, scope, 'not helpful', reason);
    }
    await reply.send(renderNotice(chatMessagesFor(language).thanks));
  });
}

/** What may be seen there, as for the answer the button is on, so that it is the same one as far as they may see it. */
function scopeOf(
  interaction: ButtonInteraction | ModalSubmitInteraction,
  where: Whereabouts,
  { scopes }: Parts,
): Promise<Scope> {
  const isEphemeral = interaction.message?.flags.has(MessageFlags.Ephemeral) === true;
  const isPrivate = isEphemeral || interaction.context === InteractionContextType.BotDM;
  return scopes.of(interaction.user.id, interaction, where, isPrivate);
}

type Handler = (pressed: Pressed, parts: Parts) => Promise<void>;

const HANDLERS: Readonly<Record<ActionId, Handler>> = {
  more: (pressed, { actions }) => actions.more(pressed),
  nearest: (pressed, { actions }) => actions.nearest(pressed),
  why: (pressed, { actions }) => actions.why(pressed),
  helpful: (pressed, { actions }) => actions.helpful(pressed),
  async context(pressed, { bot, actions }) {
    const { scope, reply, language } = pressed;
    const citation = await actions.citationFor(pressed);
    if (citation === null) return;
    const paragraphs = await bot.context(citation, scope);
    await reply.send(renderContext({ citation, paragraphs, language }));
  },
  async share(pressed, { actions, client, config, scopes, log }) {
    const { interaction, where } = pressed;
    const { channelId, message } = interaction;
    await actions.share(pressed, {
      id: message.id,
      scope: answersAt(where, config) === 'never' ? null : scopes.forAll(where),
      place: 'channel',
      user: interaction.user.id,
      async toAll(shared) {
        try {
          // Of two attempts at the same answer Discord takes one, whichever process they come from.
          await sendTo(client.rest, channelId, shared, message.id);
          return true;
        } catch (err) {
          log.info({ err }, 'an answer was not shared');
          return false;
        }
      },
    });
  },
  async not_helpful() {
    // A form takes its place.
  },
};
