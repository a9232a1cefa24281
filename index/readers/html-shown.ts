import type { Panels } from './html-panels.ts';
import type { Styles } from './html-styles.ts';
import {
  attribute,
  classesOf,
  type Element,
  headingLevelOf,
  isElement,
  type Parent,
  parentOf,
  textOf,
} from './html-tree.ts';

/** What is never part of what a page says to its readers. */
const NEVER_SHOWN = new Set(
  'head script style template noscript svg iframe object embed video audio canvas map datalist dialog rt rp annotation annotation-xml'.split(
    ' ',
  ),
);
/** Names that style sheets of the large frameworks give to text for those who have a page read to them. */
const READ_ALOUD =
  /^(?:[a-z]+-)?(?:sr-(?:only|text)|visually-?hidden|screen-?reader(?:-?(?:text|only))?|off-?screen|element-invisible|show-for-sr|assistive-text)(?:-focusable)?$/i;

/** Pictures that are written as words, or as letters of a font of their own. */
const ICON = /(?:^|[-_])(?:icons?|glyphicon|material-symbols|fa[srlb]?)(?:$|[-_])/i;

/** What links to the place where they stand are called. */
const PERMALINK = /^(?:[#¶§🔗⚓]\ufe0f?|(?:perma|direct )?link(?: to (?:this|the) \p{L}+)?)$/iu;

/** Tells which elements of a page a reader sees and can take as said: nothing hidden, and nothing struck out. */
export class Shown {
  readonly #styles: Styles;
  readonly #panels: Panels;
  /** Whether text to be read aloud stands below an element, once that is known. */
  readonly #readAloudBelow = new Map<Parent, boolean>();

  constructor(styles: Styles, panels: Panels) {
    this.#styles = styles;
    this.#panels = panels;
  }

  isShown(element: Element): boolean {
    const { tagName } = element;
    if (NEVER_SHOWN.has(tagName)) return false;
    if (isStruckOut(element, this.#styles)) return false;
    if (this.#panels.isTab(element) || isPermalink(element)) return false;
    if (this.#panels.isPanel(element)) return true;
    if (isHidden(element, this.#styles) || this.#isReadAloud(element)) return false;
    if (attribute(element, 'aria-hidden') === 'true') return this.#isSeenOnly(element);
    if (tagName === 'button' || attribute(element, 'role') === 'button') return this.#isTextButton(element);
    if (tagName === 'option') return attribute(element, 'selected') !== null;
    // What anybody may overwrite is nothing that the page says.
    return tagName !== 'textarea' || attribute(element, 'readonly') !== null;
  }

  #isReadAloud(element: Element): boolean {
    return (
      this.#styles.lookOf(element).isOutOfSight === true ||
      classesOf(element).some((name) => READ_ALOUD.test(name))
    );
  }

  /** Decoration is hidden from those who have a page read to them; so is what is said to them in other words next to it. */
  #isSeenOnly(element: Element): boolean {
    const parent = element.parentNode;
    if (parent === null || element.tagName === 'i' || classesOf(element).some((name) => ICON.test(name)))
      return false;
    let isSaid = this.#readAloudBelow.get(parent);
    if (isSaid === undefined) {
      isSaid = parent.childNodes.some((node) => isElement(node) && this.#isReadAloud(node));
      this.#readAloudBelow.set(parent, isSaid);
    }
    return isSaid;
  }

  /** Buttons do something; those that open what is below them, or make up a heading, say something. */
  #isTextButton(element: Element): boolean {
    if (this.#panels.isOpener(element)) return true;
    const parent = parentOf(element);
    return (
      parent !== null &&
      headingLevelOf(parent) > 0 &&
      parent.childNodes.every((node) => node === element || !says(node))
    );
  }
}

/** A link beside a heading or a clause that leads to itself, and says nothing. */
function isPermalink(element: Element): boolean {
  return (
    element.tagName === 'a' &&
    attribute(element, 'href')?.includes('#') === true &&
    PERMALINK.test(textOf(element))
  );
}

function says(node: Parent['childNodes'][number]): boolean {
  return isElement(node) || ('value' in node && node.value.trim() !== '');
}

function isStruckOut(element: Element, styles: Styles): boolean {
  return /^(?:del|s|strike)$/.test(element.tagName) || styles.lookOf(element).isStruckOut === true;
}

/** Whether an element is not displayed; "until-found" is when somebody searches the page for its words. */
export function isHidden(element: Element, styles: Styles): boolean {
  const hidden = attribute(element, 'hidden');
  return (
    (hidden !== null && hidden.toLowerCase() !== 'until-found') || styles.lookOf(element).isHidden === true
  );
}
