import type { AutocompleteInteraction } from 'discord.js';
import { OPTIONS } from './command-names.ts';
import { seesAlone } from './commands.ts';
import { documentChoices, MAX_CHOICES } from './documents.ts';
import type { Parts } from './parts.ts';

/** Offers what to choose while somebody types: documents, and questions they answer. */
export async function complete(
  interaction: AutocompleteInteraction,
  { bot, config, places, scopes, log }: Parts,
): Promise<void> {
  try {
    const { name, value } = interaction.options.getFocused(true);
    const where = await places.of(interaction);
    const isPrivate = seesAlone(interaction, where, config);
    const scope = await scopes.of(interaction.user.id, interaction, where, isPrivate);
    if (name === OPTIONS.document) {
      await interaction.respond(documentChoices(value, await bot.sources(scope)));
      return;
    }
    const questions = await bot.suggest(value, scope, MAX_CHOICES);
    await interaction.respond(questions.map((question) => ({ name: question, value: question })));
  } catch (err) {
    // The next letter asks anew.
    log.debug({ err }, 'nothing suggested');
  }
}
