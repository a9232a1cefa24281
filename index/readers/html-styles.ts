import { attribute, classesOf, type Element, elementsOf, type Parent } from './html-tree.ts';

/** How an element looks, as far as it changes what its text says; what nothing is said of is left out. */
export type Look = {
  readonly isHidden?: boolean;
  /** Moved off the page, or into a box without a size: read aloud, and not seen. */
  readonly isOutOfSight?: boolean;
  readonly isStruckOut?: boolean;
  readonly isBold?: boolean;
  /** As in `list-style-type`. */
  readonly listStyle?: string;
};

const PLAIN: Look = {};

/** A rule for elements of a name, with an id and with classes; what it does not ask for is empty. */
type Rule = {
  readonly tagName: string;
  readonly id: string;
  readonly classes: readonly string[];
  readonly look: Look;
};

/** One name, one id and classes; what stands in or next to something else is left to browsers. */
const SIMPLE_SELECTOR = /^(?<tag>[a-z][a-z\d]*)?(?:#(?<id>[\w-]+))?(?<classes>(?:\.[\w-]+)*)$/i;
/** More rules than any page has that change what its text says. */
const MAX_RULES = 1_000;
const LIST_STYLE =
  /\b(?:none|disc|circle|square|decimal(?:-leading-zero)?|(?:lower|upper)-(?:alpha|latin|roman)|cjk-(?:ideographic|decimal)|(?:simp|trad)-chinese-(?:in)?formal)\b/;

/** The looks of a page's elements, by its own style sheets and what the elements say themselves. */
export class Styles {
  readonly #rules: readonly Rule[];
  readonly #looks = new Map<string, Look>();

  constructor(page: Parent) {
    this.#rules = elementsOf(page, 'style').flatMap(readSheet).slice(0, MAX_RULES);
  }

  lookOf(element: Element): Look {
    const own = attribute(element, 'style');
    const byRules = this.#rules.length === 0 ? PLAIN : this.#byRules(element);
    return own === null ? byRules : { ...byRules, ...readLook(own) };
  }

  #byRules(element: Element): Look {
    const id = attribute(element, 'id') ?? '';
    const key = `${element.tagName}#${id} ${attribute(element, 'class') ?? ''}`;
    const known = this.#looks.get(key);
    if (known !== undefined) return known;
    const classes = classesOf(element);
    const matching = this.#rules.filter(
      (rule) =>
        (rule.tagName === '' || rule.tagName === element.tagName) &&
        (rule.id === '' || rule.id === id) &&
        rule.classes.every((name) => classes.includes(name)),
    );
    const look: Look = Object.assign({}, ...matching.map((rule) => rule.look));
    this.#looks.set(key, look);
    return look;
  }
}

/** Rules for every screen: those for some screens only, or for paper, do not say how a page looks. */
function readSheet(sheet: Element): Rule[] {
  let text = '';
  for (const node of sheet.childNodes) if ('value' in node) text += node.value;
  text = text.replace(/\/\*.*?(?:\*\/|$)/gs, '');
  const rules: Rule[] = [];
  let depth = 0;
  let start = 0;
  let selectors = '';
  for (const { 0: brace, index } of text.matchAll(/[{}]/g)) {
    if (brace === '{') {
      if (depth === 0) selectors = text.slice(start, index).split(';').at(-1)?.trim() ?? '';
      depth += 1;
    } else if (depth > 0) {
      depth -= 1;
      if (depth === 0 && !selectors.startsWith('@'))
        rules.push(...rulesOf(selectors, readLook(text.slice(start, index))));
    }
    start = index + 1;
  }
  return rules;
}

function rulesOf(selectors: string, look: Look): Rule[] {
  if (Object.keys(look).length === 0) return [];
  return selectors.split(',').flatMap((selector) => {
    const { tag = '', id = '', classes = '' } = SIMPLE_SELECTOR.exec(selector.trim())?.groups ?? {};
    if (tag + id + classes === '') return [];
    return [{ tagName: tag.toLowerCase(), id, classes: classes.split('.').slice(1), look }];
  });
}

function readLook(declarations: string): Look {
  let look: Look = {};
  for (const declaration of declarations.toLowerCase().split(';')) {
    const [name = '', value = ''] = declaration.split(':', 2).map((side) => side.trim());
    look = { ...look, ...readDeclaration(name, value) };
  }
  return look;
}

function readDeclaration(name: string, value: string): Look {
  switch (name) {
    case 'display':
      return { isHidden: /^none\b/.test(value) };
    case 'visibility':
      return { isHidden: /^(?:hidden|collapse)\b/.test(value) };
    case 'text-decoration':
    case 'text-decoration-line':
      return { isStruckOut: value.includes('line-through') };
    case 'font-weight':
      return { isBold: /^(?:bold|bolder|[6-9]00)\b/.test(value) };
    case 'list-style':
    case 'list-style-type': {
      const style = LIST_STYLE.exec(value)?.[0];
      return style === undefined ? {} : { listStyle: style };
    }
    case 'clip':
    case 'clip-path':
      return /^(?:rect\(\s*[01]|inset\(\s*(?:50|100)%)/.test(value) ? { isOutOfSight: true } : {};
    case 'left':
    case 'right':
    case 'top':
    case 'text-indent':
    case 'margin-left':
      return /^-\d{3,}/.test(value) ? { isOutOfSight: true } : {};
    case 'font-size':
      return /^0(?![.\d])/.test(value) ? { isOutOfSight: true } : {};
    default:
      return {};
  }
}
