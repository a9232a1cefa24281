import type { Line } from './pdf-lines.ts';

/** Lines at the top and at the bottom of a page that may be its header and footer. */
const EDGE_LINES = 3;
/** Left and right pages may differ, and first pages have none. */
const MIN_SHARE_OF_PAGES = 0.4;
const PAGE_NUMBER =
  /^[\s\-–—·|]*(?:page\s*|第\s*)?(?:\d{1,4}|[ivxlc]{1,7})\s*页?(?:\s*(?:of|\/|，?\s*共)\s*\d{1,4}\s*页?)?[\s\-–—·|]*$/iu;

/** The lines of pages that are no part of the text: headers and footers that come again, and page numbers. */
export function findFurniture(pages: readonly (readonly Line[])[]): ReadonlySet<Line> {
  const byKey = new Map<string, Line[]>();
  const furniture = new Set<Line>();
  pages.forEach((lines, i) => {
    const fromTop = lines.toSorted((a, b) => a.y - b.y);
    for (const line of [fromTop[0], fromTop.at(-1)]) {
      if (line !== undefined && lines.length > 1 && PAGE_NUMBER.test(line.cells.join(' ')))
        furniture.add(line);
    }
    for (const line of new Set([...fromTop.slice(0, EDGE_LINES), ...fromTop.slice(-EDGE_LINES)])) {
      const words = line.cells.join(' ').replace(new RegExp(`\\b${i + 1}\\b`, 'g'), '#');
      const key = `${Math.round(line.y / 4)} ${words}`;
      byKey.set(key, [...(byKey.get(key) ?? []), line]);
    }
  });
  const enough = Math.max(2, MIN_SHARE_OF_PAGES * pages.length);
  for (const lines of byKey.values()) {
    if (lines.length >= enough) for (const line of lines) furniture.add(line);
  }
  return furniture;
}
