import { type ButtonInteraction, PermissionFlagsBits, Routes } from 'discord.js';
import pRetry from 'p-retry';
import { chatMessagesFor } from '../../src/chat-messages.ts';
import { isRemoved, mayWorkLater } from './errors.ts';
import { mayMaintain } from './maintainers.ts';
import { languageOfLocale, type Parts } from './parts.ts';
import { renderNotice } from './render.ts';
import { interactionReply, tellBesides } from './replies.ts';

/** Half a minute of trying. */
const RETRIES = { retries: 5, factor: 2, minTimeout: 500, maxTimeout: 15_000, randomize: true };

/**
 * Takes away the answer a button is on, for whoever asked, and for moderators.
 * @param asker as the button says
 */
export async function dismiss(interaction: ButtonInteraction, asker: string, parts: Parts): Promise<void> {
  const { user, locale } = interaction;
  const words = chatMessagesFor(languageOfLocale(locale));
  if (user.id === asker || (await mayModerate(interaction, parts))) {
    await remove(interaction, words.notDismissed, parts);
    return;
  }
  const reply = interactionReply(interaction, { isPrivate: true }, parts);
  await parts.answering.attend({ user: user.id, language: languageOfLocale(locale), reply }, () =>
    reply.send(renderNotice(words.mayNotDismiss)),
  );
}

async function mayModerate(interaction: ButtonInteraction, { config, log }: Parts): Promise<boolean> {
  const mayDelete = interaction.memberPermissions?.has(PermissionFlagsBits.ManageMessages) === true;
  return mayDelete || mayMaintain(interaction, config, log);
}

/** By the token of the press, which reaches the message wherever it is, else as any message of the bot. */
async function remove(
  interaction: ButtonInteraction,
  notDismissed: string,
  { webhooks, log }: Parts,
): Promise<void> {
  const { applicationId, token, channelId, message, client } = interaction;
  const original = Routes.webhookMessage(applicationId, token);
  try {
    await persistently(() => interaction.deferUpdate());
    await persistently(() => webhooks.delete(original, { auth: false }));
    return;
  } catch (err) {
    log.info({ err }, 'an answer is dismissed as any message');
  }
  try {
    await persistently(() => client.rest.delete(Routes.channelMessage(channelId, message.id)));
  } catch (err) {
    if (isRemoved(err)) return;
    log.warn({ err }, 'an answer was not dismissed');
    await tellBesides(interaction, renderNotice(notDismissed), webhooks);
  }
}

function persistently(attempt: () => Promise<unknown>): Promise<unknown> {
  return pRetry(attempt, { ...RETRIES, shouldRetry: ({ error }) => mayWorkLater(error) });
}
