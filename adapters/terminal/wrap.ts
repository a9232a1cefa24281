import stringWidth from 'string-width';

/** Where a line goes on. */
type Stretch = { readonly start: number; readonly end: number };

const CHINESE = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}';
const OPENING = '[（《〈“‘「『【〔［]';
/** What no line begins with. */
const CLOSING = '[，。、；：！？…）》〉”’」』】〕］]';
/** Space, or what a line is not broken inside of: a word, or a Chinese character, with the marks that belong to it. */
const UNIT = new RegExp(
  `\\s+|${OPENING}*(?:[${CHINESE}]|(?:(?!${OPENING})[^\\s${CHINESE}])+|${OPENING})${CLOSING}*`,
  'gu',
);
/** A rank, and the mark of a list's item, below whose text the item goes on. */
const MARKERS =
  /^\s*(?:#\d+ )?(?:(?:[-*•·‣◦–—]|[(（]?(?:\d{1,3}(?:\.\d{1,3})*|\p{L}|[ivxlc]{1,7})[.)）])\s+)?/iu;
/** A row of a table goes on a little further in, so that it is seen where the next begins. */
const ROW_INDENT = 2;

/**
 * A line as several that are no wider than `columns`, broken between words; a word that is wider stays whole. What follows
 * is set in to where the text of the line begins.
 */
export function wrapped(
  line: string,
  columns: number,
): { readonly parts: Stretch[]; readonly indent: number } {
  const indent = indentOf(line, columns);
  const parts: Stretch[] = [];
  let open: Stretch = { start: 0, end: 0 };
  let width = 0;
  let space = 0;
  for (const { index, 0: unit } of line.matchAll(UNIT)) {
    const size = stringWidth(unit);
    if (unit.trim() === '') {
      space = size;
      continue;
    }
    const isFull = open.end > 0 && width + space + size > columns;
    if (isFull) parts.push(open);
    open = { start: isFull ? index : open.start, end: index + unit.length };
    width = isFull ? indent + size : width + space + size;
    space = 0;
  }
  return { parts: [...parts, open], indent };
}

function indentOf(line: string, columns: number): number {
  const [markers = ''] = MARKERS.exec(line) ?? [];
  const indent = stringWidth(markers) + (line.includes(' | ') ? ROW_INDENT : 0);
  return indent <= columns / 2 ? indent : 0;
}
