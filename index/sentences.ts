import { normalizeWord } from './analyzer.ts';
import type { Span } from './document.ts';
import { isEnglishName } from './general-english.ts';
import { startsListItem, trim } from './readers/layout.ts';

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

/**
 * The sentences of `text[start, end)`, in order, without overlap, each without white space at its ends; together
 * they hold every character that is not white space. A line break ends a sentence too (a list item, say),
 * unless the text was merely wrapped there.
 */
export function findSentences(text: string, { start, end }: Span): Span[] {
  const flat = unwrap(text.slice(start, end));
  const spans: Span[] = [];
  for (const { segment, index } of SEGMENTER.segment(flat)) {
    const last = spans.at(-1);
    const piece = { start: index, end: index + segment.length };
    if (last === undefined) {
      spans.push(piece);
      continue;
    }
    const before = flat.slice(Math.max(last.start, last.end - LOOK_BACK_CHARS), last.end);
    const opener = TRAILING_OPENER.exec(before);
    const openerStart = last.end - (opener?.[0].length ?? 0);
    if (opener !== null && openerStart > last.start) {
      replaceLast(spans, { start: last.start, end: openerStart });
      spans.push({ start: openerStart, end: piece.end });
    } else if (opener !== null || (!/[\n\r]\s*$/.test(before) && isOneSentence(before, segment))) {
      replaceLast(spans, { start: last.start, end: piece.end });
    } else spans.push(piece);
  }
  return spans
    .flatMap((span) => splitUnmarked(flat, span))
    .map((span) => trim(flat, span))
    .filter((span) => span.start < span.end)
    .map((span) => ({ start: start + span.start, end: start + span.end }));
}

function replaceLast(spans: Span[], span: Span): void {
  spans[spans.length - 1] = span;
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

function splitUnmarked(flat: string, { start, end }: Span): Span[] {
  const cuts = [...flat.slice(start, end).matchAll(UNMARKED_END)].map((match) => start + match.index);
  return [start, ...cuts].map((from, i) => ({ start: from, end: cuts[i] ?? end }));
}

/** The same text, unit for unit, with a space for each line break that only wraps a line. */
function unwrap(text: string): string {
  const lines = text.split(/(\r\n|[\n\r\f\v\u0085\u2028\u2029])/);
  if (lines.length < 3) return text;
  const widest = lines.reduce((most, line) => Math.max(most, line.length), 0);
  return lines
    .map((part, i) => {
      if (i % 2 === 0) return part;
      const line = lines[i - 1] ?? '';
      const next = lines[i + 1] ?? '';
      return isWrap(line.trim(), next.trim(), widest) ? ' '.repeat(part.length) : '\n'.padStart(part.length);
    })
    .join('');
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
