import type { Segment } from './pdf-segments.ts';

/** Rows at the top and at the bottom of a page that may be its header and footer. */
const EDGE_ROWS = 5;
/** Left and right pages may differ, and first pages have none. */
const MIN_SHARE_OF_PAGES = 0.4;
/** In points: where the same thing stands on another page. */
const SAME_PLACE = 4;
const MIN_SHARED_CHARS = 8;
/** In sizes of the type: a cell of a table stands no farther from the one above or below it. */
const MAX_LEADING = 2;
const PAGE_NUMBER =
  /^[\s\-–—·|]*(?:page\s*|第\s*)?(?:\d{1,4}|[ivxlc]{1,7}|[A-Z]-\d{1,3})\s*页?(?:\s*(?:of|\/|，?\s*共)\s*\d{1,4}\s*页?)?(?:\|\s*p ?a ?g ?e)?[\s\-–—·|]*$/iu;

/** A number and nothing that says of what. */
const BARE_NUMBER = /^\d{1,4}$/;

type AtEdge = { readonly segment: Segment; readonly page: number; readonly isOutermost: boolean };

/** What is no part of the text of pages: headers and footers that come again, also with other numbers, and page numbers. */
export function findFurniture(
  pages: readonly (readonly Segment[])[],
  textSize: number,
): ReadonlySet<Segment> {
  const furniture = new Set<Segment>();
  const byPlace = new Map<string, AtEdge[]>();
  const edges = pages.map(atEdges);
  const counting = countingIn(edges.flat());
  for (const [page, segments] of pages.entries()) {
    for (const each of edges[page] ?? []) {
      const isNumber = each.isOutermost && segments.length > 1 && PAGE_NUMBER.test(each.segment.text);
      if (isNumber && (!isInColumn(each.segment, segments) || counting.has(each.segment)))
        furniture.add(each.segment);
      const key = `${Math.round(each.segment.y / SAME_PLACE)} ${Math.round(2 * each.segment.size)}`;
      const there = byPlace.get(key);
      if (there === undefined) byPlace.set(key, [each]);
      else there.push(each);
    }
  }
  const enough = Math.max(2, MIN_SHARE_OF_PAGES * pages.length);
  for (const there of byPlace.values()) {
    for (const same of Map.groupBy(there, ({ segment }) => segment.text.replace(/\d+/g, '#')).values()) {
      if (pagesOf(same) >= enough && isCounted(same)) for (const { segment } of same) furniture.add(segment);
    }
    const small = there.filter(({ segment, isOutermost }) => isOutermost && segment.size < 0.95 * textSize);
    if (pagesOf(small) >= Math.max(3, enough))
      for (const { segment } of sharing(small)) furniture.add(segment);
  }
  return furniture;
}

function atEdges(segments: readonly Segment[], page: number): AtEdge[] {
  const rows = [...new Set(segments.map(({ row }) => row))].sort((a, b) => a - b);
  const edges = new Set([...rows.slice(0, EDGE_ROWS), ...rows.slice(-EDGE_ROWS)]);
  return segments
    .filter(({ row }) => edges.has(row))
    .map((segment) => ({
      segment,
      page,
      isOutermost: segment.row === rows[0] || segment.row === rows.at(-1),
    }));
}

/** Numbers that are those of their pages, or count pages from another number on. */
function countingIn(edges: readonly AtEdge[]): ReadonlySet<Segment> {
  const bare = edges.filter(({ segment, isOutermost }) => isOutermost && BARE_NUMBER.test(segment.text));
  const byStart = Map.groupBy(bare, ({ segment, page }) => Number(segment.text) - page);
  const counting = [...byStart].filter(([start, same]) => start === 1 || pagesOf(same) > 1);
  return new Set(counting.flatMap(([, same]) => same.map(({ segment }) => segment)));
}

/** Whether a bare number stands close below or above something at the same margin, as a cell of a table does. */
function isInColumn(number: Segment, segments: readonly Segment[]): boolean {
  return (
    BARE_NUMBER.test(number.text) &&
    segments.some((other) => {
      const distance = Math.abs(other.y - number.y) / number.size;
      const isAligned =
        Math.abs(other.left - number.left) < SAME_PLACE || Math.abs(other.right - number.right) < SAME_PLACE;
      return other !== number && isAligned && distance > 0.5 && distance < MAX_LEADING;
    })
  );
}

function pagesOf(found: readonly AtEdge[]): number {
  return new Set(found.map(({ page }) => page)).size;
}

/** Whether each number is the same on all pages, or counts them. */
function isCounted(found: readonly AtEdge[]): boolean {
  const numbers = found.map(({ segment, page }) => ({
    page,
    values: (segment.text.match(/\d+/g) ?? []).map(Number),
  }));
  const [first] = numbers;
  return (first?.values ?? []).every(
    (value, i) =>
      numbers.every(({ values }) => values[i] === value) ||
      numbers.every(({ values, page }) => (values[i] ?? 0) - page === value - (first?.page ?? 0)),
  );
}

/** Those that begin or end alike, as "Library plan – Loans" and "Library plan – Fees". */
function sharing(found: readonly AtEdge[]): AtEdge[] {
  const beginnings = Map.groupBy(found, ({ segment }) => segment.text.slice(0, MIN_SHARED_CHARS));
  const ends = Map.groupBy(found, ({ segment }) => segment.text.slice(-MIN_SHARED_CHARS));
  return found.filter(({ segment }) =>
    [
      beginnings.get(segment.text.slice(0, MIN_SHARED_CHARS)),
      ends.get(segment.text.slice(-MIN_SHARED_CHARS)),
    ].some((alike) => alike !== undefined && pagesOf(alike) >= 0.5 * pagesOf(found)),
  );
}
