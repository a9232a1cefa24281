import type { Document, Span } from '../index/document.ts';
import { encodedLength } from '../index/encodings.ts';
import { countLineBreaks, type Passage } from '../index/passages.ts';
import { type ExcerptLine, linesOf } from './excerpt-lines.ts';
import { type Place, placeOf } from './excerpts/place.ts';
import { leftOutOf } from './excerpts/series.ts';
import { findPastTimes, type PastTime } from './periods.ts';
import type { Explanation } from './ranking/explanation.ts';

/** Joins the pieces of an excerpt between which something is left out. */
const ELLIPSIS = ' … ';

/** An excerpt in the document's own words, and the exact place they stand at. */
export type Citation = Place & {
  readonly document: Pick<
    Document,
    'path' | 'title' | 'issuer' | 'publishedOn' | 'source' | 'language' | 'sha256'
  > & {
    /** What of its path tells it from documents that look the same; `null` if there are none. */
    readonly apart: string | null;
  };
  /** Nearest heading above, if any. */
  readonly heading: string | null;
  /** 1-based, of the place where what was found stands. */
  readonly paragraph: number;
  /** Of that place; `null` for a document whose text was extracted: its lines are not those of the file. */
  readonly line: number | null;
  /** UTF-16 offsets of the whole excerpt into the document's text. */
  readonly start: number;
  readonly end: number;
  /** The same as bytes of the file; `null` for a document without byte offsets. */
  readonly byteStart: number | null;
  readonly byteEnd: number | null;
  /** Exact slices of the document, in its order; more than one where something between them is left out. */
  readonly pieces: readonly Span[];
  /** The pieces' text, joined by {@link ELLIPSIS}. */
  readonly excerpt: string;
  /** The lines in which it is read; offsets into `excerpt`. What else stands there is space, and {@link ELLIPSIS}. */
  readonly lines: readonly ExcerptLine[];
  /** Whether the excerpt starts or stops in the middle of a sentence. */
  readonly startsMidSentence: boolean;
  readonly endsMidSentence: boolean;
  /** Whether items or rows in front of those it quotes, or behind them, are left out, though it may seem to hold all. */
  readonly startsMidList: boolean;
  readonly endsMidList: boolean;
  /** The words that answer, as offsets into `excerpt`, in order, without overlap. */
  readonly highlights: readonly Span[];
  /** Times in the excerpt that had passed when the question was asked; offsets into `excerpt`. */
  readonly past: readonly PastTime[];
  /** Compare within one answer only. */
  readonly score: number;
  readonly why: Explanation;
  /** Where the message asks several questions, those that this answers. */
  readonly questions?: readonly string[];
};

/** What to cite: a span of a passage, and the words in it that answer (both as offsets into the document's text). */
export type Finding = {
  readonly document: Document;
  readonly apart: string | null;
  readonly passage: Passage;
  readonly span: Span;
  /** What is shown of it. */
  readonly pieces: readonly Span[];
  readonly answering: readonly Span[];
  readonly score: number;
  readonly why: Explanation;
};

export function cite(
  { document, apart, passage, span, pieces, answering, score, why }: Finding,
  now: Date,
): Citation {
  const { path, title, issuer, publishedOn, source, language, sha256, text } = document;
  const start = pieces[0]?.start ?? span.start;
  const end = pieces.at(-1)?.end ?? span.end;
  const excerpt = pieces.map((piece) => text.slice(piece.start, piece.end)).join(ELLIPSIS);
  const place = placeOf(document, span);
  const leftOut = leftOutOf(document, span, pieces);
  return {
    document: { path, title, issuer, publishedOn, source, language, sha256, apart },
    heading: passage.heading,
    ...place,
    paragraph: passage.paragraph,
    line:
      passage.line === null ? null : passage.line + countLineBreaks(text.slice(passage.start, span.start)),
    start,
    end,
    byteStart: byteAt(document, passage, start),
    byteEnd: byteAt(document, passage, end),
    pieces,
    excerpt,
    lines: linesOf(document, pieces, ELLIPSIS),
    startsMidSentence: isInside(start, passage.sentences),
    endsMidSentence: isInside(end, passage.sentences),
    startsMidList: leftOut.inFront,
    endsMidList: leftOut.behind,
    highlights: joinNeighbours(
      answering.flatMap((word) => toExcerptOffsets(word, pieces)),
      excerpt,
    ),
    // A page's own time stamp is always in the past; saying so would only distract.
    past: passage.kind === 'metadata' ? [] : findPastTimes(excerpt, now),
    score: Math.round(score * 10_000) / 10_000,
    why,
  };
}

/** Whether an offset lies inside of a sentence, and not at its start or its end. */
function isInside(offset: number, sentences: readonly Span[]): boolean {
  return sentences.some(({ start, end }) => start < offset && offset < end);
}

function byteAt(document: Document, passage: Passage, offset: number): number | null {
  if (passage.byteStart === null || document.encoding === null) return null;
  const { start, byteStart } = passage;
  return offset >= start
    ? byteStart + encodedLength(document.text.slice(start, offset), document.encoding)
    : byteStart - encodedLength(document.text.slice(offset, start), document.encoding);
}

function toExcerptOffsets({ start, end }: Span, pieces: readonly Span[]): Span[] {
  let before = 0;
  for (const piece of pieces) {
    if (piece.start <= start && end <= piece.end) {
      return [{ start: before + start - piece.start, end: before + end - piece.start }];
    }
    before += piece.end - piece.start + ELLIPSIS.length;
  }
  return [];
}

/** Marks that overlap, or that only a space or a hyphen parts, become one. */
function joinNeighbours(spans: readonly Span[], text: string): Span[] {
  const joined: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = joined.at(-1);
    if (last !== undefined && /^[ \u00a0-]?$/.test(text.slice(last.end, span.start))) {
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    } else joined.push(span);
  }
  return joined;
}
