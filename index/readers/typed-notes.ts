/** What a footnote is called by in running text: "word[1]", "word¹", "word*", and "word1" where the digit was raised. */
const CALL =
  /\[(?<bracketed>\d{1,3}|[a-z]|\*{1,3})\]|(?<=[\p{L}\p{N}).,;:”’"])(?<raised>[⁰¹²³⁴-⁹]{1,3}|\*{1,3}|[†‡])|(?<=\p{Ll}[.,;)]?)(?<digits>\d{1,2})(?=[\s.,;:)]|$)/gu;
const NOTE =
  /^(?:\[(?<bracketed>\d{1,3}|[a-z]|\*{1,3})\]\s+|(?<raised>[⁰¹²³⁴-⁹]{1,3}|\*{1,3}|[†‡])\s?|(?<digits>\d{1,2})\s+)(?=[\p{L}\d“"(])/u;

/** A mark that notes are called by, and what it looks like there: "[1]" is not "¹". */
type Mark = { readonly label: string; readonly key: string };

/** Where in a text notes are called first. */
export function callsOf(text: string): ReadonlyMap<string, number> {
  const calls = new Map<string, number>();
  for (const match of text.matchAll(CALL)) {
    const { key } = markOf(match);
    if (!calls.has(key)) calls.set(key, match.index);
  }
  return calls;
}

/** The mark of the footnote that a line begins, if the text called it before; else `null`. */
export function noteMarkOf(line: string, at: number, calls: ReadonlyMap<string, number>): string | null {
  const match = NOTE.exec(line);
  if (match === null) return null;
  const { label, key } = markOf(match);
  return (calls.get(key) ?? at) < at ? label : null;
}

function markOf({ groups }: RegExpMatchArray): Mark {
  const { bracketed, raised, digits } = groups ?? {};
  if (bracketed !== undefined) return { label: bracketed, key: `[${bracketed}]` };
  if (raised !== undefined) return { label: raised.normalize('NFKC'), key: raised };
  return { label: digits ?? '', key: digits ?? '' };
}
