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
    const cut = from + findBreak(text.slice(from, end), maxChars);
    pieces.push({ start: from, end: cut });
    from = trim(text, { start: cut, end }).start;
  }
  return [...pieces, { start: from, end }];
}

/** Where to cut `text`: at the last space or word end within `maxChars`, else behind the run that is longer. */
function findBreak(text: string, maxChars: number): number {
  const space = text.slice(0, maxChars + 1).search(/\s\S*$/);
  if (space > 0) return space;
  const word = lastWordStart(text, maxChars);
  if (word > 0) return word;
  const next = text.slice(maxChars, MAX_RUN_CHARS).search(/\s/);
  if (next >= 0) return maxChars + next;
  if (text.length <= MAX_RUN_CHARS) return text.length;
  return isSurrogatePair(text, maxChars) ? maxChars + 1 : maxChars;
}

/** A longer run without a space is no word but data: it is cut anywhere. */
const MAX_RUN_CHARS = 1_000;

function isSurrogatePair(text: string, middle: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(middle - 1, middle + 1));
}

/** Longer words are no words of a script without spaces. */
const MAX_WORD_CHARS = 20;
const WORDS = new Intl.Segmenter('zh', { granularity: 'word' });

/** In scripts without spaces: where the word that reaches over `maxChars` begins; 0 if it is the first. */
function lastWordStart(text: string, maxChars: number): number {
  return WORDS.segment(text.slice(0, maxChars + MAX_WORD_CHARS)).containing(maxChars)?.index ?? 0;
}
