import { MessageFlags } from 'discord.js';
import * as spec from 'discord-api-spec/zod';
import type { ZodMiniType } from 'zod/mini';
import { faultsOfCommand } from './discord-command-rules.ts';
import { faultsOfComponents } from './discord-components.ts';
import type { Fault } from './discord-error.ts';
import { faultsOfModal } from './discord-modals.ts';

type Json = Readonly<Record<string, unknown>>;
type Issue = {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly [more: string]: unknown;
};

/** What a message holds so far, which an edit adds to. */
export type Held = {
  readonly content: string;
  readonly components: readonly unknown[];
  readonly embeds: readonly unknown[];
  readonly flags: number;
};

/** Who makes a message: a bot in a channel, or an interaction. */
export type Maker = 'channel' | 'interaction';

const EMPTY: Held = { content: '', components: [], embeds: [], flags: 0 };
const V2 = MessageFlags.IsComponentsV2;
const FLAGS: Readonly<Record<Maker, number>> = {
  channel: MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | V2,
  interaction: MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | V2 | MessageFlags.Ephemeral,
};
const EDIT_FLAGS = MessageFlags.SuppressEmbeds | V2;

/** Faults by Discord's published description, https://github.com/discord/discord-api-spec. */
export function faultsBySchema(schema: ZodMiniType, body: unknown): Fault[] {
  const result = schema.safeParse(body);
  return [
    ...(result.success ? [] : (result.error.issues as unknown as Issue[]).flatMap(faultOf)),
    ...unicode(body),
  ];
}

export function faultsOfNewMessage(schema: ZodMiniType, body: Json, maker: Maker): Fault[] {
  return [...faultsBySchema(schema, body), ...messageFaults(body, EMPTY, FLAGS[maker])];
}

export function faultsOfEdit(schema: ZodMiniType, body: Json, held: Held): Fault[] {
  return [
    ...faultsBySchema(schema, body),
    ...messageFaults(body, held, EDIT_FLAGS),
    ...((held.flags & V2) !== 0 && typeof body.flags === 'number' && (body.flags & V2) === 0
      ? [fault(['flags'], 'MESSAGE_FLAGS_INVALID', 'IS_COMPONENTS_V2 cannot be removed')]
      : []),
  ];
}

/** The first answer to an interaction. */
export function faultsOfCallback(body: Json, held: Held): Fault[] {
  const data = (body.data ?? {}) as Json;
  const under = (faults: readonly Fault[]) =>
    faults.map((found) => ({ ...found, path: ['data', ...found.path] }));
  switch (body.type) {
    case 4:
      return [
        ...faultsBySchema(spec.CreateMessageInteractionCallbackRequestSchema, body),
        ...under(messageFaults(data, EMPTY, FLAGS.interaction)),
      ];
    case 5:
      return [
        ...faultsBySchema(spec.CreateMessageInteractionCallbackRequestSchema, body),
        ...under(flagFaults(data.flags, MessageFlags.Ephemeral)),
        ...Object.keys(data)
          .filter((key) => key !== 'flags')
          .map((key) => fault(['data', key], 'NOT_WHEN_DEFERRED', 'a deferred answer has flags only')),
      ];
    case 6:
      return faultsBySchema(spec.UpdateMessageInteractionCallbackRequestSchema, body);
    case 7:
      return [
        ...faultsBySchema(spec.UpdateMessageInteractionCallbackRequestSchema, body),
        ...under(messageFaults(data, held, EDIT_FLAGS)),
      ];
    case 8:
      return [
        ...faultsBySchema(spec.ApplicationCommandAutocompleteCallbackRequestSchema, body),
        ...under(choicesFaults(data.choices)),
      ];
    case 9:
      return [
        ...faultsBySchema(spec.ModalInteractionCallbackRequestSchema, body),
        ...under(faultsOfModal(data)),
      ];
    default:
      return [fault(['type'], 'BASE_TYPE_CHOICES', 'Value must be one of {4, 5, 6, 7, 8, 9}.')];
  }
}

export function faultsOfCommandBody(schema: ZodMiniType, body: Json): Fault[] {
  const { default_member_permissions: permissions, ...rest } = body;
  // Described as a number; every client sends a string, and Discord answers with one.
  const asNumber =
    typeof permissions === 'string' && /^\d+$/.test(permissions) ? Number(permissions) : permissions;
  const described = permissions === undefined ? rest : { ...rest, default_member_permissions: asNumber };
  return [...faultsBySchema(schema, described), ...faultsOfCommand(body)];
}

