import type { Citation } from './citation.ts';
import type { Messages } from './messages.ts';
import { short } from './short-name.ts';

/** What a person looks a place up by, as far as its document has it. */
type Place = Pick<Citation, 'headings' | 'clause' | 'table' | 'page' | 'paragraph' | 'line'> & {
  readonly document: Pick<Citation['document'], 'title' | 'language'>;
};

/**
 * Where in its document an excerpt stands, from the large to the small: section, clause, row of a table, page or paragraph; then
 * the language of the document, if it is another one than that of the question.
 * @param chars most that names of sections may take
 */
export function whereabouts(place: Place, messages: Messages, chars: number): string[] {
  const { document, headings, clause, table } = place;
  const sections = headings.filter((each, i) => i > 0 || each !== document.title);
  const isSaidAbove = clause !== null && sections.at(-1)?.startsWith(clause);
  const language = messages.writtenIn(document.language);
  return [
    ...(sections.length === 0 ? [] : [messages.section(pathOf(sections, chars))]),
    ...(clause === null || isSaidAbove
      ? []
      : [messages.clause(short(clause.replace(/^(\S+)[.、]$/, '$1'), chars))]),
    ...(table === null ? [] : [messages.row(table)]),
    messages.place(place),
    ...(language === null ? [] : [language]),
  ];
}

/** Names of sections, the nearest whole and as many around it as there is room for. */
function pathOf(sections: readonly string[], chars: number): string {
  const [nearest = '', ...around] = sections
    .map((section) => short(section.replace(/\s*[:：]$/, ''), chars))
    .reverse();
  let path = nearest;
  for (const section of around) {
    if (section.length + path.length > chars) return `… › ${path}`;
    path = `${section} › ${path}`;
  }
  return path;
}
