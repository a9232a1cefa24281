import sniffEncoding from 'html-encoding-sniffer';
import { parse, parseFragment } from 'parse5';
import { decode } from './decode.ts';
import { findMainContent } from './html-main.ts';
import { withoutMenus } from './html-menus.ts';
import { describePage, namesIn } from './html-metadata.ts';
import { findNotes } from './html-notes.ts';
import { findPanels } from './html-panels.ts';
import { findParts } from './html-parts.ts';
import { isHidden, Shown } from './html-shown.ts';
import { findStampsAround } from './html-stamps.ts';
import { Styles } from './html-styles.ts';
import type { Parent } from './html-tree.ts';
import { type Part, partOf, toReading, usableTitle } from './parts.ts';
import type { Reading, Refusal } from './reader.ts';

/** What an XML file says it is encoded in, which browsers do not ask of a page. */
const XML_ENCODING = /^\s*<\?xml[^>]*\bencoding\s*=\s*["'](?<encoding>[\w:.-]+)["']/;
const XML_DECLARATION_BYTES = 256;

/** Reads a web page: its content without what every page of its site carries, and what its head says of it. */
export function readHtml(bytes: Uint8Array): Reading | Refusal {
  const text = decodePage(bytes);
  if (typeof text !== 'string') return text;
  const page = parse(text);
  const said = describePage(page);
  const reading = toReading(partsOf(page, true), said);
  if ('refused' in reading) return reading;
  const aliases = otherNames(said.recordedTitle, reading.description.title);
  return { ...reading, description: { ...reading.description, ...(aliases.length > 0 && { aliases }) } };
}

/** The content of a text that is no whole page. */
export function partsOfHtml(html: string): Part[] {
  return partsOf(parseFragment(html), false);
}

function partsOf(page: Parent, isPage: boolean): Part[] {
  const styles = new Styles(page);
  const panels = findPanels(page, (element) => isHidden(element, styles));
  const main = findMainContent(page);
  const shown = new Shown(styles, panels);
  const parts = findParts({ main, styles, panels, shown, notes: findNotes(page) });
  const stamps = isPage ? findStampsAround(page, main, shown) : [];
  return [
    ...stamps.map((stamp) => partOf('paragraph', stamp)),
    ...withoutMenus(parts, isPage && main.isPage),
  ];
}

/** What the head of a page calls it, where its first heading calls it something else. */
function otherNames(recorded: string | null, title: string | undefined): string[] {
  const name = usableTitle(recorded);
  if (name === null || title === undefined) return [];
  const own = title.toLowerCase();
  // Beside the title itself stands the name of the site.
  return [name, ...namesIn(name)].some((each) => each.toLowerCase() === own) ? [] : [name];
}

/** UTF-8 if it is that, whatever the page says; then as it says; then as its bytes look. */
function decodePage(bytes: Uint8Array): string | Refusal {
  if (bytes.includes(0)) return textOrRefusal(bytes); // UTF-16, or no text at all.
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, XML_DECLARATION_BYTES));
  const defaultEncoding = XML_ENCODING.exec(head)?.groups?.encoding ?? 'UTF-8';
  for (const encoding of ['UTF-8', sniffEncoding(bytes, { defaultEncoding })]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {} // Not in this encoding, or it is none that is known.
  }
  return textOrRefusal(bytes);
}

function textOrRefusal(bytes: Uint8Array): string | Refusal {
  const decoded = decode(bytes);
  return 'refused' in decoded ? decoded : decoded.text;
}
