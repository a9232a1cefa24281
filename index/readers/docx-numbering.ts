import { formatCount } from './docx-number-formats.ts';
import { isOn, numberOf, paragraphProperties, valOf } from './docx-properties.ts';
import type { Style, Styles } from './docx-styles.ts';
import { find, findAll, type XmlElement } from './xml.ts';

/** What an item of a list is marked with. */
export type Mark = {
  /** As the document shows it: "(a)", "Article 3"; empty for bullets and hidden marks. */
  readonly label: string;
  /** What is written for a bullet: a box as it is, and a dash for all others; empty for what is counted. */
  readonly bullet: '' | '-' | '☐' | '☑' | '☒';
  /** What stands between it and the text. */
  readonly gap: '' | ' ';
  /** The list it belongs to, and how deep in that: lists that count on together are one. */
  readonly list: string;
  readonly depth: number;
  /** The same for items that are marked alike. */
  readonly look: string;
  readonly count: number;
  /** How far the text of the item is indented where it does not say so itself, in twentieths of a point. */
  readonly indent: number;
};

/** How one level of a list is counted and written. */
type Level = {
  readonly start: number;
  readonly format: string;
  readonly text: string;
  readonly gap: '' | ' ';
  readonly isLegal: boolean;
  /** The level whose items start it again, from 1; 0 for none. `undefined`: all levels above do. */
  readonly restart: number | undefined;
  /** The style whose paragraphs are items of it. */
  readonly style: string | undefined;
  readonly indent: number;
};

/** How the items of a list are marked: several lists may count on together. */
type List = {
  /** Of what defines it. */
  readonly id: string;
  readonly levels: ReadonlyMap<number, Level>;
  /** Where this list starts levels again that others have counted, by level. */
  readonly starts: ReadonlyMap<number, number>;
  readonly counts: Counts;
};

/** What has been counted at each level; `undefined` before its first item. */
type Counts = { readonly values: (number | undefined)[]; readonly started: Set<string> };

/** Of each level beyond the one above, where nothing is said, in twentieths of a point. */
const USUAL_INDENT = 360;
const MAX_LEVELS = 9;
const MAX_COUNT = 1_000_000;
/** Longer marks are no marks. */
const MAX_LABEL_CHARS = 60;

/** The lists of a document, which count their items in the order in which they are asked for their marks. */
export class Numbering {
  readonly #styles: Styles;
  readonly #instances: ReadonlyMap<string, XmlElement>;
  readonly #definitions: ReadonlyMap<string, XmlElement>;
  readonly #lists = new Map<string, List | null>();
  readonly #counts = new Map<string, Counts>();

  constructor(numbering: XmlElement | undefined, styles: Styles) {
    this.#styles = styles;
    this.#instances = byId(findAll(numbering, 'w:num'), 'numId');
    this.#definitions = byId(findAll(numbering, 'w:abstractNum'), 'abstractNumId');
  }

  /** The mark of the next paragraph that has these properties; `null` if it is no item of a list. */
  next(properties: XmlElement | undefined, style: Style): Mark | null {
    const own = paragraphProperties(properties);
    const id = own.list ?? style.paragraph.list;
    const list = id === undefined ? null : this.#listOf(id);
    if (id === undefined || list === null) return null;
    const depth = own.listLevel ?? (own.list === undefined ? levelOfStyle(list, style) : 0);
    const level = list.levels.get(depth);
    if (level === undefined) return null;
    count(list, id, depth, level);
    return markOf(list, depth, level);
  }

  #listOf(id: string): List | null {
    const known = this.#lists.get(id);
    if (known !== undefined) return known;
    const instance = this.#instances.get(id);
    const definition = this.#definitionOf(instance);
    const list = instance === undefined || definition === null ? null : this.#open(instance, definition);
    this.#lists.set(id, list);
    return list;
  }

  /** The definition of a list, which may be that of the list that a style stands for. */
  #definitionOf(
    instance: XmlElement | undefined,
  ): { readonly id: string; readonly element: XmlElement } | null {
    let id = valOf(instance, 'w:abstractNumId');
    for (const isLast of [false, true]) {
      const element = id === undefined ? undefined : this.#definitions.get(id);
      if (id === undefined || element === undefined) return null;
      const style = valOf(element, 'w:numStyleLink');
      if (style === undefined || isLast) return { id, element };
      const linked = this.#styles.listOf(style);
      id = valOf(linked === undefined ? undefined : this.#instances.get(linked), 'w:abstractNumId');
    }
    return null;
  }

  #open(instance: XmlElement, { id, element }: { readonly id: string; readonly element: XmlElement }): List {
    const counts = this.#counts.get(id) ?? { values: [], started: new Set<string>() };
    this.#counts.set(id, counts);
    const levels = new Map(findAll(element, 'w:lvl').map(readLevel).slice(0, MAX_LEVELS));
    const starts = new Map<number, number>();
    for (const override of findAll(instance, 'w:lvlOverride')) {
      const depth = Number(override.attributes.get('ilvl'));
      const level = find(override, 'w:lvl');
      if (level !== undefined) levels.set(depth, readLevel(level)[1]);
      const start = numberOf(override, 'w:startOverride', [0, MAX_COUNT]);
      if (start !== undefined) starts.set(depth, start);
    }
    return { id, levels, starts, counts };
  }
}

