import { findDates, toIsoDate } from '../dates.ts';
import { attribute, type Element, elementsOf, type Parent, textOf } from './html-tree.ts';
import type { Said } from './parts.ts';

/** Names of `meta` elements and of fields of JSON-LD, the best first; "pubdate" is what Chinese government sites have to use. */
const DATE = [
  'article:published_time',
  'dcterms.issued',
  'dc.date.issued',
  'dcterms.date',
  'dc.date',
  'citation_publication_date',
  'date',
  'pubdate',
  'datepublished',
  'dcterms.modified',
  'article:modified_time',
  'last-modified',
  'datemodified',
];
const ISSUER = [
  'dcterms.publisher',
  'dc.publisher',
  'citation_publisher',
  'dcterms.creator',
  'dc.creator',
  'publisher',
];
const TITLE = ['citation_title', 'dcterms.title', 'dc.title', 'articletitle', 'og:title', 'headline'];
const SITE = ['og:site_name', 'application-name', 'sitename'];
/** What parts the name of a page from that of its site, in either order. */
const PARTING = /\s+[|»›·•—–-]\s+|\s*[_|｜]\s*/u;
/** More than that describes a shop, and no document. */
const MAX_LINKED_DATA_CHARS = 100_000;

/** What the head of a page says of it. */
export function describePage(page: Parent): Said {
  const elements = elementsOf(page, 'html', 'link', 'meta', 'script', 'title');
  const said = new Map([...readLinkedData(elements), ...readMetas(elements)]);
  const first = (names: readonly string[]) =>
    names.map((name) => said.get(name)).find((content) => content !== undefined);
  const date = findDates(first(DATE)?.replace(/T.*$/, '') ?? '')[0];
  const site = first(SITE);
  const issuer = first(ISSUER) ?? site;
  const source = findSource(elements);
  const language = findLanguage(elements);
  return {
    description: {
      ...(date === undefined ? {} : { publishedOn: toIsoDate(date) }),
      ...(issuer === undefined ? {} : { issuer }),
      ...(source === null ? {} : { source }),
      ...(language === null ? {} : { language }),
    },
    recordedTitle: findTitle(elements, first(TITLE), site),
  };
}

function readMetas(elements: readonly Element[]): [name: string, content: string][] {
  return elements
    .filter(({ tagName }) => tagName === 'meta')
    .map((meta): [string, string] => [
      (attribute(meta, 'name') ?? attribute(meta, 'property') ?? '').toLowerCase(),
      attribute(meta, 'content')?.trim() ?? '',
    ])
    .filter(([name, content]) => name !== '' && content !== '')
    .reverse(); // Of several that are called the same, the first counts.
}

/** What a page says of itself in JSON-LD, by the names of its fields. */
function readLinkedData(elements: readonly Element[]): [name: string, content: string][] {
  return elements
    .filter((each) => each.tagName === 'script' && attribute(each, 'type') === 'application/ld+json')
    .flatMap((script) => {
      const text = script.childNodes.map((node) => ('value' in node ? node.value : '')).join('');
      return text.length > MAX_LINKED_DATA_CHARS ? [] : fieldsOf(parseJson(text));
    })
    .reverse();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // It is written for search engines, and nobody reads it.
  }
}

function fieldsOf(data: unknown): [name: string, content: string][] {
  if (Array.isArray(data)) return data.slice(0, 50).flatMap(fieldsOf);
  if (data === null || typeof data !== 'object') return [];
  const nested = '@graph' in data && Array.isArray(data['@graph']) ? fieldsOf(data['@graph']) : [];
  const own = Object.entries(data).flatMap(([name, value]): [string, string][] => {
    const content: unknown =
      value !== null && typeof value === 'object' && 'name' in value ? value.name : value;
    return typeof content === 'string' && content.trim() !== '' ? [[name.toLowerCase(), content.trim()]] : [];
  });
  return [...own, ...nested];
}

/** The title that is recorded for the page, without the name of its site. */
function findTitle(
  elements: readonly Element[],
  said: string | undefined,
  site: string | undefined,
): string | null {
  const element = elements.find(({ tagName }) => tagName === 'title');
  const title = said ?? (element === undefined ? null : textOf(element));
  if (title === null || site === undefined) return title;
  const names = namesIn(title);
  const own = names.filter((name) => name.toLowerCase() !== site.toLowerCase());
  const [first = ''] = own;
  if (own.length === 0 || own.length === names.length) return title;
  // Of what is left as it was written, the site's name stands in front or behind.
  const start = title.indexOf(first);
  return title.slice(start, title.lastIndexOf(own.at(-1) ?? '') + (own.at(-1)?.length ?? 0));
}

/** The names that a title is put together of. */
export function namesIn(title: string): string[] {
  return title.split(PARTING);
}

function findSource(elements: readonly Element[]): string | null {
  const link = elements.find(
    (each) => each.tagName === 'link' && attribute(each, 'rel')?.toLowerCase() === 'canonical',
  );
  const address = link === undefined ? null : attribute(link, 'href');
  return address !== null && /^https?:\/\//i.test(address) && URL.canParse(address) ? address : null;
}

function findLanguage(elements: readonly Element[]): string | null {
  const html = elements.find(({ tagName }) => tagName === 'html');
  const tag = html === undefined ? null : attribute(html, 'lang');
  return tag !== null && /^[a-z]{2,3}(?:-|$)/i.test(tag) ? (tag.toLowerCase().split('-')[0] ?? null) : null;
}
