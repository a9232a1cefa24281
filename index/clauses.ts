import type { Span } from './document.ts';
import { trim, withoutSpace } from './readers/lines.ts';

/** Behind a comma, semicolon or colon between words (not inside "1,000" or "10:30"), and in front of a dash. */
const CLAUSE_END = /(?<=[,;:](?=\s)|[，；：、])(?=[^”’」』）])|(?<=\s)(?=[–—]\s)|(?<=[^\s–—])(?=——)/gu;

/**
 * The clauses of a sentence, in order and without overlap, together all that is not white space. One longer than
 * `maxChars` is cut between words where it has such a place, so that only an unbroken run is ever longer.
 */
export function findClauses(text: string, sentence: Span, maxChars: number): Span[] {
  return [...eachClause(text, sentence, maxChars)];
}

/** The same, found as they are asked for. */
export function* eachClause(text: string, sentence: Span, maxChars: number): Generator<Span> {
  let { start } = sentence;
  for (const { index } of text.slice(start, sentence.end).matchAll(CLAUSE_END)) {
    const end = sentence.start + index;
    yield* cutBetweenWords(text, { start, end }, maxChars);
    start = end;
  }
  yield* cutBetweenWords(text, { start, end: sentence.end }, maxChars);
}

function* cutBetweenWords(text: string, { start, end }: Span, maxChars: number): Generator<Span> {
  let from = start;
  while (end - from > maxChars) {
    const cut = from + findBreak(text.slice(from, end), maxChars);
    yield* withoutSpace(text, { start: from, end: cut });
    from = trim(text, { start: cut, end }).start;
  }
  yield* withoutSpace(text, { start: from, end });
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
