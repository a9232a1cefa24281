import { find, type XmlElement } from './xml.ts';

/** Settings that are on or off, and that styles may say each their own of. */
const TOGGLES = { isBold: 'w:b', isHidden: 'w:vanish', isStruck: 'w:strike', isStruckTwice: 'w:dstrike' };

type Toggle = keyof typeof TOGGLES;

/** How a run of text looks, as far as it matters; left out what is not said. */
export type RunProperties = { readonly [Key in Toggle]?: boolean } & {
  readonly position?: string;
  readonly font?: string;
};

/** How a paragraph is set, as far as it matters; left out what is not said. */
export type ParagraphProperties = {
  /** 0 the highest, 9 for text. */
  readonly outline?: number;
  /** The list it belongs to; "0" for none. */
  readonly list?: string;
  readonly listLevel?: number;
  /** From the margin, in twentieths of a point. */
  readonly indent?: number;
};

/** The value of an element like `<w:outlineLvl w:val="1"/>`. */
export function valOf(parent: XmlElement | undefined, name: string): string | undefined {
  return find(parent, name)?.attributes.get('val');
}

/** The same as a whole number from `least` to `most`; `undefined` if it is none. */
export function numberOf(
  parent: XmlElement | undefined,
  name: string,
  [least, most]: readonly [least: number, most: number],
): number | undefined {
  const value = Number(valOf(parent, name)?.trim() || undefined);
  return Number.isInteger(value) && value >= least && value <= most ? value : undefined;
}

/** Whether something is switched on or off; `undefined` if nothing is said of it. */
export function isOn(parent: XmlElement | undefined, name: string): boolean | undefined {
  const element = find(parent, name);
  return element === undefined
    ? undefined
    : !/^(?:0|false|off|none)$/.test(element.attributes.get('val') ?? '');
}

/** What a `w:rPr` says. */
export function runProperties(properties: XmlElement | undefined): RunProperties {
  if (properties === undefined) return {};
  const toggles = Object.entries(TOGGLES).flatMap(([key, name]) => {
    const value = isOn(properties, name);
    return value === undefined ? [] : [[key, value] as const];
  });
  const position = valOf(properties, 'w:vertAlign');
  const fonts = find(properties, 'w:rFonts')?.attributes;
  const font = fonts?.get('ascii') ?? fonts?.get('hAnsi');
  return {
    ...Object.fromEntries(toggles),
    ...(position === undefined ? {} : { position }),
    ...(font === undefined ? {} : { font }),
  };
}

/** What a `w:pPr` says. */
export function paragraphProperties(properties: XmlElement | undefined): ParagraphProperties {
  const numbering = find(properties, 'w:numPr');
  const outline = numberOf(properties, 'w:outlineLvl', [0, 9]);
  const list = valOf(numbering, 'w:numId');
  const listLevel = numberOf(numbering, 'w:ilvl', [0, 8]);
  const indent = indentOf(properties);
  return {
    ...(outline === undefined ? {} : { outline }),
    ...(list === undefined ? {} : { list }),
    ...(listLevel === undefined ? {} : { listLevel }),
    ...(indent === undefined ? {} : { indent }),
  };
}

function indentOf(properties: XmlElement | undefined): number | undefined {
  const indents = find(properties, 'w:ind')?.attributes;
  return twips(indents?.get('start') ?? indents?.get('left'));
}

/** Units of length in twentieths of a point, which is what numbers without one count. */
const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  pt: 20,
  in: 1_440,
  cm: 567,
  mm: 56.7,
  pc: 240,
  pi: 240,
};

/** A length in twentieths of a point; `undefined` if it is none. */
export function twips(length: string | undefined): number | undefined {
  const { value, unit = '' } =
    /^(?<value>-?\d+(?:\.\d+)?)(?<unit>[a-z]{0,2})$/.exec(length ?? '')?.groups ?? {};
  const perUnit = UNITS[unit];
  return value === undefined || perUnit === undefined ? undefined : Number(value) * perUnit;
}

/**
 * How a run looks by its own settings and those of its styles. What is on in the paragraph's style and in the run's own
 * is off: text that stands out in text that does must not.
 */
export function combine(own: RunProperties, ofRun: RunProperties, ofParagraph: RunProperties): RunProperties {
  const toggles = Object.keys(TOGGLES) as Toggle[]; // Keys of an object that is spelled out above.
  return {
    ...ofParagraph,
    ...ofRun,
    ...Object.fromEntries(
      toggles.map((key) => [key, own[key] ?? (ofRun[key] ?? false) !== (ofParagraph[key] ?? false)]),
    ),
    ...(own.position === undefined ? {} : { position: own.position }),
    ...(own.font === undefined ? {} : { font: own.font }),
  };
}
