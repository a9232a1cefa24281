import { type APIMessage, MessageFlags, type REST, type RepliableInteraction, Routes } from 'discord.js';
import type { Logger } from '../../src/logger.ts';
import { isRemoved, isTooLate } from './errors.ts';

/** Messages a request brings. */
const PAGE = 100;

/**
 * Whether a message needs no answer any more: one of ours stands among the hundred messages after it, or it is gone. Not if
 * that cannot be read.
 * @param self id of the bot
 */
export async function isSettled(
  rest: REST,
  { id, channelId }: { readonly id: string; readonly channelId: string },
  self: string,
  log: Logger,
): Promise<boolean> {
  const query = new URLSearchParams({ limit: String(PAGE), after: String(BigInt(id) - 1n) });
  try {
    const since = (await rest.get(Routes.channelMessages(channelId), { query })) as APIMessage[];
    const isAnswered = since.some(
      ({ author, message_reference }) => author.id === self && message_reference?.message_id === id,
    );
    return isAnswered || !since.some((message) => message.id === id);
  } catch (err) {
    log.warn({ err }, 'conversation not read; a message may be answered twice');
    return false;
  }
}

/**
 * What Discord shows of our answer to an interaction: nothing, as it never heard of one or forgot; that the bot is
 * thinking; or the answer, also where its reader has closed it.
 */
export async function shownOf(
  webhooks: REST,
  interaction: RepliableInteraction,
): Promise<'nothing' | 'thinking' | 'answer'> {
  const { applicationId, token } = interaction;
  const about = interaction.isMessageComponent() ? interaction.message.id : null;
  try {
    const original = await webhooks.get(Routes.webhookMessage(applicationId, token), { auth: false });
    const { id, flags = 0 } = original as APIMessage;
    // Where Discord was told that no message will come, the one with the button stands for it.
    if (id === about) return 'nothing';
    return (flags & MessageFlags.Loading) !== 0 ? 'thinking' : 'answer';
  } catch (err) {
    if (isRemoved(err)) return 'answer';
    if (isTooLate(err)) return 'nothing';
    throw err;
  }
}
