import type { DefaultTreeAdapterTypes as Tree } from 'parse5';

export type Node = Tree.ChildNode;
export type Element = Tree.Element;
export type Parent = Tree.ParentNode;

export function isElement(node: Node | Parent): node is Element {
  return 'tagName' in node;
}

export function attribute(element: Element, name: string): string | null {
  return element.attrs.find((each) => each.name === name)?.value ?? null;
}

/** The names in an element's `class`. */
export function classesOf(element: Element): string[] {
  return attribute(element, 'class')?.split(/\s+/) ?? [];
}

/** The element around an element, `null` at the top. */
export function parentOf(element: Element): Element | null {
  const parent = element.parentNode;
  return parent !== null && isElement(parent) ? parent : null;
}

/** Elements that stand on lines of their own. */
const BLOCKS = new Set(
  'address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);

export function isBlock({ tagName }: Element): boolean {
  return BLOCKS.has(tagName);
}

/** How high a heading stands, 1 the highest; 0 for what is none. */
export function headingLevelOf(element: Element): number {
  const rank = /^h([1-6])$/.exec(element.tagName)?.[1];
  if (attribute(element, 'role') !== 'heading') return rank === undefined ? 0 : Number(rank);
  const level = Number(attribute(element, 'aria-level') ?? rank ?? 2);
  return Number.isInteger(level) && level > 0 ? Math.min(level, 9) : 2;
}

/**
 * Everything below `root` in document order, without recursion: a hostile page nests deeper than a call stack. An
 * element comes twice, as it opens and as it closes; `enter` says whether to look into it.
 */
export function* walk(
  root: Parent,
  enter: (element: Element) => boolean = () => true,
): Generator<{ readonly node: Node; readonly opens: boolean }> {
  const open: { readonly parent: Parent; next: number }[] = [{ parent: root, next: 0 }];
  for (let place = open.at(-1); place !== undefined; place = open.at(-1)) {
    const { parent } = place;
    const node = parent.childNodes[place.next];
    place.next += 1;
    if (node === undefined) {
      open.pop();
      if (parent !== root && isElement(parent)) yield { node: parent, opens: false };
    } else if (!isElement(node)) yield { node, opens: true };
    else if (enter(node)) {
      yield { node, opens: true };
      open.push({ parent: node, next: 0 });
    }
  }
}

/** Elements below `root` with one of these names, in document order. */
export function elementsOf(root: Parent, ...names: readonly string[]): Element[] {
  const found: Element[] = [];
  const left: Parent[] = [root];
  for (let parent = left.pop(); parent !== undefined; parent = left.pop()) {
    if (parent !== root && isElement(parent) && names.includes(parent.tagName)) found.push(parent);
    for (let i = parent.childNodes.length - 1; i >= 0; i -= 1) {
      const node = parent.childNodes[i];
      if (node !== undefined && isElement(node)) left.push(node);
    }
  }
  return found;
}

/** The text below an element, with white space as a browser would show it. */
export function textOf(element: Element): string {
  let text = '';
  for (const { node } of walk(element)) if ('value' in node) text += node.value;
  return text.replace(/\s+/g, ' ').trim();
}
