import { findRole } from './furniture.ts';
import { looksLikeHeading } from './layout.ts';
import { markerOf } from './markers.ts';
import { isCut, type Joining } from './pdf-joining.ts';
import type { Laid, Line, Table } from './pdf-layout.ts';
import { SYMBOL } from './pdf-symbols.ts';

/** Lines that were wrapped, or that stand alone. */
export type Paragraph = {
  readonly lines: readonly [Line, ...Line[]];
  readonly text: string;
  /** Begins with the mark of a list's item or of a clause. */
  readonly isMarked: boolean;
  /** It ends at the end of a full line, or within a word. */
  readonly isFull: boolean;
};

/** In sizes of the type, and in usual distances of lines. */
const INDENT = 0.8;
const SAME_MARGIN = 0.3;
const BLANK_LINE = 1.3;
const TIGHT_LINE = 1.45;
/** Of the usual distance of lines in the document. */
const MAX_LEADING = 1.25;
/** Not a row of "_", which is a blank to be filled in. */
const TYPED_RULE = /^(?:[-–—]{5,}|={5,}|~{5,}|\*{5,})$/;
/** A shorter line of a clause may be a name, and what begins with a capital behind it the next one. */
const MIN_CLAUSE_CHARS = 60;
/** A column of fewer lines does not tell how far apart they are. */
const MIN_DISTANCES = 4;

/** How the lines of a column go: most of them are this far apart, and they end here. */
type Measure = { readonly leading: number; readonly left: number; readonly right: number };

/** Puts the lines of a page together that are one paragraph, or one item of a list. */
export function findParagraphs(
  laid: readonly Laid[],
  usualLeading: number,
  joining: Joining,
): (Paragraph | Table)[] {
  const measures = new Map<number, Measure>();
  for (const [column, lines] of Map.groupBy(laid.filter(isLine), (line) => line.column)) {
    measures.set(column, measure(lines, usualLeading));
  }
  const found: (Line[] | Table)[] = [];
  for (const each of withoutTypedRules(laid)) {
    const group = found.at(-1);
    const own = isLine(each) ? measures.get(each.column) : undefined;
    if (!isLine(each)) found.push(each);
    else if (Array.isArray(group) && own !== undefined && continues(each, group, own)) group.push(each);
    else found.push([each]);
  }
  return found.map((each) =>
    Array.isArray(each) ? toParagraph(each as [Line, ...Line[]], measures, joining) : each,
  );
}

function isLine(laid: Laid): laid is Line {
  return 'text' in laid;
}

/** A heading may be underlined with a line of dashes, which is no text. */
function withoutTypedRules(laid: readonly Laid[]): Laid[] {
  return laid.flatMap((each, i) => {
    if (isTypedRule(each)) return [];
    const next = laid[i + 1];
    return isLine(each) && next !== undefined && isTypedRule(next)
      ? [{ ...each, isUnderlined: true }]
      : [each];
  });
}

function isTypedRule(laid: Laid): boolean {
  return isLine(laid) && TYPED_RULE.test(laid.text);
}

export function isParagraph(block: Paragraph | Table): block is Paragraph {
  return 'text' in block;
}

function measure(lines: readonly Line[], usualLeading: number): Measure {
  const distances = lines.slice(1).map((line, i) => line.y - (lines[i]?.y ?? 0));
  const usual = distances.filter((distance) => distance > 0).sort((a, b) => a - b);
  const sizes = lines.map((line) => line.size).sort((a, b) => a - b);
  const expected = usualLeading * (sizes[Math.floor(sizes.length / 2)] ?? 0);
  // Not the median: in a text of short paragraphs most distances are those between paragraphs.
  const leading = usual[Math.floor(usual.length / 4)] ?? 0;
  return {
    leading: usual.length < MIN_DISTANCES ? expected : Math.min(leading, MAX_LEADING * expected),
    left: Math.min(...lines.map((line) => line.left)),
    right: Math.max(...lines.map((line) => line.right)),
  };
}

