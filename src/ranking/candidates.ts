import { namesOf } from '../../index/analyzed-document.ts';
import type { Token } from '../../index/analyzer.ts';
import { blockAt, inheritedBy } from '../../index/block-tree.ts';
import type { Document, Span } from '../../index/document.ts';
import type { Near } from '../../index/meaning/document-vectors.ts';
import { unitSpansOf } from '../../index/meaning/units.ts';
import type { Passage } from '../../index/passages.ts';
import type { VisibleIndex } from '../../index/restricted-index.ts';
import type { Hit } from '../../index/search-index.ts';
import { findExcerptSpans } from '../excerpts/spans.ts';
import { type Asked, nameCoverage } from './asked.ts';
import { type Match, matchText } from './matches.ts';
import type { Nearest } from './nearest.ts';
import { withRanges } from './ranges.ts';

/** A document as the question sees it. */
type DocumentView = {
  readonly document: Document;
  /** Matches in what the document is called. */
  readonly nameMatches: readonly Match[];
  /** For each query term, how surely it means this document. */
  readonly named: readonly number[];
  /** Query terms that the document's jurisdiction is called by, as positions in `query.terms`. */
  readonly jurisdictionTerms: ReadonlySet<number>;
  /** Matches in what stands above a block. */
  readonly matchesAbove: (block: number) => readonly Match[];
};

/** A span of a document that could be quoted, with all that is known about it and about where it stands. */
export type Candidate = Span &
  DocumentView & {
    readonly passage: Passage;
    /** Words of the passage that lie in the span; offsets count from the passage's start, as in all matches. */
    readonly tokens: readonly Token[];
    /** Matches in the span, and in the passage around it, ... */
    readonly matches: readonly Match[];
    readonly passageMatches: readonly Match[];
    /** ... and in what stands above the span and is understood with it: what opens its list, heads its table, and headings. */
    readonly inheritedMatches: readonly Match[];
    /** Its words. */
    readonly aboveText: () => string;
    /** The passage's length over that of the average passage. */
    readonly lengthRatio: number;
    /** The passage's search score over the best passage's, 0 to 1. */
    readonly searchScore: number;
    /** Share of all search scores that fell to passages of the document, over the largest share, 0 to 1. */
    readonly documentScore: number;
    /** Cosine of the question and the part of the passage that the span lies in, and of the part that is nearest; `null` without meaning. */
    readonly nearness: { readonly own: number; readonly passage: number } | null;
    /** How it reads as an answer to the question, in log-odds; `null` where nobody has read it. */
    readonly reading: number | null;
  };

/** What a candidate says, without what stands above it. */
export function textOf({ document, start, end }: Candidate): string {
  return document.text.slice(start, end);
}

/** All spans of the passages that could be quoted, best passage first, in reading order within it. */
export function findCandidates(
  hits: readonly Hit[],
  nearest: Nearest | null,
  asked: Asked,
  index: VisibleIndex,
): Candidate[] {
  const views = new Map<string, DocumentView>();
  const bestScore = hits.reduce((best, { score }) => Math.max(best, score), 0) || 1;
  const documentScores = new Map<string, number>();
  for (const { passage, score } of hits)
    documentScores.set(passage.documentPath, (documentScores.get(passage.documentPath) ?? 0) + score ** 2);
  const bestDocument = Math.max(...documentScores.values()) || 1;
  return hits.flatMap(({ passage, score }) => {
    const view = views.get(passage.documentPath) ?? viewDocument(passage.documentPath, asked, index);
    if (view === null) return [];
    views.set(passage.documentPath, view);
    return candidatesIn(
      passage,
      score / bestScore,
      (documentScores.get(passage.documentPath) ?? 0) / bestDocument,
      view,
      nearest?.of(passage) ?? null,
      asked,
      index,
    );
  });
}

function viewDocument(path: string, asked: Asked, index: VisibleIndex): DocumentView | null {
  const document = index.documents.get(path);
  if (document === undefined) return null;
  const jurisdiction = matchText(asked.matcher, document.jurisdiction ?? '');
  const nameMatches = matchText(asked.matcher, namesOf(document));
  return {
    document,
    nameMatches,
    named: nameCoverage(asked, nameMatches),
    jurisdictionTerms: new Set(jurisdiction.map(({ term }) => term)),
    matchesAbove: matchesAboveIn(document, asked, index),
  };
}

/** A heading stands above many blocks, and an opening above many items: each is looked at once. */
function matchesAboveIn(
  document: Document,
  { matcher }: Asked,
  { search }: VisibleIndex,
): DocumentView['matchesAbove'] {
  const known = new Map<number, readonly Match[]>();
  const matchesIn = (at: number): readonly Match[] => {
    const block = document.blocks[at];
    return block === undefined || block.kind === 'title' ? [] : matcher(search.tokensOfName(document, block));
  };
  const matchesAbove = (at: number): readonly Match[] => {
    const parent = document.blocks[at]?.parent ?? -1;
    if (parent < 0) return [];
    const found = known.get(parent) ?? [...matchesIn(parent), ...matchesAbove(parent)];
    known.set(parent, found);
    return found;
  };
  return matchesAbove;
}

function candidatesIn(
  passage: Passage,
  searchScore: number,
  documentScore: number,
  view: DocumentView,
  near: Near | null,
  { matcher, query, wantsList, wantsMeaning }: Asked,
  index: VisibleIndex,
): Candidate[] {
  const tokens = index.search.tokensOf(passage);
  const passageMatches = withRanges(matcher(tokens), query, view.document, passage, tokens);
  const units = near === null ? [] : unitSpansOf(view.document, passage);
  const matchStarts = passageMatches.map(({ start }) => passage.start + start);
  return findExcerptSpans({ document: view.document, passage, matchStarts, wantsList, wantsMeaning }).map(
    ({ start, end }) => {
      const inPassage = { start: start - passage.start, end: end - passage.start };
      return {
        ...view,
        start,
        end,
        passage,
        tokens: within(tokens, inPassage),
        matches: within(passageMatches, inPassage),
        passageMatches,
        inheritedMatches: view.matchesAbove(blockAt(view.document, start)),
        aboveText: () => textAbove(view.document, start),
        lengthRatio: (passage.end - passage.start) / index.search.meanPassageChars,
        searchScore,
        documentScore,
        nearness: near && { own: nearnessOf({ start, end }, units, near), passage: near.cosine },
        reading: null,
      };
    },
  );
}

/** The cosine of the nearest part of the passage that a span lies in. */
function nearnessOf(span: Span, units: readonly Span[], near: Near): number {
  const own = near.units.filter((_, i) => {
    const unit = units[i];
    return unit !== undefined && unit.start < span.end && span.start < unit.end;
  });
  return own.length === 0 ? near.cosine : Math.max(...own);
}

/** What opens the list or asks what an offset's block answers. */
function textAbove(document: Document, offset: number): string {
  return inheritedBy(document, blockAt(document, offset))
    .map(({ start, end }) => document.text.slice(start, end))
    .join('\n');
}

/** Those of `spans`, which are in the order of their starts, that lie inside. */
function within<T extends Span>(spans: readonly T[], { start, end }: Span): T[] {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  const found: T[] = [];
  for (let i = low; i < spans.length; i += 1) {
    const span = spans[i];
    if (span === undefined || span.start >= end) break;
    if (span.end <= end) found.push(span);
  }
  return found;
}
