import type { Styles } from './html-styles.ts';
import { attribute, type Element, isElement, type Parent } from './html-tree.ts';
import { type InlineText, InlineWriter } from './inline-text.ts';
import { lowered, raised } from './raised-text.ts';

const PICTURE_FILE = /\.(?:png|jpe?g|gif|svg|webp|bmp|ico)$/i;

/** Gathers the text of a block from the elements inside it. */
export class HtmlInline {
  readonly #styles: Styles;
  readonly #text = new InlineWriter();
  #bold = 0;
  #link: InlineText['leads'] = null;
  /** Where raised and lowered text that is open began. */
  readonly #shifts: number[] = [];

  constructor(styles: Styles) {
    this.#styles = styles;
  }

  /** Whether nothing but space has been written since the last block. */
  get isEmpty(): boolean {
    return this.#text.isEmpty;
  }

  write(text: string): void {
    this.#text.write(text, { isBold: this.#bold > 0, link: this.#link });
  }

  open(element: Element): void {
    const { tagName } = element;
    if (this.#isBold(element)) this.#bold += 1;
    if (tagName === 'a') this.#link = leadOf(element);
    else if (tagName === 'br') this.#text.break();
    else if (tagName === 'img') this.#text.describePicture(descriptionOf(element));
    else if (tagName === 'input') this.write(shownInput(element));
    else if (tagName === 'q') this.write('“');
    else if (/^(?:select|textarea)$/.test(tagName)) this.write(' ');
    else if (shiftOf(element) !== null) this.#shifts.push(this.#text.length);
  }

  close(element: Element): void {
    if (element.tagName === 'q') this.write('”');
    const shift = shiftOf(element);
    if (shift !== null) this.#text.replaceFrom(this.#shifts.pop() ?? this.#text.length, shift);
    if (element.tagName === 'a') this.#link = null;
    if (isNumerator(element)) this.write('/');
    if (this.#isBold(element)) this.#bold -= 1;
  }

  /** Ends the block. */
  take(isPreformatted: boolean): InlineText {
    return this.#text.take(isPreformatted);
  }

  #isBold(element: Element): boolean {
    const { isBold } = this.#styles.lookOf(element);
    return isBold ?? (element.tagName === 'b' || element.tagName === 'strong');
  }
}

function leadOf(link: Element): InlineText['leads'] {
  const target = attribute(link, 'href');
  if (target === null) return null;
  return target.startsWith('#') ? 'within' : 'elsewhere';
}

/** What a picture shows, in words; not the name of its file. */
function descriptionOf(picture: Element): string {
  const description = attribute(picture, 'alt')?.trim() ?? '';
  return PICTURE_FILE.test(description) ? '' : description;
}

/** What a field of a form that nobody has touched says: whether it is ticked, and what cannot be changed in it. */
function shownInput(input: Element): string {
  const type = (attribute(input, 'type') ?? 'text').toLowerCase();
  if (type === 'checkbox' || type === 'radio') return attribute(input, 'checked') === null ? '[ ] ' : '[x] ';
  const isFixed = attribute(input, 'readonly') !== null || attribute(input, 'disabled') !== null;
  return isFixed && !/^(?:hidden|submit|button|reset|image|password|file)$/.test(type)
    ? ` ${attribute(input, 'value') ?? ''} `
    : '';
}

/** How raised and lowered text is written, in a text or in a formula; `null` for what is neither. */
function shiftOf(element: Element): ((text: string) => string) | null {
  if (element.tagName === 'sup') return raised;
  if (element.tagName === 'sub') return lowered;
  const parent = element.parentNode;
  if (parent === null || !isElement(parent) || !/^m(?:sup|sub|subsup)$/.test(parent.tagName)) return null;
  const place = elementsIn(parent).indexOf(element);
  if (place === 0) return null;
  return parent.tagName === 'msup' || place === 2 ? raised : lowered;
}

function isNumerator(element: Element): boolean {
  const parent = element.parentNode;
  return (
    parent !== null && isElement(parent) && parent.tagName === 'mfrac' && elementsIn(parent)[0] === element
  );
}

/** The first elements below another one; formulas have no more. */
function elementsIn(parent: Parent): Element[] {
  return parent.childNodes.slice(0, 8).filter((node) => isElement(node));
}
