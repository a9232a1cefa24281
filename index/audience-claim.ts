/** Where a file could say who is to see it; what stands further down is its text. */
const HEAD_CHARS = 8_192;
const MAX_HEAD_LINES = 60;

/** A title in front of the fields. */
const MAX_TITLE_LINES = 1;
const MAX_TITLE_CHARS = 120;

/** Nothing but marks: an empty line, a rule, a fence with the name of a language, the begin or end of a comment. */
const MARKS = /^(?:[^\p{L}\p{N}]*|\s*(?:`{3,}|~{3,}|-{3,}|<!-{2,})\s*[\p{L}\p{N}_-]*\s*)$/u;

/** A key, in whatever marks, and what follows its colon or equals sign. */
const FIELD = /^[^\p{L}\p{N}]*(?<key>[\p{L}][\p{L}\p{N}_. -]{0,40}?)[^\p{L}\p{N}:=]*\s*[:=]\s*(?<value>.*)$/u;

/** A key of a list of fields in one line, such as JSON's. */
const KEY_WITHIN =
  /[{,;([]\s*["']?(?<key>\p{L}[\p{L}\p{N}_-]*)["']?\s*[:=]\s*["']?(?<value>[\p{L}\p{N}_-]*)/gu;

/** What the head of a web page says, in whatever vocabulary, and what authors write where no reader sees it. */
const META = /<meta\b[^>]*>/giu;
const COMMENT = /<!--(?<comment>.*?)(?:-->|$)/gsu;

/** Our own word for it where it is a field's whole value. */
const RESTRICTS = /^[^\p{L}\p{N}]*internal(?: use)?(?: only)?[^\p{L}\p{N}]*$/u;

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

/** As far as it is text; a character that is none stands for itself. */
function headOf(bytes: Uint8Array): string {
  const start = bytes.subarray(0, HEAD_CHARS);
  const isUtf16 = (start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff);
  const encoding = isUtf16 ? (start[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8';
  return new TextDecoder(encoding).decode(start).replaceAll('\0', '');
}

/** As it looks to a reader: without characters that are not seen. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Variation_Selector}]/gu, '')
    .toLowerCase();
}

function claimIn(head: string): string | null {
  for (const [meta] of head.matchAll(META))
    if (/\baudience\b/.test(meta) && /\binternal\b/.test(meta)) return shorten(meta);
  for (const { groups } of head.matchAll(COMMENT)) {
    const claim = linesOf(groups?.comment ?? '').find(isClaim);
    if (claim !== undefined) return shorten(claim);
  }
  let titles = 0;
  for (const line of linesOf(head).slice(0, MAX_HEAD_LINES)) {
    if (isClaim(line)) return shorten(line);
    if (MARKS.test(line) || FIELD.test(line)) continue;
    titles += 1;
    if (titles > MAX_TITLE_LINES || line.length > MAX_TITLE_CHARS) break;
  }
  return null;
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|[\n\r\u0085\u2028\u2029]/u);
}

function isClaim(line: string): boolean {
  const field = FIELD.exec(line)?.groups;
  if (field !== undefined && restricts(field.key, field.value)) return true;
  return [...line.matchAll(KEY_WITHIN)].some(({ groups }) => restricts(groups?.key, groups?.value));
}

/** Whether a key means `audience`, however it is spelt. */
export function isAudienceKey(key: string): boolean {
  return /^aud\w{0,3}n[cs]/i.test(key);
}

/** The key, whatever its value; or the value under any other key. */
function restricts(key = '', value = ''): boolean {
  const name = key.replace(/[^\p{L}\p{N}]/gu, '');
  return isAudienceKey(name) || name === 'internal' || RESTRICTS.test(value);
}

function shorten(line: string): string {
  return line.trim().replace(/\s+/g, ' ').slice(0, 80);
}
