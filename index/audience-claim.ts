/** Where a file could say who is to see it; what stands further down is its text. */
const HEAD_CHARS = 8_192;
const MAX_HEAD_LINES = 120;

/** A letterhead and a title may stand in front of the fields. */
const MAX_TITLE_LINES = 3;
const MAX_TITLE_CHARS = 200;
/** A key is a few words. */
const MAX_KEY_CHARS = 40;

/** What parts a key from its value: a colon, an equals sign, the bar of a table's row, a dash. */
const SEPARATOR = /[:=|\t]|\s[-–—]\s/u;
/** Nothing but marks: an empty line, a rule, a fence with the name of a language, the begin or end of a comment. */
const MARKS = /^[^\p{L}\p{N}]*$|^\s*(?:`{3}|~{3}|-{3}|<!--)[`~-]*\s?[\p{L}\p{N}_-]{0,20}\s*$/u;
const DECORATION_BEFORE = /^[^\p{L}\p{N}]+/u;
const DECORATION_BEHIND = /[^\p{L}\p{N}]+$/u;

/** What no title ends with. */
const SENTENCE = /[.!?。！？]\s*$/u;

/** What the head of a web page says, and what authors write where no reader sees it. */
const META = /<meta\b[^>]{0,500}>/giu;
const COMMENT = /<!--(?<comment>.*?)(?:-->|$)/gsu;

/** Our own word for it, as all that is said or all that counts of it. */
const RESTRICTS = /^(?:strictly )?internal(?: use)?(?: only)?(?:\s?[–—\-/,;.(!].*)?$/u;

/**
 * What in a file looks as if it said who is to see it, in a place or a shape where that is not read: for a message, `null`
 * if nothing does. It is looked for where such words stand, among the lines that are fields or mere marks at the head.
 * @param bytes of the file, in whatever encoding
 * @param text what was read of it
 */
export function findAudienceClaim(bytes: Uint8Array, text: string): string | null {
  for (const head of [headOf(bytes), text.slice(0, HEAD_CHARS)]) {
    const claim = claimIn(fold(head));
    if (claim !== null)
      return `it seems to say who may see it (“${claim}”), where that is not read: write \`audience: internal\` or \`audience: public\` for it in catalog.yaml, or between two lines of --- at the top of a Markdown file`;
  }
  return null;
}

/** Whether a key means `audience`, however it is spelt. */
export function isAudienceKey(key: string): boolean {
  return /^aud\w{0,3}n[cs]\w{0,2}$/i.test(key);
}

/** As far as it is text; a character that is none stands for itself. */
function headOf(bytes: Uint8Array): string {
  const start = bytes.subarray(0, HEAD_CHARS);
  const isUtf16 = (start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff);
  const encoding = isUtf16 ? (start[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8';
  return new TextDecoder(encoding).decode(start).replaceAll('\0', '');
}

/** As it looks to a reader: without characters that are not seen, and with one space for many. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Variation_Selector}]/gu, '')
    .replace(/[^\S\t\n\r]+/gu, ' ')
    .toLowerCase();
}

function claimIn(head: string): string | null {
  for (const [meta] of head.matchAll(META))
    if (/\b(?:audience|classification)\b/.test(meta) && /\binternal\b/.test(meta)) return shorten(meta);
  for (const { groups } of head.matchAll(COMMENT)) {
    const claim = linesOf(groups?.comment ?? '').find(isClaim);
    if (claim !== undefined) return shorten(claim);
  }
  let titles = 0;
  for (const line of linesOf(head).slice(0, MAX_HEAD_LINES)) {
    if (isClaim(line)) return shorten(line);
    if (MARKS.test(line) || fieldIn(line) !== null) continue;
    titles += 1;
    if (titles > MAX_TITLE_LINES || line.length > MAX_TITLE_CHARS || SENTENCE.test(line)) break;
  }
  return null;
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|[\n\r\u0085\u2028\u2029]/u);
}

function isClaim(line: string): boolean {
  const words = undecorated(line);
  if (RESTRICTS.test(words)) return true;
  const field = fieldIn(words);
  if (field === null) return false;
  if (restricts(field.key, field.value)) return true;
  // Several fields in one line, such as JSON's.
  return (
    /[{[,;|]/.test(line) &&
    words.split(/[{}[\],;]/).some((part) => {
      const within = fieldIn(undecorated(part));
      return within !== null && isAudienceKey(within.key);
    })
  );
}

function fieldIn(line: string): { readonly key: string; readonly value: string } | null {
  const separator = SEPARATOR.exec(line);
  if (separator === null) return null;
  const key = undecorated(line.slice(0, separator.index));
  if (key === '' || key.length > MAX_KEY_CHARS) return null;
  return { key, value: undecorated(line.slice(separator.index + separator[0].length)) };
}

/** The key, however it is spelt, whatever its value; or the value under any other key. */
function restricts(key: string, value: string): boolean {
  if (isAudienceKey(key) || RESTRICTS.test(value)) return true;
  return key === 'internal' && /^(?:true|yes|on|x)$/.test(value);
}

function undecorated(text: string): string {
  return text.replace(DECORATION_BEFORE, '').slice(0, MAX_TITLE_CHARS).replace(DECORATION_BEHIND, '');
}

function shorten(line: string): string {
  return line.trim().replace(/\s+/g, ' ').slice(0, 80);
}
