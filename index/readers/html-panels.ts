import {
  attribute,
  classesOf,
  type Element,
  elementsOf,
  headingLevelOf,
  isElement,
  type Parent,
  parentOf,
  walk,
} from './html-tree.ts';

/** What a page shows when somebody presses for it: answers below questions, the pages behind tabs. */
export type Panels = {
  /** Whether an element is shown on demand, and so part of the page although it is hidden at first. */
  readonly isPanel: (element: Element) => boolean;
  /** Whether a button, or what works as one, opens a panel below it. */
  readonly isOpener: (element: Element) => boolean;
  /** The rank of the heading over a panel, given it or its opener, where sections stand in it; 0 if that is a question. */
  readonly rankOf: (element: Element) => number;
  /** Whether what stands in an element answers the question that opens it. */
  readonly isAnswer: (element: Element) => boolean;
  /** The tab that shows a panel; `null` if none does. */
  readonly tabOf: (panel: Element) => Element | null;
  readonly isTab: (element: Element) => boolean;
};

/** Roles of what opens from a button and is no text: menus, lists to choose from, windows over the page. */
const NO_PANEL = /^(?:menu|menubar|listbox|dialog|alertdialog|tooltip|tree|grid|navigation|search)$/;
const PANEL_CLASS = /(?:^|[-_])(?:panel|collaps(?:e|ible)|accordion|toggle|answer)(?:$|[-_])/i;

/**
 * Finds the panels of a page by what ties them to what opens them: ARIA, the attributes of Bootstrap, a script that names
 * them, or a button right in front of something that is hidden.
 */
export function findPanels(page: Parent, isHidden: (element: Element) => boolean): Panels {
  const byId = new Map<string, Element>();
  /** What an opener names, with the opener. */
  const named: [id: string, opener: Element][] = [];
  /** What is pressed, if that was the last element below its parent. */
  const before = new Map<Parent, Element>();
  const openers = new Map<Element, Element>();
  for (const { node, opens } of walk(page)) {
    if (!isElement(node)) continue;
    if (!opens) {
      const pressed = before.get(node);
      if (pressed !== undefined && isAllOf(node, pressed)) before.set(node.parentNode ?? page, pressed);
      continue;
    }
    const id = attribute(node, 'id');
    if (id !== null && !byId.has(id)) byId.set(id, node);
    const parent = node.parentNode ?? page;
    const previous = before.get(parent);
    if (previous !== undefined) {
      before.delete(parent);
      if (!isTab(previous) && opensNext(previous, node, isHidden)) openers.set(node, previous);
    }
    if (!isPressed(node)) continue;
    before.set(parent, node);
    for (const name of idsNamedBy(node)) named.push([name, node]);
  }
  const tabs = new Map<Element, Element>();
  for (const [name, opener] of named) {
    const panel = byId.get(name);
    if (panel === undefined || NO_PANEL.test(attribute(panel, 'role') ?? '') || panel.tagName === 'nav')
      continue;
    if (isTab(opener)) tabs.set(panel, opener);
    else if (!openers.has(panel)) openers.set(panel, opener);
  }
  const ranks = findRanks(page, new Map([...openers, ...tabs]));
  const tabSet = new Set(tabs.values());
  const openerOf = new Map([...openers].map(([panel, opener]) => [opener, panel]));
  const isInHeading = (element: Element): boolean => {
    let around: Element | null = element;
    for (let steps = 0; around !== null && steps < 4; steps += 1, around = parentOf(around))
      if (headingLevelOf(around) > 0) return true;
    return false;
  };
  return {
    isPanel: (element) => openers.has(element) || tabs.has(element),
    isOpener: (element) => openerOf.has(element) || element.tagName === 'summary',
    rankOf: (element) => {
      const panel = element.tagName === 'summary' ? parentOf(element) : (openerOf.get(element) ?? element);
      return (panel && ranks.get(panel)) ?? 0;
    },
    isAnswer: (element) => {
      if (ranks.has(element)) return false;
      if (element.tagName === 'details' || tabs.has(element)) return true;
      const opener = openers.get(element);
      return opener !== undefined && !isInHeading(opener);
    },
    tabOf: (panel) => tabs.get(panel) ?? null,
    isTab: (element) => tabSet.has(element),
  };
}

/** Whether what is pressed is all that an element around it holds: a heading, or what a heading is set in. */
function isAllOf(element: Element, pressed: Element): boolean {
  const elements = element.childNodes.filter(isElement);
  const says = element.childNodes.some((node) => 'value' in node && node.value.trim() !== '');
  return elements.length === 1 && !says && !isPressed(element) && pressed.tagName !== 'a';
}

/** What people press: a button, or something that is made to work as one. */
function isPressed(element: Element): boolean {
  if (element.tagName === 'button') return true;
  if (element.attrs.length === 0) return false;
  if (/^(?:button|tab)$/.test(attribute(element, 'role') ?? '')) return true;
  return ['aria-expanded', 'aria-controls', 'data-toggle', 'data-bs-toggle', 'onclick'].some(
    (name) => attribute(element, name) !== null,
  );
}

function isTab(element: Element): boolean {
  if (attribute(element, 'role') === 'tab') return true;
  const toggle = attribute(element, 'data-bs-toggle') ?? attribute(element, 'data-toggle') ?? '';
  return /^(?:tab|pill)$/.test(toggle) || classesOf(element).some((name) => /^tab-?links?$/i.test(name));
}

function idsNamedBy(element: Element): string[] {
  const targets = ['data-target', 'data-bs-target', 'href']
    .map((name) => attribute(element, name) ?? '')
    .filter((target) => /^#[\w:.-]+$/.test(target))
    .map((target) => target.slice(1));
  const inScript = [...(attribute(element, 'onclick') ?? '').matchAll(/['"]#?([\w:.-]+)['"]/g)];
  return [
    ...(attribute(element, 'aria-controls') ?? '').split(/\s+/).slice(0, 20),
    ...targets,
    ...inScript.slice(0, 20).map(([, name = '']) => name),
  ].filter((name) => name !== '');
}

function opensNext(opener: Element, next: Element, isHidden: (element: Element) => boolean): boolean {
  if (attribute(opener, 'aria-expanded') !== null && attribute(opener, 'aria-controls') === null) return true;
  return isHidden(next) || classesOf(next).some((name) => PANEL_CLASS.test(name));
}

/** Panels with headings of their own, and the rank of the heading that what opens them then is. */
function findRanks(page: Parent, openers: ReadonlyMap<Element, Element>): Map<Element, number> {
  const ranks = new Map<Element, number>();
  if (openers.size === 0 && elementsOf(page, 'details').length === 0) return ranks;
  const open: Element[] = [];
  let inSummary = 0;
  for (const { node, opens } of walk(page)) {
    if (!isElement(node)) continue;
    if (node.tagName === 'summary') inSummary += opens ? 1 : -1;
    if (node.tagName === 'details' || openers.has(node)) {
      if (opens) open.push(node);
      else open.pop();
    }
    const level = opens && inSummary === 0 ? headingLevelOf(node) : 0;
    if (level === 0) continue;
    // What stands around a panel that has been there before knows of it already.
    for (let at = open.length - 1; at >= 0; at -= 1) {
      const panel = open[at];
      if (panel === undefined || (ranks.get(panel) ?? 10) <= level - 1) break;
      ranks.set(panel, Math.max(1, level - 1));
    }
  }
  return ranks;
}
