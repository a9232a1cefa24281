import {
  attribute,
  type Element,
  elementsOf,
  isElement,
  type Parent,
  parentOf,
  textOf,
  walk,
} from './html-tree.ts';

/** What an element of a page belongs to: what the page says, what stands around that, or what every page of its site has. */
type Belonging = 'content' | 'furniture' | 'site';

/** The part of a page that holds its content, and what the elements in it belong to. */
export type MainContent = {
  readonly root: Parent;
  /** Whether all of the page is taken for the content, with what its site carries around it. */
  readonly isPage: boolean;
  readonly belongingOf: (element: Element) => Belonging;
};

/** What stands around an article on every page of a site. */
const AROUND = new Set(['nav', 'footer', 'aside']);
const ROLES_AROUND = new Set([
  'navigation',
  'banner',
  'contentinfo',
  'complementary',
  'search',
  'menu',
  'menubar',
]);
/** Names of what is set beside a text and belongs to it. */
const CALLOUT =
  /(?:^|[-_\s])(?:admonition|alert|callout|note|warning|tip|info|important|danger|caution|hint|footnotes?|endnotes?)(?:$|[-_\s])/i;
/** Names of what leads to other places, where most of its text does, and of what stands around a page. */
const LEADING =
  /(?:^|[-_\s])(?:nav(?:bar|igation)?|menu|breadcrumbs?|toc|pag(?:er|ination)|shar(?:e|ing)|social|sidebar|related|tags)(?:$|[-_\s])/i;
const FRAME = /(?:^|[-_\s])(?:footer|cookies?|consent|banner|modal|popup|newsletter|subscribe)(?:$|[-_\s])/i;
/** A title is no deeper in its page's header. */
const MAX_STEPS_UP = 20;
const MIN_LINKED_SHARE = 0.6;
const MAX_FRAME_SHARE = 0.3;
/** An article with so much of the main content's text is what the page is about. */
const MIN_ARTICLE_SHARE = 0.6;

/** The `main` element, or the only article, or else all of the body. */
export function findMainContent(page: Parent): MainContent {
  const places = elementsOf(page, 'main', 'article', 'body');
  const main = places.find(({ tagName }) => tagName === 'main') ?? findByRole(page, 'main');
  const articles = main === null ? places.filter(({ tagName }) => tagName === 'article') : [];
  const body = places.find(({ tagName }) => tagName === 'body');
  const root = main ?? (articles.length === 1 ? articles[0] : null) ?? body ?? page;
  const isPage = main === null && articles.length !== 1;
  const keepsHeaders = isPage && isTitleInHeader(page, root);
  const furniture = findFurniture(root);
  for (const element of main === null ? [] : besideArticle(main)) furniture.add(element);
  return {
    root,
    isPage,
    belongingOf: (element) => {
      const { tagName } = element;
      if (tagName === 'aside' && isNamed(element, CALLOUT)) return 'content';
      if (AROUND.has(tagName) || ROLES_AROUND.has(attribute(element, 'role') ?? '')) return 'site';
      if (tagName === 'header' && isPage && !keepsHeaders) return 'site';
      if (tagName === 'form' && !holdsText(element)) return 'site';
      return furniture.has(element) ? 'furniture' : 'content';
    },
  };
}

function findByRole(page: Parent, role: string): Element | null {
  for (const { node, opens } of walk(page))
    if (opens && isElement(node) && attribute(node, 'role') === role) return node;
  return null;
}

/** The page's header is its site's, unless the title of the page stands in it. */
function isTitleInHeader(page: Parent, root: Parent): boolean {
  const titles = elementsOf(root, 'h1');
  const [inHeader, ...others] = titles.filter(isInHeader);
  if (inHeader === undefined || others.length > 0) return false;
  if (titles.length === 1) return true;
  const words = textOf(inHeader);
  const title = elementsOf(page, 'title')[0];
  return words !== '' && title !== undefined && textOf(title).startsWith(words);
}

function isInHeader(title: Element): boolean {
  let around = parentOf(title);
  for (let steps = 0; around !== null && steps < MAX_STEPS_UP; steps += 1, around = parentOf(around))
    if (around.tagName === 'header') return true;
  return false;
}

/** Whether a form says more than what to fill in. */
function holdsText(form: Element): boolean {
  const isSearch = elementsOf(form, 'input').some((input) =>
    /^(?:search|password)$/.test(attribute(input, 'type') ?? ''),
  );
  return (
    !isSearch &&
    elementsOf(form, 'p', 'h1', 'h2', 'h3', 'table', 'article', 'fieldset', 'label', 'li').length > 0
  );
}

/** How much text stands in an element, and how much of it leads elsewhere. */
type Amount = { readonly element: Element; chars: number; linked: number; hasTitle: boolean };

/** What is named as something that stands around a text, and is no more than that. */
function findFurniture(root: Parent): Set<Element> {
  const named: Amount[] = [];
  const open: Amount[] = [];
  let total = 0;
  let links = 0;
  for (const { node, opens } of walk(root)) {
    const current = open.at(-1);
    if (!isElement(node)) {
      if (!('value' in node)) continue;
      const chars = node.value.trim().length;
      total += chars;
      if (current === undefined) continue;
      current.chars += chars;
      if (links > 0) current.linked += chars;
    } else if (node.tagName === 'a') links += opens ? 1 : -1;
    else if (node.tagName === 'h1' && current !== undefined) current.hasTitle = true;
    else if (isNamed(node, LEADING) || isNamed(node, FRAME)) {
      if (opens) open.push({ element: node, chars: 0, linked: 0, hasTitle: false });
      else if (current !== undefined) {
        open.pop();
        named.push(current);
        const around = open.at(-1);
        if (around === undefined) continue;
        around.chars += current.chars;
        around.linked += current.linked;
        around.hasTitle ||= current.hasTitle;
      }
    }
  }
  const isFurniture = ({ element, chars, linked, hasTitle }: Amount): boolean =>
    !hasTitle &&
    ((isNamed(element, LEADING) && linked >= MIN_LINKED_SHARE * chars) ||
      (isNamed(element, FRAME) && chars <= MAX_FRAME_SHARE * total));
  return new Set(named.filter(isFurniture).map(({ element }) => element));
}

function isNamed(element: Element, names: RegExp): boolean {
  return element.attrs.some(({ name, value }) => (name === 'class' || name === 'id') && names.test(value));
}

/** What has headings of its own in the main content beside the one article that it is about. */
function besideArticle(main: Element): Element[] {
  const articles = elementsOf(main, 'article');
  const [article] = articles;
  if (article === undefined || elementsOf(article, 'article').length < articles.length - 1) return [];
  if (textOf(article).length < MIN_ARTICLE_SHARE * textOf(main).length) return [];
  const beside: Element[] = [];
  for (let inner: Element = article; inner !== main; ) {
    const around = parentOf(inner);
    if (around === null) break;
    for (const sibling of around.childNodes)
      if (sibling !== inner && isElement(sibling) && headsSection(sibling)) beside.push(sibling);
    inner = around;
  }
  return beside;
}

function headsSection(element: Element): boolean {
  const headings = elementsOf(element, 'h1', 'h2', 'h3', 'h4', 'h5', 'h6');
  return headings.length > 0 && headings.every(({ tagName }) => tagName !== 'h1');
}