function continues(line: Line, group: readonly Line[], own: Measure): boolean {
  const last = group.at(-1);
  const first = group[0];
  if (last === undefined || first === undefined || last.column !== line.column) return false;
  if (line.isSideHeading || last.isSideHeading) return false;
  if (isFar(line, last, own) || Math.abs(line.size - last.size) > 0.08 * last.size) return false;
  const isFull = isFilled(last, line, own);
  const goesOn = isFull && isCut(last.text);
  const isInside = goesOn || /,$/u.test(last.text);
  const goesOnWithMark = isInside && isMidSentence(line.text, first.text, last.text);
  if (isMarked(line.text) && !goesOnWithMark) return false;
  if ([last.text, line.text].some((text) => findRole(text) === 'metadata')) return false;
  if (line.font.isBold !== last.font.isBold && !goesOn) return false;
  if (line.font.name !== last.font.name && group.length === 1 && looksLikeHeading(last.text) && !isFull)
    return false;
  const slack = SAME_MARGIN * line.size;
  if (isMarked(first.text)) {
    if (line.left >= first.textLeft - slack)
      return line.left > first.left + slack || goesOn || /^\p{Ll}/u.test(line.text);
    if (isSetIn(first, last, line, own)) {
      // What is not set in here goes on: paragraphs are set in where Chinese is written, and most where clauses are.
      if (/\p{Script=Han}/u.test(line.text)) return isFull;
      return (
        goesOn &&
        (/^[^\p{Lu}]/u.test(line.text) ||
          (markerOf(first.text)?.label !== '' && last.text.length > MIN_CLAUSE_CHARS))
      );
    }
    return goesOn && line.left >= first.left - slack;
  }
  if (
    line.left > last.left + INDENT * line.size &&
    last.left < own.left + slack &&
    !(goesOn && /^\p{Ll}/u.test(line.text))
  )
    return false;
  const left = Math.min(first.left, last.left);
  if (line.left < left - INDENT * line.size && group.length > 1) return false;
  return isFull || (isCut(last.text) && /^[\p{Ll}(]/u.test(line.text));
}

/** Whether all lines after the first begin at the margin, and the first does not. */
function isSetIn(first: Line, last: Line, line: Line, { left }: Measure): boolean {
  const slack = SAME_MARGIN * line.size;
  return (
    [last, line].every((each) => each === first || each.left < left + slack) && first.left > left + slack
  );
}

function isFar(line: Line, last: Line, { leading }: Measure): boolean {
  const distance = line.y - last.y;
  return distance < 0 || distance > Math.max(BLANK_LINE * leading, TIGHT_LINE * line.size);
}

/** Whether the line ends where it has to: the first word of the next has no room in it. */
function isFilled(line: Line, next: Line, own: Measure): boolean {
  const word = /^\S+/.exec(next.text)?.[0] ?? '';
  const perChar = (next.right - next.left) / Math.max(1, next.text.length);
  const width = /\p{Script=Han}/u.test(word) ? line.size * 2 : (word.length + 1) * perChar;
  return line.right + width > own.right - 0.3 * line.size;
}

/** No statement ends so, and none leaves a list to begin behind it: "more than / 18. It …", "as said under Section / 4.2. Members …". */
const AWAITS_NUMBER =
  /(?:^|\s)(?:under|of|in|than|by|with|from|to|at|least|most|per|see|sections?|articles?|clauses?|paragraphs?|rules?|chapters?)$/iu;

/** "… as section / 4.2 says": a number at the start of a line that counts nothing. */
function isMidSentence(text: string, before: string, last: string): boolean {
  const marker = markerOf(text);
  if (marker === null || !/\d/.test(marker.label)) return false;
  if (/^\p{Ll}{3}/u.test(marker.label) || AWAITS_NUMBER.test(last)) return true;
  const rest = text.slice(marker.length);
  if (/^\p{L}{4}/u.test(marker.label) && /^[\s.,;)]*$/.test(rest)) return true;
  if (!/^\p{Ll}/u.test(rest)) return false;
  const counted = markerOf(before)?.readings[0];
  return marker.readings.every(({ style, ordinal }) =>
    counted?.style === style ? ordinal !== (counted.ordinal ?? 0) + 1 : ordinal !== 1,
  );
}

export function isMarked(text: string): boolean {
  return (
    markerOf(text) !== null ||
    /^_{2,}\s/.test(text) ||
    (/^\S\s/u.test(text) && text.charAt(0) !== '§' && SYMBOL.test(text.charAt(0)))
  );
}

function toParagraph(
  lines: [Line, ...Line[]],
  measures: ReadonlyMap<number, Measure>,
  joining: Joining,
): Paragraph {
  const text = lines.map((line) => line.text).reduce((joined, line) => joining.join(joined, line));
  const last = lines.at(-1) ?? lines[0];
  const own = measures.get(last.column);
  const isLong = own !== undefined && last.right > own.right - 0.2 * (own.right - own.left);
  const isFull = isLong || /\p{L}[-\u00ad\u2010]$/u.test(text);
  return { lines, text, isMarked: isMarked(text), isFull };
}
