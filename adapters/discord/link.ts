import { webAddress } from '../../src/web-address.ts';
import { bold } from './markdown.ts';
import { shownText } from './markdown-shown.ts';

/** Longer addresses would take the room of excerpts. */
const MAX_ADDRESS_CHARS = 400;
/** What could end the link, or a style around it. */
const ENDS_LINK = /[()*|\\[\]<>`]/g;

/**
 * A title in bold, as a link if `address` is one that a browser opens. Within a link Discord shows backslashes, so a
 * title that needs any is followed by a link that reads `label`.
 */
export function linked(title: string, address: string | null, label: string): string {
  const url = webAddress(address, MAX_ADDRESS_CHARS);
  if (url === null) return bold(title);
  const link = linkTo(title, url);
  return shownText(link) === title ? `**${link}**` : `${bold(title)} · ${linkTo(label, url)}`;
}

/** In angle brackets an address gets no preview. */
function linkTo(text: string, url: string): string {
  const safe = url.replace(ENDS_LINK, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  return `[${text}](<${safe}>)`;
}
