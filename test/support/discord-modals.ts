import { ComponentType } from 'discord.js';
import { type Component, selectFaults, twice } from './discord-components.ts';
import type { Fault } from './discord-error.ts';

type Json = Readonly<Record<string, unknown>>;
type Place = readonly PropertyKey[];

/** What a modal asks for, with where each input is. */
function inputsOf(modal: Json): [Place, Component][] {
  const components = Array.isArray(modal.components) ? (modal.components as readonly Component[]) : [];
  return components.flatMap((outer, at): [Place, Component][] => {
    const place = ['components', at];
    if (outer?.type === ComponentType.Label && typeof outer.component === 'object')
      return [[[...place, 'component'], outer.component as Component]];
    return (outer?.components ?? []).map((input, index) => [[...place, 'components', index], input]);
  });
}

/** Faults of a modal that the published description leaves out; titles and labels are in it. */
export function faultsOfModal(modal: Json): Fault[] {
  const components = Array.isArray(modal.components) ? (modal.components as readonly Component[]) : [];
  const inputs = inputsOf(modal);
  return [
    ...(components.length > 5 ? [invalid(['components'], `${components.length} components, at most 5`)] : []),
    ...(inputs.length === 0 ? [invalid(['components'], 'asks for nothing')] : []),
    ...twice(inputs, 'custom_id', 'COMPONENT_CUSTOM_ID_DUPLICATED'),
    ...components.flatMap((outer, at) =>
      outer?.type === ComponentType.ActionRow && (outer.components?.length ?? 0) !== 1
        ? [invalid(['components', at], 'a row of a modal holds one input')]
        : [],
    ),
    ...inputs.flatMap(([place, input]) => inputFaults(place, input)),
  ];
}

function inputFaults(place: Place, input: Component): Fault[] {
  if (input.type === ComponentType.TextInput) return textFaults(place, input);
  if (input.type !== ComponentType.RadioGroup) return selectFaults(place, input);
  const options = (input.options ?? []) as readonly { value: unknown; default?: boolean }[];
  if (!Array.isArray(options)) return [];
  return [
    ...(new Set(options.map(({ value }) => value)).size < options.length
      ? [invalid([...place, 'options'], 'a value twice')]
      : []),
    ...(options.filter((option) => option.default).length > 1
      ? [invalid([...place, 'options'], 'two are chosen')]
      : []),
  ];
}

function textFaults(place: Place, input: Component): Fault[] {
  const least = Number(input.min_length ?? 0);
  const most = Number(input.max_length ?? 4_000);
  const given = String(input.value ?? '');
  const isInLabel = place.at(-1) === 'component';
  const hasLabel = typeof input.label === 'string';
  return [
    ...(least > most ? [invalid([...place, 'min_length'], 'more than max_length')] : []),
    ...(given !== '' && (given.length < least || given.length > most)
      ? [invalid([...place, 'value'], `${given.length} characters`)]
      : []),
    ...(hasLabel === isInLabel ? [invalid([...place, 'label'], 'one label, here or around it')] : []),
  ];
}

function invalid(path: Place, message: string): Fault {
  return { path, code: 'COMPONENT_VALIDATION_FAILED', message };
}

/** What a form sends when it is filled in by `custom_id`; an error where the client would not send it. */
export function filledIn(modal: Json, values: Readonly<Record<string, string>>): object[] {
  const inputs = inputsOf(modal).map(([, input]) => input);
  for (const id of Object.keys(values))
    if (!inputs.some((input) => input.custom_id === id)) throw new Error(`the form has no ${id}`);
  const sent = (input: Component): object => {
    const { type, custom_id, id = 1 } = input;
    const value = values[String(custom_id)] ?? initialOf(input);
    if (value === '' && input.required !== false) throw new Error(`${custom_id} is required`);
    if (type === ComponentType.TextInput) {
      const { min_length = 0, max_length = 4_000 } = input as { min_length?: number; max_length?: number };
      if (value !== '' && (value.length < min_length || value.length > max_length))
        throw new Error(`${custom_id} has ${value.length} characters`);
      return { type, id, custom_id, value };
    }
    const options = (input.options ?? []) as readonly { value: string }[];
    if (value !== '' && options.length > 0 && !options.some((option) => option.value === value))
      throw new Error(`${custom_id} offers no ${value}`);
    if (type === ComponentType.RadioGroup) return { type, id, custom_id, value: value === '' ? null : value };
    return { type, id, custom_id, values: value === '' ? [] : [value] };
  };
  return (modal.components as readonly Component[]).map(({ type, id = 1, component, components }) => {
    if (type === ComponentType.Label) return { type, id, component: sent(component as Component) };
    return components === undefined ? { type, id } : { type, id, components: components.map(sent) };
  });
}

function initialOf({ value, options }: Component): string {
  const chosen = ((options ?? []) as readonly { value: string; default?: boolean }[]).find(
    (option) => option.default,
  );
  return String(value ?? chosen?.value ?? '');
}
