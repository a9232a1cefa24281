import type { Span } from '../index/document.ts';
import type { Paragraph } from './bot.ts';
import type { Citation } from './citation.ts';

/** Text as it is shown, and what of it stands out: words that answer, headings and headers; offsets into `text`. */
export type ShownText = { readonly text: string; readonly marked: readonly Span[] };

export type ShownLine = ShownText & {
  /** How far to set it in. */
  readonly depth: number;
};

type Quotation = Pick<Citation, 'excerpt' | 'lines' | 'highlights'> &
  Partial<Pick<Citation, 'startsMidList' | 'endsMidList'>>;

/** Lines that say what others below them are. */
const NAMES_OTHERS: ReadonlySet<string> = new Set(['heading', 'header', 'group']);

/** An excerpt line by line, each item and each row on its own; where others belong to them and are left out, one says so. */
export function shownLines(quotation: Quotation): ShownLine[] {
  const { excerpt, lines, highlights, startsMidList = false, endsMidList = false } = quotation;
  const shown = lines.flatMap((line, i): ShownLine[] => {
    const { text, marked } = joinLines(excerpt, line, highlights);
    const said = {
      text,
      marked: NAMES_OTHERS.has(line.form) ? [{ start: 0, end: text.length }] : marked,
      depth: line.depth,
    };
    return line.isAfterGap || (i === 0 && startsMidList) ? [leftOut(line), said] : [said];
  });
  const last = lines.at(-1);
  return last !== undefined && endsMidList ? [...shown, leftOut(last)] : shown;
}

function leftOut({ depth }: Pick<ShownLine, 'depth'>): ShownLine {
  return { text: '…', marked: [], depth };
}

/** A paragraph of the document line by line, and what of it the citation quotes; nothing else stands out but headers. */
export function shownParagraph(
  { pieces }: Citation,
  { start, text, lines }: Paragraph,
): { readonly lines: readonly ShownLine[]; readonly isQuoted: boolean } {
  const quoted = pieces
    .map((piece) => moved(piece, -start))
    .filter((piece) => piece.start < text.length && piece.end > 0);
  return { lines: shownLines({ excerpt: text, lines, highlights: quoted }), isQuoted: quoted.length > 0 };
}

/** Lines as one text; each is set in by `indent` as often as it is deep, but for the first. */
export function joinedLines(lines: readonly ShownLine[], indent: string): ShownText {
  let text = '';
  const marked: Span[] = [];
  for (const [i, line] of lines.entries()) {
    if (i > 0) text += `\n${indent.repeat(line.depth)}`;
    marked.push(...line.marked.map((span) => moved(span, text.length)));
    text += line.text;
  }
  return { text, marked };
}

/** What line breaks inside the line part, with a space between, as Chinese needs none; and what of it is marked. */
function joinLines(excerpt: string, line: Span, marks: readonly Span[]): ShownText {
  let text = '';
  const marked: Span[] = [];
  for (const { index, 0: part } of excerpt.slice(line.start, line.end).matchAll(/[^\n\r]+/g)) {
    const words = text === '' ? part : part.trimStart();
    const start = line.start + index + part.length - words.length;
    const end = start + words.length;
    text =
      text === '' ? '' : `${text.trimEnd()}${CHINESE_END.test(text) && CHINESE_START.test(words) ? '' : ' '}`;
    for (const mark of marks) {
      const inside = { start: Math.max(mark.start, start), end: Math.min(mark.end, end) };
      if (inside.start < inside.end) marked.push(moved(inside, text.length - start));
    }
    text += words;
  }
  return { text, marked };
}

const CHINESE_END = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]\s*$/u;
const CHINESE_START = /^[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;

function moved({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
