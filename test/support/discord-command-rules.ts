import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js';
import { AvailableLocalesEnumSchema } from 'discord-api-spec/zod';
import type { Fault } from './discord-error.ts';

type Json = Readonly<Record<string, unknown>>;
type Place = readonly PropertyKey[];
type Option = Json & {
  readonly name?: unknown;
  readonly type?: number;
  readonly options?: readonly Option[];
};

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-naming */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const SUBCOMMANDS = [ApplicationCommandOptionType.Subcommand, ApplicationCommandOptionType.SubcommandGroup];
const COMPLETABLE = [
  ApplicationCommandOptionType.String,
  ApplicationCommandOptionType.Integer,
  ApplicationCommandOptionType.Number,
];

/** Faults of a command by the rules in the documentation that the published description leaves out. */
export function faultsOfCommand(command: Json): Fault[] {
  const isSlash = (command.type ?? ApplicationCommandType.ChatInput) === ApplicationCommandType.ChatInput;
  const options = (command.options ?? []) as readonly Option[];
  const { default_member_permissions: permissions } = command;
  return [
    ...(permissions === undefined || permissions === null || /^\d+$/.test(String(permissions))
      ? []
      : [invalid(['default_member_permissions'], 'no number')]),
    ...(isSlash ? slashFaults(command, options) : menuFaults(command, options)),
    ...localeFaults(command, [], isSlash),
  ];
}

/** The same of all that are put at once. */
export function faultsOfSet(commands: readonly Json[]): Fault[] {
  const kinds: Readonly<Record<number, number>> = { 1: 100, 2: 15, 3: 15 };
  const keys = commands.map(({ name, type = 1 }) => `${type} ${name}`);
  return [
    ...(new Set(keys).size < keys.length
      ? [{ path: [], code: 'APPLICATION_COMMANDS_DUPLICATE_NAME', message: 'a name twice' }]
      : []),
    ...Object.entries(kinds).flatMap(([kind, most]) =>
      commands.filter(({ type = 1 }) => type === Number(kind)).length > most
        ? [invalid([], `more than ${most} commands of type ${kind}`)]
        : [],
    ),
  ];
}

function slashFaults(command: Json, options: readonly Option[]): Fault[] {
  const size = sizeOf(command as Option);
  return [
    ...nameFaults(command.name, ['name']),
    ...(typeof command.description === 'string' && command.description !== ''
      ? []
      : command.description === undefined && command.name === undefined
        ? []
        : [invalid(['description'], 'This field is required')]),
    ...(size > 8_000 ? [invalid([], `${size} characters, at most 8000`)] : []),
    ...optionsFaults(options, ['options'], 0),
  ];
}

function menuFaults({ description }: Json, options: readonly Option[]): Fault[] {
  return [
    ...((description ?? '') === '' ? [] : [invalid(['description'], 'a menu entry has none')]),
    ...(options.length === 0 ? [] : [invalid(['options'], 'a menu entry has none')]),
  ];
}

function optionsFaults(options: readonly Option[], place: Place, depth: number): Fault[] {
  if (!Array.isArray(options)) return [];
  const all = options as readonly Option[];
  const isSub = all.map(({ type }) => SUBCOMMANDS.includes(type as ApplicationCommandOptionType));
  const firstFree = all.findIndex(({ required }) => required !== true);
  return [
    ...(new Set(all.map(({ name }) => name)).size < all.length ? [invalid(place, 'a name twice')] : []),
    ...(isSub.some(Boolean) && !isSub.every(Boolean) ? [invalid(place, 'subcommands beside options')] : []),
    ...(firstFree >= 0 && all.slice(firstFree).some(({ required }) => required === true)
      ? [
          {
            path: place,
            code: 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
            message: 'Required options must be placed before non-required options',
          },
        ]
      : []),
    ...all.flatMap((option, at) => optionFaults(option, [...place, at], depth)),
  ];
}

function optionFaults(option: Option, place: Place, depth: number): Fault[] {
  const { type, choices, autocomplete, options = [] } = option;
  const isGroup = type === ApplicationCommandOptionType.SubcommandGroup;
  const isSub = type === ApplicationCommandOptionType.Subcommand;
  const list = Array.isArray(choices) ? (choices as readonly Json[]) : [];
  return [
    ...nameFaults(option.name, [...place, 'name']),
    ...localeFaults(option, place, true),
    ...((isGroup && depth > 0) || (isSub && depth > 1) ? [invalid(place, 'nested too deep')] : []),
    ...(autocomplete === true && !COMPLETABLE.includes(type as ApplicationCommandOptionType)
      ? [invalid([...place, 'autocomplete'], 'not for this type')]
      : []),
    ...(autocomplete === true && list.length > 0
      ? [invalid([...place, 'choices'], 'beside autocomplete')]
      : []),
    ...(new Set(list.map(({ value }) => value)).size < list.length ||
    new Set(list.map(({ name }) => name)).size < list.length
      ? [invalid([...place, 'choices'], 'a choice twice')]
      : []),
    ...list.flatMap(({ value }, at) =>
      typeof value === 'string' && value.length > 100
        ? [invalid([...place, 'choices', at, 'value'], 'Must be 100 or fewer in length.')]
        : [],
    ),
    ...(Number(option.min_length ?? 0) > Number(option.max_length ?? 6_000)
      ? [invalid([...place, 'min_length'], 'more than max_length')]
      : []),
    ...(isGroup || isSub ? optionsFaults(options, [...place, 'options'], depth + 1) : []),
  ];
}

function localeFaults(object: Json, place: Place, isNamed: boolean): Fault[] {
  return ['name_localizations', 'description_localizations'].flatMap((key) =>
    Object.entries((object[key] ?? {}) as Json).flatMap(([locale, text]) => [
      ...(AvailableLocalesEnumSchema.safeParse(locale).success
        ? []
        : [invalid([...place, key, locale], 'no locale of Discord')]),
      ...(key === 'name_localizations' && isNamed ? nameFaults(text, [...place, key, locale]) : []),
    ]),
  );
}

function nameFaults(name: unknown, place: Place): Fault[] {
  if (typeof name !== 'string') return [];
  return NAME.test(name) && name === name.toLowerCase()
    ? []
    : [{ path: place, code: 'APPLICATION_COMMAND_INVALID_NAME', message: 'Command name is invalid' }];
}

/** Characters of names, descriptions and values, the longest translation of each. */
function sizeOf(option: Option): number {
  const longest = (text: unknown, others: unknown) =>
    Math.max(
      String(text ?? '').length,
      ...Object.values((others ?? {}) as Json).map((other) => String(other).length),
    );
  const choices = (option.choices ?? []) as readonly Json[];
  return (
    longest(option.name, option.name_localizations) +
    longest(option.description, option.description_localizations) +
    choices.reduce(
      (sum, choice) => sum + longest(choice.name, choice.name_localizations) + String(choice.value).length,
      0,
    ) +
    (option.options ?? []).reduce((sum, inner) => sum + sizeOf(inner), 0)
  );
}

function invalid(path: Place, message: string): Fault {
  return { path, code: 'BASE_TYPE_INVALID', message };
}
