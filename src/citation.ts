import { findClauses } from '../index/clauses.ts';
import type { Document, Span } from '../index/document.ts';
import { encodedLength } from '../index/encodings.ts';
import { countLineBreaks, type Passage } from '../index/passages.ts';
import { startsListItem } from '../index/readers/layout.ts';
import { type ExcerptLine, linesOf } from './excerpt-lines.ts';
import { findPastTimes, type PastTime } from './periods.ts';
import { MAX_EXCERPT_CHARS } from './ranking/excerpt-spans.ts';
import type { Explanation } from './ranking/explanation.ts';

/** Joins the pieces of an excerpt between which something is left out. */
const ELLIPSIS = ' … ';

/** An excerpt in the document's own words, and the exact place they stand at. */
export type Citation = {
  readonly document: Pick<
    Document,
    'path' | 'title' | 'issuer' | 'publishedOn' | 'source' | 'language' | 'sha256'
  > & {
    /** What of its path tells it from documents that look the same; `null` if there are none. */
    readonly apart: string | null;
  };
  /** Nearest heading above, if any. */
  readonly heading: string | null;
  /** 1-based, of the place the excerpt starts at. */
  readonly paragraph: number;
  /** `null` where the format has no pages. */
  readonly page: number | null;
  /** `null` for a document whose text was extracted: its lines are not those of the file. */
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
  readonly answering: readonly Span[];
  readonly score: number;
  readonly why: Explanation;
};

export function cite(
  { document, apart, passage, span, answering, score, why }: Finding,
  now: Date,
): Citation {
  const { path, title, issuer, publishedOn, source, language, sha256, text } = document;
  const sentence =
    passage.sentences.find((each) => each.start <= span.start && span.start < each.end) ?? span;
  const pieces = withLead(text, passage, sentence, span);
  const start = pieces[0]?.start ?? span.start;
  const excerpt = pieces.map((piece) => text.slice(piece.start, piece.end)).join(ELLIPSIS);
  return {
    document: { path, title, issuer, publishedOn, source, language, sha256, apart },
    heading: passage.heading,
    paragraph: passage.paragraph,
    page: passage.page,
    line: passage.line === null ? null : passage.line + countLineBreaks(text.slice(passage.start, start)),
    start,
    end: span.end,
    byteStart: byteAt(document, passage, start),
    byteEnd: byteAt(document, passage, span.end),
    pieces,
    excerpt,
    lines: linesOf(document, pieces, ELLIPSIS),
    startsMidSentence: start > sentence.start,
    endsMidSentence: span.end < (passage.sentences.find((each) => each.end >= span.end)?.end ?? span.end),
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

/** A clause that states something, so that what is left out behind it can be imagined; a list item does not. */
const STATES =
  /\b(?:is|are|was|were|be|been|has|have|had|will|would|shall|should|must|may|might|can|could|do|does|did)\b|\p{Script=Han}/iu;

/**
 * The span, with what it hangs on in front where there is room: for an item of a list the sentence that opens the list,
 * for the middle of a long sentence its first clause. Without it nobody could tell of what or whom it speaks.
 */
function withLead(text: string, passage: Passage, sentence: Span, span: Span): Span[] {
  const lead =
    span.start > sentence.start
      ? findClauses(text, sentence, MAX_EXCERPT_CHARS)[0]
      : findListOpening(text, passage, span);
  if (lead === undefined || lead.start >= span.start) return [span];
  if (text.slice(lead.end, span.start).trim() === '') {
    return span.end - lead.start <= MAX_EXCERPT_CHARS ? [{ start: lead.start, end: span.end }] : [span];
  }
  if (!STATES.test(text.slice(lead.start, lead.end))) return [span];
  const length = lead.end - lead.start + ELLIPSIS.length + (span.end - span.start);
  return length <= MAX_EXCERPT_CHARS ? [lead, span] : [span];
}

function findListOpening(text: string, passage: Passage, item: Span): Span | undefined {
  if (!startsListItem(text.slice(item.start, item.end))) return undefined;
  return passage.sentences.findLast(
    ({ start, end }) => start < item.start && /[:：]$/u.test(text.slice(start, end)),
  );
}

function byteAt(document: Document, passage: Passage, offset: number): number | null {
  if (passage.byteStart === null || document.encoding === null) return null;
  return passage.byteStart + encodedLength(document.text.slice(passage.start, offset), document.encoding);
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
