import {
  type APIApplicationCommand,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
} from 'discord.js';
import * as spec from 'discord-api-spec/zod';
import type { ZodMiniType } from 'zod/mini';
import { faultsOfSet } from './discord-command-rules.ts';
import { discordError, type Fault } from './discord-error.ts';
import type { DiscordGuilds } from './discord-guilds.ts';
import { DISCORD } from './discord-ids.ts';
import { faultsOfCommandBody } from './discord-payloads.ts';

type Json = Readonly<Record<string, unknown>>;
export type Check = (faults: readonly Fault[]) => void;

const SUBCOMMANDS: readonly ApplicationCommandOptionType[] = [
  ApplicationCommandOptionType.Subcommand,
  ApplicationCommandOptionType.SubcommandGroup,
];

/** The commands the bot has registered, for all guilds or for one. */
export class DiscordCommands {
  /** How often they were written. */
  writes = 0;
  readonly #byScope = new Map<string, APIApplicationCommand[]>();
  readonly #guilds: DiscordGuilds;

  constructor(guilds: DiscordGuilds) {
    this.#guilds = guilds;
  }

  /** @param guild those of one guild only, which its people have beside those of all */
  of(guild?: string): APIApplicationCommand[] {
    return this.#byScope.get(guild ?? '') ?? [];
  }

  /** Finds a command as somebody who types its name does. */
  named(name: string, type: ApplicationCommandType, guild?: string): APIApplicationCommand {
    const all = [...this.of(), ...(guild === undefined ? [] : this.of(guild))];
    const found = all.find((command) => command.name === name && command.type === type);
    if (found === undefined)
      throw new Error(`there is no command ${name} among ${all.map((one) => one.name)}`);
    return found;
  }

  put(guild: string | undefined, bodies: readonly Json[], check: Check): APIApplicationCommand[] {
    check([
      ...bodies.flatMap((body, at) =>
        inItem(at, faultsOfCommandBody(spec.ApplicationCommandUpdateRequestSchema, body)),
      ),
      ...faultsOfSet(bodies),
    ]);
    this.writes += 1;
    const old = this.of(guild);
    const commands = bodies.map((body) => this.#made(body, guild, old));
    this.#byScope.set(guild ?? '', commands);
    return commands;
  }

  create(guild: string | undefined, body: Json, check: Check): APIApplicationCommand {
    check(faultsOfCommandBody(spec.ApplicationCommandCreateRequestSchema, body));
    this.writes += 1;
    const old = this.of(guild);
    const made = this.#made(body, guild, old);
    this.#byScope.set(guild ?? '', [...old.filter(({ id }) => id !== made.id), made]);
    return made;
  }

  patch(guild: string | undefined, id: string, body: Json, check: Check): APIApplicationCommand {
    check(faultsOfBody(spec.ApplicationCommandPatchRequestPartialSchema, body, this.find(guild, id)));
    this.writes += 1;
    const changed = this.#made({ ...this.find(guild, id), ...body }, guild, []);
    const made = { ...changed, id };
    this.#byScope.set(
      guild ?? '',
      this.of(guild).map((command) => (command.id === id ? made : command)),
    );
    return made;
  }

  delete(guild: string | undefined, id: string): void {
    this.find(guild, id);
    this.writes += 1;
    this.#byScope.set(
      guild ?? '',
      this.of(guild).filter((command) => command.id !== id),
    );
  }

  find(guild: string | undefined, id: string): APIApplicationCommand {
    const found = this.of(guild).find((command) => command.id === id);
    if (found === undefined) throw discordError('unknownCommand');
    return found;
  }

  /** A command as it is answered with: defaults filled in, and those of the same name keep their id. */
  #made(body: Json, guild: string | undefined, old: readonly APIApplicationCommand[]): APIApplicationCommand {
    const type = (body.type ?? ApplicationCommandType.ChatInput) as ApplicationCommandType;
    const known = old.find((command) => command.name === body.name && command.type === type);
    return {
      id: known?.id ?? this.#guilds.nextId(),
      application_id: DISCORD.bot,
      version: this.#guilds.nextId(),
      default_member_permissions: null,
      ...(guild === undefined
        ? { contexts: null, integration_types: [0], dm_permission: true }
        : { guild_id: guild }),
      name_localizations: null,
      description_localizations: null,
      nsfw: false,
      description: '',
      ...withoutEmpty(body),
      type,
    } as unknown as APIApplicationCommand;
  }
}

/** The command as GET gives it: translations only for who asks for them. */
export function listed(command: APIApplicationCommand, isWithTranslations: boolean): object {
  if (isWithTranslations) return command;
  const { name_localizations, description_localizations, ...rest } = command;
  return rest;
}

/** The option with a value to type, in the subcommand that `path` names. */
export function optionsAt(
  command: APIApplicationCommand,
  path: readonly string[],
): readonly APIApplicationCommandOption[] {
  let options: readonly APIApplicationCommandOption[] = command.options ?? [];
  for (const name of path) {
    const found = options.find((option) => option.name === name && SUBCOMMANDS.includes(option.type));
    if (found === undefined) throw new Error(`${command.name} has no subcommand ${name}`);
    options = 'options' in found ? (found.options ?? []) : [];
  }
  if (options.some(({ type }) => SUBCOMMANDS.includes(type)))
    throw new Error(`${command.name} needs a subcommand`);
  return options;
}

function faultsOfBody(schema: ZodMiniType, body: Json, held: APIApplicationCommand): Fault[] {
  return faultsOfCommandBody(schema, {
    type: held.type,
    name: held.name,
    description: held.description,
    ...body,
  });
}

function inItem(at: number, faults: readonly Fault[]): Fault[] {
  return faults.map((fault) => ({ ...fault, path: [at, ...fault.path] }));
}

function withoutEmpty(body: Json): object {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}
