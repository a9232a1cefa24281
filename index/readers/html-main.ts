import { attribute, type Element, elementsOf, isElement, type Parent, textOf, walk } from './html-tree.ts';

/** What is never part of what a page says to its readers. */
const NEVER_SHOWN = new Set(
  'head script style template noscript svg math iframe object embed video audio canvas map select textarea button input datalist dialog rt rp'.split(
    ' ',
  ),
);
/** What stands around an article on every page of a site. */
const AROUND = new Set(['nav', 'footer', 'aside']);
const ROLES_AROUND = new Set(['navigation', 'banner', 'contentinfo', 'complementary', 'search']);

/** The part of a page that holds its content, and which elements in it to look into. */
export type MainContent = { readonly root: Parent; readonly isContent: (element: Element) => boolean };

/** The `main` element, or the only article, or else all of the body. */
export function findMainContent(page: Parent): MainContent {
  const main = findMain(page);
  const articles = main === null ? elementsOf(page, 'article') : [];
  const root = main ?? (articles.length === 1 ? articles[0] : null) ?? elementsOf(page, 'body')[0] ?? page;
  const isPage = main === null && articles.length !== 1;
  const headers = isPage ? elementsOf(root, 'header') : [];
  const [inHeader, ...others] = headers.flatMap((header) => elementsOf(header, 'h1'));
  // The page's header is its site's, unless the title of the page stands in it.
  const keepsHeaders =
    inHeader !== undefined &&
    others.length === 0 &&
    (elementsOf(root, 'h1').length === 1 || isTitle(page, textOf(inHeader)));
  return {
    root,
    isContent: (element) => {
      const { tagName } = element;
      if (NEVER_SHOWN.has(tagName) || AROUND.has(tagName) || isHidden(element)) return false;
      if (ROLES_AROUND.has(attribute(element, 'role') ?? '')) return false;
      if (tagName === 'a' && leadsBackFromFootnote(element)) return false;
      if (tagName === 'header') return !isPage || keepsHeaders;
      return tagName !== 'form' || elementsOf(element, 'p', 'h1', 'h2', 'table', 'article').length > 0;
    },
  };
}

/** Whether the page's recorded title begins with these words, as in "Leave rules - Site". */
function isTitle(page: Parent, words: string): boolean {
  const title = elementsOf(page, 'title')[0];
  return words !== '' && title !== undefined && textOf(title).startsWith(words);
}

function findMain(page: Parent): Element | null {
  for (const { node, opens } of walk(page)) {
    if (opens && isElement(node) && (node.tagName === 'main' || attribute(node, 'role') === 'main'))
      return node;
  }
  return null;
}

/** The arrow behind a footnote. */
function leadsBackFromFootnote(link: Element): boolean {
  return (
    attribute(link, 'role') === 'doc-backlink' ||
    /^#(?:footnote-ref|fnref)/.test(attribute(link, 'href') ?? '')
  );
}

function isHidden(element: Element): boolean {
  if (attribute(element, 'hidden') !== null || attribute(element, 'aria-hidden') === 'true') return true;
  return /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(attribute(element, 'style') ?? '');
}
