import type { Styles } from './html-styles.ts';
import { attribute, type Element, headingLevelOf, isElement, type Node, type Parent } from './html-tree.ts';

/** How a list counts, by the letter of its `type`. */
const TYPES: Readonly<Record<string, string>> = {
  '1': 'decimal',
  a: 'lower-alpha',
  A: 'upper-alpha',
  i: 'lower-roman',
  I: 'upper-roman',
  none: 'none',
};
const BULLETS = /^(?:disc|circle|square)$/;
/** Wrappers between an item and its heading are no deeper. */
const MAX_WRAPPERS = 4;

/** A list, and the marks that a browser shows in front of its items. */
export class OpenList {
  /** Whether the items are sections under headings, or cards, so that they stand in no list but under each other. */
  readonly isOfSections: boolean;
  readonly #isOrdered: boolean;
  readonly #style: string;
  readonly #step: 1 | -1;
  readonly #styles: Styles;
  #next: number;

  constructor(list: Element, styles: Styles) {
    const items = list.childNodes.filter((node) => isElement(node)).filter(({ tagName }) => tagName === 'li');
    this.#isOrdered = list.tagName === 'ol';
    this.#styles = styles;
    this.#style = styles.lookOf(list).listStyle ?? styleOf(list) ?? (this.#isOrdered ? 'decimal' : 'disc');
    this.#step = attribute(list, 'reversed') === null ? 1 : -1;
    this.#next = numberOf(list, 'start') ?? (this.#step === 1 ? 1 : items.length);
    this.isOfSections = items.some(opensWithHeading);
  }

  /** The mark of the next item: a bullet, a number as it is shown, or nothing. */
  markOf(item: Element): string {
    const number = this.#isOrdered ? (numberOf(item, 'value') ?? this.#next) : 0;
    this.#next = number + this.#step;
    const style = this.#styles.lookOf(item).listStyle ?? styleOf(item) ?? this.#style;
    if (style === 'none') return '';
    return BULLETS.test(style) || !this.#isOrdered ? '-' : count(number, style);
  }
}

/** Whether an element is a list, or said to be one. */
export function isList(element: Element): boolean {
  return /^(?:ul|ol|menu|dir)$/.test(element.tagName) || attribute(element, 'role') === 'list';
}

export function isItem(element: Element): boolean {
  return element.tagName === 'li' || attribute(element, 'role') === 'listitem';
}

function styleOf(element: Element): string | null {
  return TYPES[attribute(element, 'type') ?? ''] ?? null;
}

function numberOf(element: Element, name: string): number | null {
  const value = attribute(element, name)?.trim() ?? '';
  return /^[+-]?\d{1,9}$/.test(value) ? Number(value) : null;
}

/** Whether the first thing in an item is a heading, so that what follows stands under that. */
function opensWithHeading(item: Element): boolean {
  let around: Parent = item;
  for (let wrappers = 0; wrappers < MAX_WRAPPERS; wrappers += 1) {
    const first: Node | undefined = around.childNodes.find(
      (node) => isElement(node) || ('value' in node && node.value.trim() !== ''),
    );
    if (first === undefined || !isElement(first)) return false;
    if (headingLevelOf(first) > 0) return true;
    around = first;
  }
  return false;
}

function count(number: number, style: string): string {
  if (style.startsWith('cjk') || style.startsWith('simp') || style.startsWith('trad')) {
    const chinese = number > 0 && number < 100 ? inChinese(number) : String(number);
    return `${chinese}、`;
  }
  if (style === 'decimal-leading-zero') return `${String(number).padStart(2, '0')}.`;
  const isUpper = style.startsWith('upper');
  const spelled = style.endsWith('roman') ? inRoman(number) : style === 'decimal' ? null : inLetters(number);
  if (spelled === null) return `${number}.`;
  return `${isUpper ? spelled.toUpperCase() : spelled}.`;
}

/** a, b … z, aa, ab …; `null` for what letters do not count. */
function inLetters(number: number): string | null {
  if (number < 1) return null;
  let letters = '';
  for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(97 + ((rest - 1) % 26)) + letters;
  return letters;
}

const ROMAN_DIGITS: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

function inRoman(number: number): string | null {
  if (number < 1 || number > 3_999) return null;
  let rest = number;
  let roman = '';
  for (const [worth, digits] of ROMAN_DIGITS) for (; rest >= worth; rest -= worth) roman += digits;
  return roman;
}

function inChinese(number: number): string {
  const digits = '〇一二三四五六七八九';
  const tens = Math.floor(number / 10);
  const tensWritten = tens === 0 ? '' : `${tens === 1 ? '' : digits.charAt(tens)}十`;
  return tensWritten + (number % 10 === 0 && tens > 0 ? '' : digits.charAt(number % 10));
}
