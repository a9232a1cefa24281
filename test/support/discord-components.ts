import { ButtonStyle, ComponentType } from 'discord.js';
import type { Fault } from './discord-error.ts';

export type Component = Readonly<Record<string, unknown>> & {
  readonly type: number;
  readonly components?: readonly Component[];
  readonly accessory?: Component;
};
type Place = readonly PropertyKey[];

const SELECTS = new Set<number>([
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
]);

/** Every component with where it is, outer ones first. */
export function componentsIn(
  components: readonly unknown[],
  place: Place = ['components'],
): [Place, Component][] {
  return (components as readonly Component[]).flatMap((component, at): [Place, Component][] => {
    if (typeof component !== 'object' || component === null) return [];
    const here = [...place, at];
    const { accessory, components: inner } = component;
    return [
      [here, component],
      ...(Array.isArray(inner) ? componentsIn(inner, [...here, 'components']) : []),
      ...(typeof accessory === 'object'
        ? ([[[...here, 'accessory'], accessory]] as [Place, Component][])
        : []),
    ];
  });
}

const DEFAULTS: Readonly<Record<number, object>> = {
  [ComponentType.Container]: { accent_color: null, spoiler: false },
  [ComponentType.Separator]: { spacing: 1, divider: true },
  [ComponentType.StringSelect]: { min_values: 1, max_values: 1 },
};

/** Components as a message that was made holds them: with what was left out, and each with a number. */
export function completed(components: readonly object[]): object[] {
  const copy = structuredClone(components) as object[];
  for (const [at, [, component]] of componentsIn(copy).entries())
    Object.assign(component, { ...DEFAULTS[component.type], ...component, id: component.id || at + 1 });
  return copy;
}

/**
 * Faults by the limits of https://docs.discord.com/developers/components/reference that the published description
 * leaves out, and by those known from use: 40 components and 4000 characters in a message.
 */
export function faultsOfComponents(components: readonly unknown[], isV2: boolean): Fault[] {
  const all = componentsIn(components);
  return [
    ...(isV2 ? countFaults(all) : legacyFaults(components as readonly Component[])),
    ...twice(all, 'custom_id', 'COMPONENT_CUSTOM_ID_DUPLICATED'),
    ...twice(all, 'id', 'COMPONENT_ID_DUPLICATED'),
    ...all.flatMap(([place, component]) => ownFaults(place, component)),
  ];
}

/** Faults of ids that are given more than once. */
export function twice(all: readonly [Place, Component][], key: string, code: string): Fault[] {
  const seen = new Set<unknown>();
  return all.flatMap(([place, component]) => {
    const id = component[key];
    if (id === undefined || id === null || id === 0) return [];
    const isTaken = seen.has(id);
    seen.add(id);
    return isTaken ? [{ path: [...place, key], code, message: `${key} ${id} twice` }] : [];
  });
}

export function selectFaults(place: Place, component: Component): Fault[] {
  const options = (component.options ?? []) as readonly { value: unknown; default?: boolean }[];
  if (component.type !== ComponentType.StringSelect || !Array.isArray(options)) return [];
  const most = Number(component.max_values ?? 1);
  return [
    ...(options.length < 1 || options.length > 25
      ? [invalid([...place, 'options'], `${options.length} options`)]
      : []),
    ...(new Set(options.map(({ value }) => value)).size < options.length
      ? [invalid([...place, 'options'], 'a value twice')]
      : []),
    ...(most > options.length ? [invalid([...place, 'max_values'], 'more than there are options')] : []),
    ...(options.filter((option) => option.default).length > most
      ? [invalid([...place, 'options'], 'more chosen than may be')]
      : []),
  ];
}

function countFaults(all: readonly [Place, Component][]): Fault[] {
  const text = all.reduce(
    (sum, [, { type, content }]) =>
      type === ComponentType.TextDisplay && typeof content === 'string' ? sum + content.length : sum,
    0,
  );
  return [
    ...(all.length > 40 ? [invalid(['components'], `${all.length} components, at most 40`)] : []),
    ...(text > 4_000 ? [invalid(['components'], `${text} characters displayed, at most 4000`)] : []),
  ];
}

function legacyFaults(components: readonly Component[]): Fault[] {
  return [
    ...(components.length > 5 ? [invalid(['components'], `${components.length} rows, at most 5`)] : []),
    ...components.flatMap((component, at) =>
      component?.type === ComponentType.ActionRow
        ? []
        : [
            {
              path: ['components', at, 'type'],
              code: 'UNION_TYPE_CHOICES',
              message: `type ${component?.type} without IS_COMPONENTS_V2: must be one of (1,)`,
            },
          ],
    ),
  ];
}

function ownFaults(place: Place, component: Component): Fault[] {
  switch (component.type) {
    case ComponentType.ActionRow:
      return rowFaults(place, component);
    case ComponentType.Button:
      return buttonFaults(place, component);
    case ComponentType.TextDisplay:
      return String(component.content ?? '').trim() === '' ? [invalid([...place, 'content'], 'blank')] : [];
    default:
      return selectFaults(place, component);
  }
}

function rowFaults(place: Place, { components = [] }: Component): Fault[] {
  const selects = components.filter(({ type }) => SELECTS.has(type)).length;
  const isFine = selects === 0 ? components.length <= 5 : components.length === 1;
  return isFine ? [] : [invalid([...place, 'components'], 'holds 5 buttons or 1 select')];
}

function buttonFaults(place: Place, { style, custom_id, url, sku_id, label, emoji }: Component): Fault[] {
  const isLink = style === ButtonStyle.Link;
  const isPremium = style === ButtonStyle.Premium;
  const needs = isLink ? url : isPremium ? sku_id : custom_id;
  const excluded = isLink || isPremium ? custom_id : (url ?? sku_id);
  const hasFace = (typeof label === 'string' && label.trim() !== '') || (emoji ?? null) !== null;
  return [
    ...(needs === undefined || needs === null
      ? [invalid(place, 'needs a custom_id, or a url if it is a link')]
      : []),
    ...(excluded === undefined || excluded === null
      ? []
      : [invalid(place, 'custom_id and url exclude each other')]),
    ...(hasFace || isPremium ? [] : [invalid([...place, 'label'], 'neither label nor emoji')]),
    ...(isLink && !/^(https?|discord):\/\//.test(String(url)) ? [invalid([...place, 'url'], 'scheme')] : []),
  ];
}

function invalid(path: Place, message: string): Fault {
  return { path, code: 'COMPONENT_VALIDATION_FAILED', message };
}
