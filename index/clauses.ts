import type { Span } from './document.ts';
import { trim } from './readers/layout.ts';

/** Behind a comma, semicolon or colon between words (not inside "1,000" or "10:30"), and in front of a dash. */
const CLAUSE_END = /(?<=[,;:](?=\s)|[，；：、])(?=[^”’」』）])|(?<=\s)(?=[–—]\s)|(?<=[^\s–—])(?=——)/gu;

/**
 * The clauses of a sentence, in order and without overlap, together all that is not white space. One longer than
 * `maxChars` is cut between words where it has such a place, so that only an unbroken run is ever longer.
 */
export function findClauses(text: string, sentence: Span, maxChars: number): Span[] {
  const inside = text.slice(sentence.start, sentence.end);
  const cuts = [...inside.matchAll(CLAUSE_END)].map((match) => sentence.start + match.index);
  return [sentence.start, ...cuts]
    .map((start, i) => ({ start, end: cuts[i] ?? sentence.end }))
    .flatMap((clause) => cutBetweenWords(text, clause, maxChars))
    .map((clause) => trim(text, clause))
    .filter((clause) => clause.start < clause.end);
}

function cutBetweenWords(text: string, { start, end }: Span, maxChars: number): Span[] {
  const pieces: Span[] = [];
  let from = start;
  while (end - from > maxChars) {
    const space = text.slice(from, from + maxChars).search(/\s\S*$/);
    const cut = space > 0 ? from + space : lastWordStart(text, from, from + maxChars);
    if (cut <= from) break;
    pieces.push({ start: from, end: cut });
    from = cut;
  }
  return [...pieces, { start: from, end }];
}

const WORDS = new Intl.Segmenter('zh', { granularity: 'word' });

/** In scripts without spaces: where the last whole word in front of `to` begins or ends; `from` if there is none. */
function lastWordStart(text: string, from: number, to: number): number {
  const around = text.slice(from, to + 20);
  const segment = WORDS.segment(around).containing(to - from);
  return from + (segment?.index ?? 0);
}
