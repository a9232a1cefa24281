const MAX_HEADING_CHARS = 100;
const MAX_HEADING_WORDS = 14;
/** How a sentence ends; behind that a note may be called. */
const ENDS_SENTENCE = /[.。;；,，:：!！?？…"”'’」』](?:\*{1,3}|[†‡]|[⁰¹²³⁴-⁹]{1,3}|\[\d{1,3}\])?$/u;
/** A sentence has ended, and the next begun: so much is no heading. */
const ENDS_INSIDE = /\p{Ll}{3}[.!?]\s+\p{Lu}|[。！？]\S/u;
const LIST_MARKER =
  /^(?:[-*•·‣▪◦–—●○■□◆◇▶►➢➤✓✔✗✘☐☑☒]\s|[(（]?(?:[\d０-９]{1,3}|[a-z]|[ivxlc]{1,5}|[一二三四五六七八九十]{1,3})[)）]|(?:\d{1,3}|[a-z])\.\s|[\d０-９]{1,3}．|[一二三四五六七八九十]{1,3}、)/iu;

/** Whether the line opens an item of a list, such as `- `, `(a)`, `2.` or `三、`. */
export function startsListItem(line: string): boolean {
  return LIST_MARKER.test(line);
}

/** Whether a line, by its form alone, could stand above a text. */
export function looksLikeHeading(line: string): boolean {
  if (line.length > MAX_HEADING_CHARS || /[\n\r]/.test(line) || ENDS_SENTENCE.test(line)) return false;
  if (!/\p{L}/u.test(line) || /^\p{Ll}/u.test(line) || ENDS_INSIDE.test(line)) return false;
  return line.split(/\s+/).length <= MAX_HEADING_WORDS && !/^[-*•·‣▪◦]\s/u.test(line);
}
