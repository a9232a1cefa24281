import type { LinkedPart } from './html-parts.ts';
import { type Part, partOf } from './parts.ts';

/** So many links in a row lead around a page or a site; fewer may be what a sentence points at. */
const MIN_LINKS = 2;
const MAX_HEAD_CHARS = 60;

/**
 * Makes furniture of what only leads to other places: contents of the page itself wherever they stand, and, where all of a page
 * was taken for its content, the menus above its title and below its text.
 */
export function withoutMenus(parts: readonly LinkedPart[], isPage: boolean): Part[] {
  const isFurniture = parts.map(() => false);
  for (const { start, end } of runsOf(parts, (part) => part.leads === 'within')) {
    if (end - start < MIN_LINKS) continue;
    isFurniture.fill(true, start, end);
    const head = parts[start - 1];
    // "Contents" stands over links and nothing else.
    if (head !== undefined && standsOver(head, parts[end])) isFurniture[start - 1] = true;
  }
  if (isPage && parts.some(says)) {
    const title = parts.findIndex(({ form, level }) => form === 'heading' && level === 1);
    const first = title < 0 ? parts.findIndex(says) : title;
    const last = parts.findLastIndex(says);
    parts.forEach((part, i) => {
      if (part.leads === 'elsewhere' && (i < first || (i > last && part.form !== 'heading')))
        isFurniture[i] = true;
    });
    for (let i = parts.length - 1; i > last; i -= 1) if (parts[i]?.form === 'heading') isFurniture[i] = true;
  }
  return parts.map(({ leads: _, ...part }, i) => (isFurniture[i] ? partOf('furniture', part.text) : part));
}

function* runsOf(
  parts: readonly LinkedPart[],
  belongs: (part: LinkedPart) => boolean,
): Generator<{ readonly start: number; readonly end: number }> {
  let start = 0;
  for (let at = 0; at <= parts.length; at += 1) {
    const part = parts[at];
    if (part !== undefined && belongs(part)) continue;
    if (at > start) yield { start, end: at };
    start = at + 1;
  }
}

/** Whether a part is the name of what follows, and of nothing behind that. */
function standsOver({ form, level, text }: Part, next: Part | undefined): boolean {
  if (text.length > MAX_HEAD_CHARS || (next !== undefined && next.form !== 'heading')) return false;
  return form === 'paragraph' || (form === 'heading' && (next === undefined || next.level <= level));
}

/** Whether a part says something, and does not only lead elsewhere or stand above what does. */
function says({ form, leads }: LinkedPart): boolean {
  return leads === null && form !== 'heading' && form !== 'furniture';
}
