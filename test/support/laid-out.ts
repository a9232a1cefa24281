import type { Document, Span } from '../../index/document.ts';
import type { Citation } from '../../src/citation.ts';
import { linesOf } from '../../src/excerpt-lines.ts';
import { indexOf } from './indexes.ts';

/** Rules as people write them: a list in a list, a table. */
const HANDBOOK = `# Handbook

## Conduct

Employees must not:

- smoke,
- accept gifts:
  1. of money, or
  2. worth more than fifty dollars, wherever they were given and whoever gave
     them to whom, unless it is said so;
- sing.

However, managers may sing. Nobody may shout, whatever the reason, and that
holds for everybody.

## Leave

| Years | Days |
| --- | --- |
| 0 to 5 | 20 |
| 6 to 10 | 25 |

Nobody need say why.
`;

/** The rules as a document. */
export async function handbook(): Promise<Document> {
  const document = (await indexOf({ 'handbook.md': HANDBOOK })).documents.get('handbook.md');
  if (document === undefined) throw new Error('the handbook is not read');
  return document;
}

/** What is said of the pieces from one text to another, and the words that answer. */
export function quotation(
  document: Document,
  ranges: readonly (readonly [from: string, to: string])[],
  words: readonly string[] = [],
): Pick<Citation, 'pieces' | 'excerpt' | 'lines' | 'highlights'> {
  const { text } = document;
  const pieces = ranges.map(([from, to]): Span => {
    const start = text.indexOf(from);
    return { start, end: text.indexOf(to, start) + to.length };
  });
  const excerpt = pieces.map(({ start, end }) => text.slice(start, end)).join(' … ');
  const highlights = words.map((word) => ({
    start: excerpt.indexOf(word),
    end: excerpt.indexOf(word) + word.length,
  }));
  return { pieces, excerpt, lines: linesOf(document, pieces, ' … '), highlights };
}
