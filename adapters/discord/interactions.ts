import { Events, type Interaction } from 'discord.js';
import { complete } from './autocomplete.ts';
import { press, submit } from './buttons.ts';
import { COMMANDS } from './command-names.ts';
import { find, runCommand } from './commands.ts';
import type { Parts } from './parts.ts';

/** Commands, buttons and forms. */
export function listenToInteractions(parts: Parts): void {
  const { client, duplicates, underWay, log } = parts;
  client.on(Events.InteractionCreate, (interaction) => {
    // Discord repeats what happened around a dropped connection.
    if (!duplicates.isFirst(interaction.id)) return;
    underWay
      .add(() => handle(interaction, parts))
      .catch((err: unknown) => log.error({ err }, 'interaction not taken up'));
  });
}

async function handle(interaction: Interaction, parts: Parts): Promise<void> {
  if (interaction.isAutocomplete()) await complete(interaction, parts);
  else if (interaction.isChatInputCommand()) await runCommand(interaction, parts);
  else if (interaction.isMessageContextMenuCommand() && interaction.commandName === COMMANDS.find)
    await find(interaction, parts);
  else if (interaction.isButton()) await press(interaction, parts);
  else if (interaction.isModalSubmit()) await submit(interaction, parts);
}
