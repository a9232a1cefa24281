import { letters } from './pdf-headings.ts';
import type { Segment } from './pdf-segments.ts';

/** The end of "Fares ........ 12", and of the same with a wide gap for the dots: the page that a section begins on. */
const LEADER = /\s*(?:[.…·_]\s?){4,}\s*(?:\d{1,4}|[ivxlc]{1,7}|[A-Z]-\d{1,3})?$/iu;
const PAGE = /^(?:\d{1,4}|[ivxlc]{1,7})$/iu;
const HEADING =
  /^(?:(?:table of )?contents\b.{0,40}|index|目\s*[录錄次]|inhalt(?:sverzeichnis)?|sommaire|table des matières|índice|contenido)$/iu;
const MAX_ENTRY_CHARS = 300;
const MIN_ENTRIES = 3;
/** Prices may stand behind such dots as well: most entries of a table of contents are headings of the document. */
const MIN_FOUND = 0.5;

type Entry = { readonly row: readonly Segment[]; readonly page: number; readonly name: string };

/** What makes up the table of contents of a document, with its heading. */
export function findContents(pages: readonly (readonly Segment[])[]): ReadonlySet<Segment> {
  const names = new Map<string, number>();
  const entries: Entry[] = [];
  for (const [page, segments] of pages.entries()) {
    for (const row of Map.groupBy(segments, (segment) => segment.row).values()) {
      const name = nameIn(row, pages.length);
      if (name !== null) entries.push({ row, page, name: letters(name) });
      else for (const { text } of row) names.set(letters(text), (names.get(letters(text)) ?? 0) + 1);
    }
  }
  const contents = new Set<Segment>();
  for (const [page, own] of Map.groupBy(entries, (entry) => entry.page)) {
    const first = Math.min(...own.map(({ row }) => row[0]?.row ?? 0));
    const headings = (pages[page] ?? []).filter(({ row, text }) => row < first && HEADING.test(text));
    const found = own.filter(({ name }) => names.has(name));
    if (own.length < MIN_ENTRIES || (headings.length === 0 && found.length < MIN_FOUND * own.length))
      continue;
    // The name of a section that takes two lines stands there as it does above the section.
    const last = Math.max(...own.map(({ row }) => row[0]?.row ?? 0));
    const broken = (pages[page] ?? []).filter(
      ({ row, text }) => row > first && row < last && (names.get(letters(text)) ?? 0) > 1,
    );
    for (const segment of [...headings, ...broken, ...own.flatMap(({ row }) => row)]) contents.add(segment);
  }
  return contents;
}

/** The name of the section that a row of a table of contents leads to; `null` if it is none. */
function nameIn(row: readonly Segment[], pages: number): string | null {
  const text = row.map((segment) => segment.text).join(' ');
  if (text.length > MAX_ENTRY_CHARS) return null;
  const name = text.replace(LEADER, '');
  if (name !== text && /\p{L}/u.test(name)) return name;
  const page = row.at(-1)?.text ?? '';
  if (row.length < 2 || !PAGE.test(page) || Number(page) > pages) return null;
  const tabbed = row
    .slice(0, -1)
    .map((segment) => segment.text)
    .join(' ');
  return /\p{L}/u.test(tabbed) ? tabbed : null;
}
