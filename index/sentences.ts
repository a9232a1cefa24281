import { goesOn } from './abbreviations.ts';
import { allMatches } from './all-matches.ts';
import type { Span } from './document.ts';
import { startsListItem } from './readers/layout.ts';
import { asWidth, endsStatement, isFull, isWrapped, LINE_BREAK, withoutSpace } from './readers/lines.ts';

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'sentence' });

/** ICU leaves an opening bracket or quotation mark at the end of the sentence in front of it. */
const TRAILING_OPENER = /[“‘「『（(《〈【[]\s*$/u;
/**
 * Ends that ICU does not see: a space is missing behind the full stop, unless that is one of an address or a file's name; and
 * the next sentence begins with a number. What is rare is looked for first: both are sought at every letter.
 */
const UNMARKED_END =
  /(?=\p{Lu}\p{Ll}{2}(?![^\s@/\\_]{0,60}[@/\\_]))(?<=\p{Ll}{3}[.!?])(?<![@/\\:_]\S{0,60}|\.\S{0,60}\.)|(?=\d)(?<=\p{Ll}{3}[.!?][”"’)]?\s+)/gu;

/** What calls a footnote right behind the end of a sentence ("28 days.[1]"): it says something of that sentence, and not of the next. */
const NOTE_CALL =
  /(?<=[.!?。！？]["”’」』）)]?)(?:\[(?:\d{1,3}|[a-z]|\*{1,3})\]|[⁰¹²³⁴-⁹]{1,3}|\*{1,3}|[†‡]){1,5}(?=\s|$|\p{Script=Han})/uy;

/** How much of a sentence tells whether it has really ended. */
const LOOK_BACK_CHARS = 40;
const LOOK_AHEAD_CHARS = 30;

/** Long text is made ready in pieces of at least this size, so that its sentences come one after the other, ... */
const MIN_PIECE_CHARS = 20_000;
/** ... and at most of about this one: what goes on for longer is no sentence, and would hold up what else waits. */
const MAX_PIECE_CHARS = 100_000;

/**
 * The sentences of `text[start, end)`, in order, without overlap, each without white space at its ends; together
 * they hold every character that is not white space. A line break ends a sentence too (a list item, say),
 * unless the text was merely wrapped there.
 */
export function findSentences(text: string, span: Span): Span[] {
  return [...eachSentence(text, span)];
}

/** The same, found as they are asked for. */
export function* eachSentence(text: string, { start, end }: Span): Generator<Span> {
  let offset = start;
  for (const piece of unwrap(text.slice(start, end))) {
    for (const span of sentencesIn(piece)) yield { start: offset + span.start, end: offset + span.end };
    offset += piece.length;
  }
}

/** A full stop with nothing in front of it begins a name (".NET"). */
function* sentencesIn(flat: string): Generator<Span> {
  let last: Span | null = null;
  for (const { segment, index } of SEGMENTER.segment(flat)) {
    const piece = { start: index, end: index + segment.length };
    if (last === null) {
      last = piece;
      continue;
    }
    const before = flat.slice(Math.max(last.start, last.end - LOOK_BACK_CHARS), last.end);
    const opener = TRAILING_OPENER.exec(before);
    const openerStart: number = last.end - (opener?.[0].length ?? 0);
    const callEnd = endOfNoteCall(flat, openerStart);
    if (callEnd > openerStart && callEnd <= piece.end) {
      yield* splitUnmarked(flat, { start: last.start, end: callEnd });
      last = { start: callEnd, end: piece.end };
    } else if (opener !== null && openerStart > last.start) {
      yield* splitUnmarked(flat, { start: last.start, end: openerStart });
      last = { start: openerStart, end: piece.end };
    } else if (
      opener !== null ||
      flat.slice(last.start, index) === '.' ||
      (!/[\n\r]\s*$/.test(before) && hasGoneOn(flat, last.start, index))
    ) {
      last = { start: last.start, end: piece.end };
    } else {
      yield* splitUnmarked(flat, last);
      last = piece;
    }
  }
  if (last !== null) yield* splitUnmarked(flat, last);
}

/** Where the calls of footnotes end that stand at a place; the place itself where none do. */
function endOfNoteCall(flat: string, at: number): number {
  NOTE_CALL.lastIndex = at;
  return NOTE_CALL.test(flat) ? NOTE_CALL.lastIndex : at;
}

function hasGoneOn(flat: string, start: number, at: number): boolean {
  return goesOn(flat.slice(Math.max(start, at - LOOK_BACK_CHARS), at), flat.slice(at, at + LOOK_AHEAD_CHARS));
}

function* splitUnmarked(flat: string, { start, end }: Span): Generator<Span> {
  let from = start;
  for (const { index } of allMatches(UNMARKED_END, flat.slice(start, end))) {
    const at = start + index;
    if (/\s/.test(flat.charAt(at - 1)) && hasGoneOn(flat, start, at)) continue;
    yield* withoutSpace(flat, { start: from, end: at });
    from = at;
  }
  yield* withoutSpace(flat, { start: from, end });
}

/**
 * The same text, unit for unit, with a space for each line break that only wraps a line; in pieces that end where no
 * sentence goes on.
 */
function* unwrap(text: string): Generator<string> {
  const width = asWidth(longestLine(text));
  let piece = '';
  let tail = ''; // Of the piece, to look at without putting it together.
  let line = '';
  let lineBreak = '';
  let lineStart = 0;
  const join = (next: string): void => {
    const isHard = !isWrap(line.trim(), next.trim(), width);
    const joined = line + (isHard ? '\n'.padStart(lineBreak.length) : ' '.repeat(lineBreak.length));
    piece += joined;
    tail = (tail + joined.slice(-LOOK_BACK_CHARS)).slice(-LOOK_BACK_CHARS);
  };
  for (const { index, 0: found } of text.matchAll(LINE_BREAK)) {
    const next = text.slice(lineStart, index);
    if (lineBreak !== '') join(next);
    if (piece.length >= (isEnd(tail) ? MIN_PIECE_CHARS : MAX_PIECE_CHARS)) {
      yield piece;
      piece = '';
    }
    line = next;
    lineBreak = found;
    lineStart = index + found.length;
  }
  const rest = text.slice(lineStart);
  if (lineBreak !== '') join(rest);
  yield piece + rest;
}

/** Whether what follows a line break cannot be of the same sentence, given the text in front of it. */
function isEnd(before: string): boolean {
  return before.endsWith('\n') && !TRAILING_OPENER.test(before);
}

function longestLine(text: string): number {
  let longest = 0;
  let start = 0;
  for (let i = 0; i <= text.length; i += 1) {
    if (i < text.length && !isLineBreak(text.charCodeAt(i))) continue;
    longest = Math.max(longest, i - start);
    start = i + 1;
  }
  return longest;
}

function isLineBreak(unit: number): boolean {
  return (unit >= 0x0a && unit <= 0x0d) || unit === 0x85 || unit === 0x2028 || unit === 0x2029;
}

/** Whether the sentence may go on behind the line break; behind a full stop, ICU says whether it does. */
function isWrap(said: string, following: string, width: number): boolean {
  if (isTableRow(said) || isTableRow(following)) return false;
  const line = { said, indent: 0, isAfterGap: false };
  const next = { said: following, indent: 0, isAfterGap: false };
  if (startsListItem(following))
    return (
      /^\d/.test(following) && !endsStatement(said) && !startsListItem(said) && isFull(line, next, width)
    );
  if (/\.$/.test(said)) return isFull(line, next, width);
  return !endsStatement(said) && isWrapped(line, next, width);
}

/** "Level | Amount | Days": a row as the readers write it. */
function isTableRow(line: string): boolean {
  return line.includes(' | ');
}
