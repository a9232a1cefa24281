import { isDeepStrictEqual } from 'node:util';
import { type REST, type RESTPostAPIApplicationCommandsJSONBody, Routes } from 'discord.js';
import pRetry from 'p-retry';
import type { DiscordConfig } from '../../src/discord-config.ts';
import type { Logger } from '../../src/logger.ts';
import { DEFINITIONS } from './command-definitions.ts';
import { mayWorkLater, refusalIn } from './errors.ts';

/** Half a minute of trying. */
const RETRIES = { retries: 5, factor: 2, minTimeout: 500, maxTimeout: 15_000, randomize: true };

/**
 * Tells Discord which commands there are, if it does not know them as they are. Where that fails, what people write is
 * answered all the same.
 * @throws what {@link refusalIn} knows
 */
export async function registerCommands(
  rest: REST,
  { applicationId, guildId }: DiscordConfig,
  log: Logger,
): Promise<void> {
  const route =
    guildId === null
      ? Routes.applicationCommands(applicationId)
      : Routes.applicationGuildCommands(applicationId, guildId);
  const wanted = DEFINITIONS.map((definition) => (guildId === null ? definition : withoutReach(definition)));
  const register = async (): Promise<void> => {
    const query = new URLSearchParams({ with_localizations: 'true' });
    const known = await rest.get(route, { query }).catch(unlessHopeless);
    if (isSame(byName(wanted), byName(known)) && Array.isArray(known) && known.length === wanted.length)
      return;
    await rest.put(route, { body: wanted });
    log.info({ commands: wanted.length }, 'commands registered');
  };
  try {
    await pRetry(register, { ...RETRIES, shouldRetry: ({ error }) => mayWorkLater(error) });
  } catch (err) {
    if (refusalIn(err) !== null) throw err;
    log.error(
      { err, guildId },
      'commands not registered: check DISCORD_APPLICATION_ID, and that the bot was invited to the server of DISCORD_GUILD_ID with the scope applications.commands',
    );
  }
}

/** Where commands cannot be read, they may still be written. */
function unlessHopeless(err: unknown): null {
  if (refusalIn(err) !== null || mayWorkLater(err)) throw err;
  return null;
}

/** Where a command can be used is said of those for every server only. */
function withoutReach(
  definition: RESTPostAPIApplicationCommandsJSONBody,
): RESTPostAPIApplicationCommandsJSONBody {
  const { contexts: _, integration_types: __, ...rest } = definition;
  return rest;
}

/** Discord lists commands in an order of its own. */
function byName(commands: unknown): Record<string, unknown> {
  if (!Array.isArray(commands)) return {};
  return Object.fromEntries(commands.map((command: { name: string }) => [command.name, command]));
}

/** Whether what Discord knows is what we say. It adds ids and the like to commands, and leaves out what is false or empty. */
function isSame(ours: unknown, theirs: unknown): boolean {
  if (isNothing(ours)) return isNothing(theirs);
  if (typeof ours !== 'object' || ours === null) return isDeepStrictEqual(ours, theirs);
  if (typeof theirs !== 'object' || theirs === null) return false;
  if (Array.isArray(ours))
    return (
      Array.isArray(theirs) &&
      ours.length === theirs.length &&
      ours.every((each, i) => isSame(each, theirs[i]))
    );
  return Object.entries(ours).every(
    // What we say nothing of is as Discord likes it.
    ([key, value]) => value === undefined || isSame(value, (theirs as Record<string, unknown>)[key]),
  );
}

function isNothing(value: unknown): boolean {
  return (
    value === undefined || value === null || value === false || (Array.isArray(value) && value.length === 0)
  );
}
