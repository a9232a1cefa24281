import sniffEncoding from 'html-encoding-sniffer';
import { parse, parseFragment } from 'parse5';
import { decode } from './decode.ts';
import { findMainContent } from './html-main.ts';
import { describePage } from './html-metadata.ts';
import { findParts } from './html-parts.ts';
import { type Part, toReading } from './parts.ts';
import type { Reading, Refusal } from './reader.ts';

/** Reads a web page: its content without what every page of its site carries, and what its head says of it. */
export function readHtml(bytes: Uint8Array): Reading | Refusal {
  const text = decodePage(bytes);
  if (typeof text !== 'string') return text;
  const page = parse(text);
  const main = findParts(findMainContent(page));
  return toReading(main, describePage(page));
}

/** The content of a stretch of HTML that is no whole page. */
export function partsOfHtml(html: string): Part[] {
  return findParts(findMainContent(parseFragment(html)));
}

/** UTF-8 if it is that, whatever the page says; then as it says; then as its bytes look. */
function decodePage(bytes: Uint8Array): string | Refusal {
  if (bytes.includes(0)) return textOrRefusal(bytes); // UTF-16, or no text at all.
  for (const encoding of ['UTF-8', sniffEncoding(bytes, { defaultEncoding: 'UTF-8' })]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {} // Not in this encoding.
  }
  return textOrRefusal(bytes);
}

function textOrRefusal(bytes: Uint8Array): string | Refusal {
  const decoded = decode(bytes);
  return 'refused' in decoded ? decoded : decoded.text;
}
