import { findDates, toIsoDate } from '../dates.ts';
import { attribute, type Element, elementsOf, type Parent, textOf } from './html-tree.ts';
import type { Said } from './parts.ts';

/** Names of `meta` elements, the best first; the last is what Chinese government sites have to use. */
const DATE = [
  'article:published_time',
  'dcterms.issued',
  'dc.date.issued',
  'dcterms.date',
  'dc.date',
  'citation_publication_date',
  'date',
  'pubdate',
];
const ISSUER = ['dcterms.publisher', 'dc.publisher', 'citation_publisher'];
const TITLE = ['citation_title', 'dcterms.title', 'dc.title', 'articletitle', 'og:title'];

/** What the head of a page says of it. */
export function describePage(page: Parent): Said {
  const metas = new Map<string, string>();
  for (const meta of elementsOf(page, 'meta')) {
    const name = (attribute(meta, 'name') ?? attribute(meta, 'property') ?? '').toLowerCase();
    const content = attribute(meta, 'content')?.trim() ?? '';
    if (name !== '' && content !== '' && !metas.has(name)) metas.set(name, content);
  }
  const first = (names: readonly string[]) =>
    names.map((name) => metas.get(name)).find((content) => content !== undefined);
  const date = findDates(first(DATE)?.replace(/T.*$/, '') ?? '')[0];
  const issuer = first(ISSUER);
  const source = findSource(page);
  const language = findLanguage(page);
  const title = elementsOf(page, 'title')[0];
  return {
    description: {
      ...(date === undefined ? {} : { publishedOn: toIsoDate(date) }),
      ...(issuer === undefined ? {} : { issuer }),
      ...(source === null ? {} : { source }),
      ...(language === null ? {} : { language }),
    },
    recordedTitle: first(TITLE) ?? (title === undefined ? null : textOf(title)),
  };
}

function findSource(page: Parent): string | null {
  const link = elementsOf(page, 'link').find((each) => attribute(each, 'rel')?.toLowerCase() === 'canonical');
  const address = link === undefined ? null : attribute(link, 'href');
  return address !== null && /^https?:\/\//i.test(address) && URL.canParse(address) ? address : null;
}

function findLanguage(page: Parent): string | null {
  const html: Element | undefined = elementsOf(page, 'html')[0];
  const tag = html === undefined ? null : attribute(html, 'lang');
  return tag !== null && /^[a-z]{2,3}(?:-|$)/i.test(tag) ? (tag.toLowerCase().split('-')[0] ?? null) : null;
}