function byId(elements: readonly XmlElement[], attribute: string): ReadonlyMap<string, XmlElement> {
  return new Map(elements.map((element) => [element.attributes.get(attribute) ?? '', element]));
}

function readLevel(element: XmlElement): [depth: number, level: Level] {
  const older = find(element, 'mc:AlternateContent', 'mc:Fallback');
  const format = valOf(element, 'w:numFmt') ?? valOf(older, 'w:numFmt') ?? 'decimal';
  const text = valOf(element, 'w:lvlText') ?? '';
  const isHidden = isOn(find(element, 'w:rPr'), 'w:vanish') === true;
  const depth = Number(element.attributes.get('ilvl'));
  return [
    depth,
    {
      start: numberOf(element, 'w:start', [0, MAX_COUNT]) ?? 1,
      format,
      text: isHidden || text.length > MAX_LABEL_CHARS ? '' : text,
      gap: valOf(element, 'w:suff') === 'nothing' ? '' : ' ',
      isLegal: isOn(element, 'w:isLgl') === true,
      restart: numberOf(element, 'w:lvlRestart', [0, MAX_LEVELS]),
      style: valOf(element, 'w:pStyle'),
      indent: paragraphProperties(find(element, 'w:pPr')).indent ?? depth * USUAL_INDENT,
    },
  ];
}

/** A style says of which list its paragraphs are items; the list, at which level. */
function levelOfStyle(list: List, { ids, paragraph }: Style): number {
  for (const id of ids) for (const [depth, level] of list.levels) if (level.style === id) return depth;
  return paragraph.listLevel ?? 0;
}

function count({ levels, starts, counts }: List, id: string, depth: number, level: Level): void {
  const { values, started } = counts;
  const start = starts.get(depth);
  const isFirstHere = start !== undefined && !started.has(`${id} ${depth}`);
  started.add(`${id} ${depth}`);
  const value = isFirstHere ? undefined : values[depth];
  values[depth] = value === undefined ? (start ?? level.start) : value + 1;
  for (let below = depth + 1; below < MAX_LEVELS; below += 1) {
    const restart = levels.get(below)?.restart;
    if (restart === undefined || depth < restart) values[below] = undefined;
  }
}

function markOf({ id, levels, starts, counts }: List, depth: number, level: Level): Mark {
  const isBullet = level.format === 'bullet';
  const box = (['☐', '☑', '☒'] as const).find((each) => each === level.text);
  const label = level.text
    .replace(/%([1-9])/g, (_, digit) => {
      const at = Number(digit) - 1;
      const shown = levels.get(at);
      const value = counts.values[at] ?? starts.get(at) ?? shown?.start ?? 0;
      const format = shown?.format ?? 'decimal';
      const isKept = !level.isLegal || format === 'none' || format === 'decimalZero';
      return formatCount(value, isKept ? format : 'decimal');
    })
    .trim();
  return {
    label: isBullet || label.length > MAX_LABEL_CHARS ? '' : label,
    bullet: isBullet ? (box ?? '-') : '',
    gap: level.gap,
    list: id,
    depth,
    look: isBullet ? '•' : `${level.format} ${level.text}`,
    count: counts.values[depth] ?? 0,
    indent: level.indent,
  };
}

/** The text of a paragraph with its mark in front. */
export function withMark(mark: Mark | null, text: string): string {
  if (mark !== null && mark.bullet !== '') return `${mark.bullet} ${text}`;
  return mark === null || mark.label === '' ? text : `${mark.label}${mark.gap}${text}`;
}
