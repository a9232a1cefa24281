/** Characters that no client draws. */
const UNDRAWN = /[\p{Cc}--[\t\n]]/gv;

/** What there is to see of a text: line ends are all alike, and control characters nothing. */
export function drawn(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, '\n').replace(UNDRAWN, '');
}
