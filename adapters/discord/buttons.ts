import { type ButtonInteraction, MessageFlags, type ModalSubmitInteraction } from 'discord.js';
import type { Answer } from '../../src/answer.ts';
import { type Asked, askAgain, keepOpinion } from '../../src/asked-again.ts';
import { chatMessagesFor } from '../../src/chat-messages.ts';
import type { Citation } from '../../src/citation.ts';
import { languageOf } from '../../src/question.ts';
import type { Message } from './components.ts';
import { type ActionId, readPressed } from './custom-id.ts';
import { languageOfLocale, type Parts } from './parts.ts';
import { answersAt, scopeAt, type Whereabouts } from './places.ts';
import { renderAnswer, renderNearest, renderNotice } from './render.ts';
import { readFeedbackReason, renderContext, renderFeedbackForm, renderWhy } from './render-details.ts';
import { interactionReply, type Reply, sendTo } from './replies.ts';

/** Excerpts that "more" adds. */
const MORE = 3;

/** A button that was pressed. */
type Pressed = {
  readonly interaction: ButtonInteraction;
  readonly asked: Asked;
  readonly where: Whereabouts;
  readonly language: Answer['language'];
  /** To the one who pressed it. */
  readonly reply: Reply;
};

/** Does what a button below an answer says. All it needs is on its message, so that it works after a restart. */
export async function press(interaction: ButtonInteraction, parts: Parts): Promise<void> {
  const { answering, config } = parts;
  const read = readPressed(interaction.message.components, interaction.customId);
  const language = read === null ? languageOfLocale(interaction.locale) : languageOf(read.asked.text);
  if (read?.action === 'not_helpful') {
    // Discord takes a form as the first answer only.
    await interaction.showModal(renderFeedbackForm(interaction.customId, language));
    await keepOpinion(
      parts,
      scoped(read.asked, interaction, await parts.places.of(interaction), parts),
      'not helpful',
    );
    return;
  }
  const reply = interactionReply(interaction, { isPrivate: true }, parts);
  await answering.attend({ user: interaction.user.id, language, reply }, async () => {
    if (read === null) {
      await reply.send(renderNotice(chatMessagesFor(language).buttonStale));
      return;
    }
    const where = await parts.places.of(interaction);
    const asked = scoped(read.asked, interaction, where, parts);
    await HANDLERS[read.action]({ interaction, asked, where, language, reply }, { ...parts, config });
  });
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
      const asked = scoped(read.asked, interaction, await parts.places.of(interaction), parts);
      await keepOpinion(parts, asked, 'not helpful', reason);
    }
    await reply.send(renderNotice(chatMessagesFor(language).thanks));
  });
}

/** With what may be seen there, as for the answer the button is on, so that it is the same one. */
function scoped(
  { document, ...asked }: NonNullable<ReturnType<typeof readPressed>>['asked'],
  { message }: ButtonInteraction | ModalSubmitInteraction,
  where: Whereabouts,
  { config }: Parts,
): Asked {
  const isPrivate = where.channel === null || message?.flags.has(MessageFlags.Ephemeral) === true;
  return { ...asked, scope: { ...scopeAt(where, config, isPrivate), document } };
}

type Handler = (pressed: Pressed, parts: Parts) => Promise<void>;

const HANDLERS: Readonly<Record<ActionId, Handler>> = {
  async more(pressed, parts) {
    const { asked, reply, language } = pressed;
    const top = asked.shown + MORE;
    const answer = await current(pressed, parts, top);
    const [first, ...others] = answer.kind === 'cited' ? answer.citations.slice(asked.shown) : [];
    if (answer.kind !== 'cited' || first === undefined) {
      await reply.send(renderNotice(chatMessagesFor(language).noMore));
      return;
    }
    await reply.send(
      renderAnswer(
        { ...answer, citations: [first, ...others] },
        {
          place: 'private',
          asked: { ...asked, top },
          shownBefore: asked.shown,
          readOn: await parts.bot.readOn(),
        },
      ),
    );
  },
  async nearest(pressed, parts) {
    const answer = await current(pressed, parts);
    const readOn = await parts.bot.readOn();
    await pressed.reply.send(renderNearest(answer, { place: 'private', asked: pressed.asked, readOn }));
  },
  async why(pressed, parts) {
    const { reply, language } = pressed;
    const citation = await citationFor(pressed, parts);
    await reply.send(
      citation === undefined
        ? renderNotice(chatMessagesFor(language).buttonStale)
        : renderWhy(citation, language),
    );
  },
  async context(pressed, parts) {
    const { reply, language } = pressed;
    const citation = await citationFor(pressed, parts);
    if (citation === undefined) {
      await reply.send(renderNotice(chatMessagesFor(language).buttonStale));
      return;
    }
    const paragraphs = await parts.bot.context(citation);
    await reply.send(renderContext({ citation, paragraphs, language }));
  },
  /** From what the asker alone sees to all. They may not be shown all that the asker is. */
  async share(pressed, parts) {
    const { interaction, asked, where, reply, language } = pressed;
    const { bot, config, duplicates, client } = parts;
    const words = chatMessagesFor(language);
    const sharing = `share:${interaction.message.id}`;
    if (!duplicates.isFirst(sharing)) {
      await reply.send(renderNotice(words.shared));
      return;
    }
    const scope = { ...scopeAt(where, config, where.channel === null), document: asked.scope?.document };
    const shared = { ...asked, scope };
    const readOn = await bot.readOn();
    const message = renderShared(await askAgain(bot, shared), shared, readOn);
    try {
      if (answersAt(where, config) === 'never') throw new Error('the bot does not speak there');
      // Of two attempts at the same answer Discord takes one, whichever process they come from.
      await sendTo(client.rest, interaction.channelId, message, interaction.message.id);
      await reply.send(renderNotice(words.shared));
    } catch (err) {
      parts.log.info({ err }, 'an answer was not shared');
      duplicates.forget(sharing);
      await reply.send(renderNotice(words.notShared));
    }
  },
  async helpful({ asked, reply, language }, parts) {
    await keepOpinion(parts, asked, 'helpful');
    await reply.send(renderNotice(chatMessagesFor(language).thanks));
  },
  async not_helpful() {
    // A form takes its place.
  },
};

/** The excerpts the asker had before them, below the question that others have not seen. */
function renderShared(answer: Answer, asked: Asked, readOn: Date): Message {
  const shown = { place: 'channel', asked, readOn, showsQuestion: true } as const;
  if (answer.kind !== 'cited') return renderAnswer(answer, shown);
  const [first, ...others] = answer.citations.slice(asked.excerpt, asked.shown);
  if (first === undefined) return renderAnswer(answer, shown);
  return renderAnswer({ ...answer, citations: [first, ...others] }, { ...shown, shownBefore: asked.excerpt });
}

/** The answer as it is now; says so if it is from other documents than the one the button is on. */
async function current(
  { asked, reply, language }: Pressed,
  { bot }: Parts,
  top = asked.top,
): Promise<Answer> {
  const answer = await askAgain(bot, { ...asked, top });
  if (answer.indexId !== asked.indexId)
    await reply.send(renderNotice(chatMessagesFor(language).indexChanged));
  return answer;
}

async function citationFor(pressed: Pressed, parts: Parts): Promise<Citation | undefined> {
  const answer = await current(pressed, parts);
  return (answer.kind === 'cited' ? answer.citations : answer.nearest)[pressed.asked.excerpt];
}
