import { Events, type Interaction } from 'discord.js';
import { chatMessagesFor } from '../../src/chat-messages.ts';
import { currentDelivery, pickUp } from '../../src/delivery.ts';
import { shownOf } from './answered.ts';
import { complete } from './autocomplete.ts';
import { asksForForm, press, submit } from './buttons.ts';
import { COMMANDS } from './command-names.ts';
import { find, runCommand } from './commands.ts';
import { languageOfLocale, type Parts } from './parts.ts';
import { renderNotice } from './render.ts';
import { interactionReply } from './replies.ts';

/** Commands, buttons and forms. */
export function listenToInteractions(parts: Parts): void {
  const { client, duplicates, underWay, log } = parts;
  client.on(Events.InteractionCreate, (interaction) => {
    // Discord repeats what happened around a dropped connection.
    if (!duplicates.isFirst(interaction.id)) return;
    underWay
      .add(pickUp(() => handle(interaction, parts)))
      .catch((err: unknown) => log.error({ err }, 'interaction not taken up'));
  });
}

async function handle(interaction: Interaction, parts: Parts): Promise<void> {
  if (!(await isOpen(interaction, parts))) return;
  if (interaction.isAutocomplete()) await complete(interaction, parts);
  else if (interaction.isChatInputCommand()) await runCommand(interaction, parts);
  else if (interaction.isMessageContextMenuCommand() && interaction.commandName === COMMANDS.find)
    await find(interaction, parts);
  else if (interaction.isButton()) await press(interaction, parts);
  else if (interaction.isModalSubmit()) await submit(interaction, parts);
}

/**
 * Whether there is something to do yet: what was left from before a restart may have been answered. Where part of that is
 * there, or it was long ago, that is said.
 */
async function isOpen(interaction: Interaction, parts: Parts): Promise<boolean> {
  const delivery = currentDelivery();
  if (delivery?.isRedelivered !== true || !interaction.isRepliable()) return true;
  const shown = await shownOf(parts.webhooks, interaction);
  if (shown === 'answer' && delivery.begunAt === null) return asksForForm(interaction);
  if (delivery.begunAt !== null || delivery.isStale) {
    // Said once: whether that arrives cannot be looked up.
    if (delivery.begunAt !== null) delivery.end();
    const reply = interactionReply(interaction, { isPrivate: true, isBegun: shown === 'answer' }, parts);
    await reply.send(renderNotice(chatMessagesFor(languageOfLocale(interaction.locale)).interrupted));
    return false;
  }
  interaction.deferred = shown === 'thinking';
  return true;
}
