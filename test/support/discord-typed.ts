import {
  type APIApplicationCommand,
  type APIApplicationCommandOption,
  type APIMessage,
  ApplicationCommandOptionType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord.js';
import type { Channel } from './discord-guild-payloads.ts';
import type { DiscordGuilds } from './discord-guilds.ts';
import { DISCORD } from './discord-ids.ts';
import type { Where } from './discord-people.ts';
import type { Service } from './discord-rest.ts';

type Json = Readonly<Record<string, unknown>>;
/** What somebody typed, by the names of options. */
export type Values = Readonly<Record<string, string | number | boolean>>;
type Typed = {
  readonly path: readonly string[];
  readonly options: readonly APIApplicationCommandOption[];
  readonly values: Values;
  readonly focused: string | undefined;
};

/** What the bot gets of a command that was typed; an error where the client would not send it. */
export function commandData(
  command: APIApplicationCommand,
  { path, options, values, focused }: Typed,
  service: Service,
  channel: Channel,
  where: Where,
): Json {
  demandAllowed(command, service, channel, where);
  for (const name of Object.keys(values))
    if (!options.some((option) => option.name === name))
      throw new Error(`${command.name} has no option ${name}`);
  const typed: object[] = options.flatMap((option) => {
    const value = values[option.name];
    if (value === undefined) {
      if (option.required === true && focused === undefined) throw new Error(`${option.name} is required`);
      return [];
    }
    if (focused === undefined && where.anyway !== true) demandValue(option, value);
    if (option.name === focused && !('autocomplete' in option && option.autocomplete === true))
      throw new Error(`${option.name} completes nothing`);
    return [
      { type: option.type, name: option.name, value, ...(option.name === focused && { focused: true }) },
    ];
  });
  const nested = path.toReversed().reduce<object[]>((inner, name, at) => {
    const isGroup = at > 0;
    const type = isGroup
      ? ApplicationCommandOptionType.SubcommandGroup
      : ApplicationCommandOptionType.Subcommand;
    return [{ type, name, options: inner }];
  }, typed);
  return { ...idOf(command), ...(nested.length > 0 && { options: nested }) };
}

/** The same of an entry in a message's menu, which comes with the message, whatever the bot may read. */
export function menuData(
  command: APIApplicationCommand,
  target: APIMessage,
  service: Service,
  channel: Channel,
  where: Where,
): Json {
  demandAllowed(command, service, channel, where);
  return { ...idOf(command), target_id: target.id, resolved: { messages: { [target.id]: target } } };
}

/** Where something was done and by whom, and whether the place or the person has the bot. */
export function contextOf(guilds: DiscordGuilds, channel: Channel, user: string): Json {
  const { GuildInstall, UserInstall } = ApplicationIntegrationType;
  const { guild_id: guild } = channel;
  const common = {
    channel_id: channel.id,
    app_permissions: String(guilds.botPermissionsIn(channel)),
    attachment_size_limit: 10_485_760,
    context: contextIn(channel),
    authorizing_integration_owners: guilds.isMemberOf(channel)
      ? { [GuildInstall]: guild ?? '0' }
      : { [UserInstall]: user },
  };
  if (guild === undefined)
    return { ...common, user: guilds.user(user), channel: guilds.channelPayload(channel) };
  const permissions = String(guilds.permissionsOf(user));
  return {
    ...common,
    guild_id: guild,
    guild: { id: guild, locale: 'en-US', features: [] },
    guild_locale: 'en-US',
    channel: { ...guilds.channelPayload(channel), permissions },
    member: { ...guilds.memberOf(user), permissions },
  };
}

function contextIn({ guild_id, isClosed }: Channel): InteractionContextType {
  const { Guild, BotDM, PrivateChannel } = InteractionContextType;
  return guild_id !== undefined ? Guild : isClosed === true ? PrivateChannel : BotDM;
}

function idOf({ id, name, type, guild_id }: APIApplicationCommand): Json {
  return { id, name, type, ...(guild_id !== undefined && { guild_id }) };
}

function demandAllowed(
  command: APIApplicationCommand,
  { guilds }: Service,
  channel: Channel,
  where: Where,
): void {
  const { name, contexts, integration_types = [], default_member_permissions: needed } = command;
  const { user = DISCORD.user, anyway } = where;
  if (anyway === true) return;
  const { GuildInstall, UserInstall } = ApplicationIntegrationType;
  const install = guilds.isMemberOf(channel) ? GuildInstall : UserInstall;
  const isInstalled = command.guild_id !== undefined || integration_types.includes(install);
  if (!isInstalled || (contexts && !contexts.includes(contextIn(channel))))
    throw new Error(`${name} is not offered here`);
  if (channel.guild_id === undefined || needed === null || needed === undefined) return;
  const held = guilds.permissionsOf(user);
  const isAdministrator = (held & PermissionFlagsBits.Administrator) !== 0n;
  // Nought stands for administrators alone.
  if (!isAdministrator && (needed === '0' || (held & BigInt(needed)) !== BigInt(needed)))
    throw new Error(`${name} is not offered to ${user}`);
}

function demandValue(option: APIApplicationCommandOption, value: string | number | boolean): void {
  const { String: text, Integer, Number: number, Boolean: flag } = ApplicationCommandOptionType;
  const expected = { [text]: 'string', [Integer]: 'number', [number]: 'number', [flag]: 'boolean' } as Record<
    number,
    string
  >;
  const type = expected[option.type] ?? 'string';
  if (typeof value !== type) throw new Error(`${option.name} is a ${type}`);
  const limits = option as {
    min_length?: number;
    max_length?: number;
    min_value?: number;
    max_value?: number;
  };
  const { min_length = 0, max_length = 6_000 } = limits;
  if (typeof value === 'string' && (value.length < min_length || value.length > max_length))
    throw new Error(`${option.name} has ${value.length} characters`);
  if (
    typeof value === 'number' &&
    (value < (limits.min_value ?? value) || value > (limits.max_value ?? value))
  )
    throw new Error(`${option.name} is ${value}`);
  const choices = (option as { choices?: readonly { value: unknown }[] }).choices ?? [];
  if (choices.length > 0 && !choices.some((choice) => choice.value === value))
    throw new Error(`${option.name} offers no ${value}`);
}
