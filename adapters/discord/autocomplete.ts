import type { AutocompleteInteraction } from 'discord.js';
import { OPTIONS } from './command-names.ts';
import { documentChoices, MAX_CHOICES } from './documents.ts';
import type { Parts } from './parts.ts';
import { scopeAt } from './places.ts';

/** Offers what to choose while somebody types: documents, and questions they answer. */
export async function complete(
  interaction: AutocompleteInteraction,
  { bot, config, places, log }: Parts,
): Promise<void> {
  try {
    const { name, value } = interaction.options.getFocused(true);
    const isPrivate = interaction.options.getBoolean(OPTIONS.private) === true;
    const scope = scopeAt(await places.of(interaction), config, isPrivate);
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
