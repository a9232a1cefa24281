import {
  type ParagraphProperties,
  paragraphProperties,
  type RunProperties,
  runProperties,
  valOf,
} from './docx-properties.ts';
import { find, findAll, type XmlElement } from './xml.ts';

/** A style with all that it takes over from those it is based on. */
export type Style = {
  /** Its own identifier and those of the styles it is based on, the nearest first. */
  readonly ids: readonly string[];
  /** Of the same, in lower case: of the styles that Word brings, the English names in all languages. */
  readonly names: readonly string[];
  readonly paragraph: ParagraphProperties;
  readonly run: RunProperties;
};

/** Word goes no further either. */
const MAX_BASES = 20;

const PLAIN: Style = { ids: [], names: [], paragraph: {}, run: {} };

/** The styles of a document. */
export class Styles {
  readonly #elements = new Map<string, XmlElement>();
  readonly #resolved = new Map<string, Style>();
  readonly #default: string | undefined;

  constructor(styles: XmlElement | undefined) {
    for (const style of findAll(styles, 'w:style')) {
      const id = style.attributes.get('styleId') ?? '';
      this.#elements.set(id, style);
      const isDefault = /^(?:1|true|on)$/.test(style.attributes.get('default') ?? '');
      if (isDefault && style.attributes.get('type') === 'paragraph') this.#default ??= id;
    }
  }

  ofParagraph(properties: XmlElement | undefined): Style {
    return this.#resolve(valOf(properties, 'w:pStyle') ?? this.#default);
  }

  ofRun(properties: XmlElement | undefined): Style {
    return this.#resolve(valOf(properties, 'w:rStyle'));
  }

  /** The list that a style of lists stands for. */
  listOf(id: string): string | undefined {
    return valOf(find(this.#elements.get(id), 'w:pPr', 'w:numPr'), 'w:numId');
  }

  #resolve(id: string | undefined): Style {
    if (id === undefined) return PLAIN;
    const known = this.#resolved.get(id);
    if (known !== undefined) return known;
    const bases: string[] = [];
    for (
      let next: string | undefined = id;
      next !== undefined && !bases.includes(next) && bases.length < MAX_BASES;
      next = valOf(this.#elements.get(next), 'w:basedOn')
    )
      bases.push(next);
    const elements = bases.map((base) => this.#elements.get(base));
    const style = {
      ids: bases,
      names: bases.map((base, i) => (valOf(elements[i], 'w:name') ?? base).toLowerCase()),
      paragraph: Object.assign(
        {},
        ...elements.map((each) => paragraphProperties(find(each, 'w:pPr'))).reverse(),
      ),
      run: Object.assign({}, ...elements.map((each) => runProperties(find(each, 'w:rPr'))).reverse()),
    };
    this.#resolved.set(id, style);
    return style;
  }
}
