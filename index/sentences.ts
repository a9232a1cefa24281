import { normalizeWord } from './analyzer.ts';
import type { Span } from './document.ts';
import { isEnglishName } from './general-english.ts';
import { LINE_BREAK, startsListItem, withoutSpace } from './readers/layout.ts';

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'sentence' });

/** A full stop after these ends no sentence, whatever follows. */
const ABBREVIATION =
  /(?:^|[\s(“"'‘])(?:Dr|Mr|Mrs|Ms|Prof|Gen|Lt|Col|St|Messrs|vs|[Cc]f|[Ee]\.g|[Ii]\.e|[Vv]iz|approx|al)\.\s*$/u;
/** ... after these only in front of a number: "No. 5", "Art. 12", "Dec. 13". */
const BEFORE_NUMBER =
  /(?:^|[\s(“"'‘])(?:Nos?|Arts?|Secs?|Figs?|Chs?|Vols?|paras?|pp?|pct|ca|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.\s*$/iu;
/** ... after dotted acronyms and company forms ("the U.S. Government", "Acme Inc. Holdings") unless a usual first word follows. */
const ACRONYM =
  /(?:^|[\s(“"'‘]|\p{Script=Han})(?:(?:\p{Lu}\.){2,}|(?:Co|Inc|Ltd|Corp|Jr|Sr|Dept|Univ)\.)\s*$/u;
/** ... after initials where the words beside them are names ("George W. Bush", but not "Building C. Showers"). */
const INITIAL = /(?:^|(?<previous>[^\s(“"'‘]+)\s|[(“"'‘])\p{Lu}\.\s*$/u;
const FIRST_WORD =
  /^\s*[“"']?(?:The|This|That|These|Those|It|In|An?|He|She|They|We|You|I|But|And|However|For|At|On|By|If|When|There)\b/u;
const NEXT_WORD = /^\s*(?<next>\p{L}[\p{L}’'-]*)/u;
/** A list number on its own: "1.", "(a).", "IV." */
const ONLY_NUMBER = /^\s*[(（]?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxIVX]{1,4})[)）]?\.\s*$/u;
/** ICU leaves an opening bracket or quotation mark at the end of the sentence in front of it. */
const TRAILING_OPENER = /[“‘「『（(《〈【[]\s*$/u;
const CONTINUES = /^[\s”’"'」』）)\]]*\p{Ll}/u;
/** A missing space behind a full stop, and the semicolon that ends a Chinese statement. */
const UNMARKED_END =
  /(?<=\p{Ll}{3}[.!?])(?=\p{Lu}\p{Ll}{2})|(?<=\p{Script=Han}[^；]{4,}；[”’」』）]?)(?=[^”’」』）\s])/gu;

/** How much of a sentence tells whether it has really ended. */
const LOOK_BACK_CHARS = 40;

/** Lines of text that was wrapped at a fixed width are at most this long. */
const MAX_WRAPPED_LINE = 120;

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
    if (opener !== null && openerStart > last.start) {
      yield* splitUnmarked(flat, { start: last.start, end: openerStart });
      last = { start: openerStart, end: piece.end };
    } else if (opener !== null || (!/[\n\r]\s*$/.test(before) && isOneSentence(before, segment))) {
      last = { start: last.start, end: piece.end };
    } else {
      yield* splitUnmarked(flat, last);
      last = piece;
    }
  }
  if (last !== null) yield* splitUnmarked(flat, last);
}

function isOneSentence(before: string, after: string): boolean {
  if (CONTINUES.test(after) || ABBREVIATION.test(before) || ONLY_NUMBER.test(before)) return true;
  if (BEFORE_NUMBER.test(before)) return /^\s*\d/.test(after);
  if (FIRST_WORD.test(after)) return false;
  return ACRONYM.test(before) || isInitial(before, after);
}

function isInitial(before: string, after: string): boolean {
  const initial = INITIAL.exec(before);
  if (initial === null) return false;
  const previous = initial.groups?.previous ?? '';
  if (previous === '' || /^\p{Lu}\p{L}*\.$/u.test(previous) || isEnglishName(normalizeWord(previous)))
    return true;
  const next = NEXT_WORD.exec(after)?.groups?.next ?? '';
  return /^\p{Ll}/u.test(previous) && (next.length === 1 || isEnglishName(normalizeWord(next)));
}

function* splitUnmarked(flat: string, { start, end }: Span): Generator<Span> {
  let from = start;
  for (const { index } of flat.slice(start, end).matchAll(UNMARKED_END)) {
    yield* withoutSpace(flat, { start: from, end: start + index });
    from = start + index;
  }
  yield* withoutSpace(flat, { start: from, end });
}

/**
 * The same text, unit for unit, with a space for each line break that only wraps a line; in pieces that end where no
 * sentence goes on.
 */
function* unwrap(text: string): Generator<string> {
  const widest = longestLine(text);
  let piece = '';
  let tail = ''; // Of the piece, to look at without putting it together.
  let line = '';
  let lineBreak = '';
  let lineStart = 0;
  const join = (next: string): void => {
    const isHard = !isWrap(line.trim(), next.trim(), widest);
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

function isWrap(line: string, next: string, widest: number): boolean {
  if (isTableRow(line) || isTableRow(next)) return false;
  if (startsListItem(next) || /[.:;!?。：；！？]$/u.test(line)) return false;
  return /^\p{Ll}/u.test(next) || (widest <= MAX_WRAPPED_LINE && line.length >= 0.6 * widest);
}

/** "Level | Amount | Days": a row as the readers write it. */
function isTableRow(line: string): boolean {
  return line.includes(' | ');
}