/** Whether a message says whom it may notify: nobody. */
export function mayNotify(body: Json): boolean {
  const allowed = body.allowed_mentions as { parse?: unknown[]; replied_user?: unknown } | null | undefined;
  return !Array.isArray(allowed?.parse) || allowed.parse.length > 0 || allowed.replied_user === true;
}

function messageFaults(body: Json, held: Held, flags: number): Fault[] {
  const after = {
    content: body.content === undefined ? held.content : (body.content ?? ''),
    components: (body.components === undefined ? held.components : (body.components ?? [])) as unknown[],
    embeds: (body.embeds === undefined ? held.embeds : (body.embeds ?? [])) as unknown[],
    isV2: ((Number(body.flags ?? 0) | held.flags) & V2) !== 0,
  };
  const { content, components, embeds, isV2 } = after;
  if (!Array.isArray(components) || !Array.isArray(embeds)) return [];
  return [
    ...flagFaults(body.flags, flags),
    ...(typeof content === 'string' && content.length > 2_000
      ? [fault(['content'], 'BASE_TYPE_MAX_LENGTH', 'Must be 2000 or fewer in length.')]
      : []),
    ...(isV2 && content !== ''
      ? [
          fault(
            ['content'],
            'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
            'content beside IS_COMPONENTS_V2',
          ),
        ]
      : []),
    ...(isV2 && (embeds.length > 0 || (body.poll ?? null) !== null)
      ? [
          fault(
            ['embeds'],
            'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
            'embeds beside IS_COMPONENTS_V2',
          ),
        ]
      : []),
    ...faultsOfComponents(components, isV2),
  ];
}

/** Discord passes over flags it does not know here; a test should hear of them. */
function flagFaults(flags: unknown, allowed: number): Fault[] {
  const other = Number(flags ?? 0) & ~allowed;
  return other === 0 ? [] : [fault(['flags'], 'MESSAGE_FLAGS_INVALID', `flags ${other} cannot be set here`)];
}

/** The description allows 6000 characters; the service 100. */
function choicesFaults(choices: unknown): Fault[] {
  if (!Array.isArray(choices)) return [];
  return choices.flatMap((choice: Json, at) =>
    typeof choice?.value === 'string' && choice.value.length > 100
      ? [fault(['choices', at, 'value'], 'BASE_TYPE_MAX_LENGTH', 'Must be 100 or fewer in length.')]
      : [],
  );
}

function faultOf(issue: Issue): Fault[] {
  if (issue.code === 'invalid_union') {
    const branches = issue.errors as Issue[][];
    const isOther = ({ code, path }: Issue) => code === 'invalid_value' && path[0] === 'type';
    const meant = branches.find((branch) => !branch.some(isOther));
    if (meant !== undefined)
      return meant.flatMap((inner) => faultOf({ ...inner, path: [...issue.path, ...inner.path] }));
  }
  return [fault(issue.path, ...wordsFor(issue))];
}

function wordsFor({ code, ...issue }: Issue): [string, string] {
  const what = issue.origin === 'string' ? 'in length' : issue.origin === 'array' ? 'items' : '';
  switch (code) {
    case 'too_big':
      return ['BASE_TYPE_MAX_LENGTH', `Must be ${issue.maximum} or fewer ${what}.`];
    case 'too_small':
      return ['BASE_TYPE_MIN_LENGTH', `Must be ${issue.minimum} or more ${what}.`];
    case 'invalid_type':
      return ['BASE_TYPE_REQUIRED', `Must be ${issue.expected}.`];
    case 'invalid_value':
      return ['BASE_TYPE_CHOICES', `Value must be one of {${(issue.values as unknown[]).join(', ')}}.`];
    default:
      return ['BASE_TYPE_INVALID', `Invalid: ${code}.`];
  }
}

/** Text that is no Unicode cannot be sent as JSON in UTF-8. */
function unicode(body: unknown): Fault[] {
  return /\\ud[89a-f]/.test(JSON.stringify(body) ?? '')
    ? [fault([], 'BASE_TYPE_INVALID', 'lone surrogate')]
    : [];
}

function fault(path: readonly PropertyKey[], code: string, message: string): Fault {
  return { path, code, message };
}
