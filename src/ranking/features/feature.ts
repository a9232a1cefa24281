import type { Token } from '../../../index/analyzer.ts';
import type { Document, Span } from '../../../index/document.ts';
import type { Passage } from '../../../index/passages.ts';
import type { AnswerKind } from '../answer-kind.ts';
import type { Match } from '../matches.ts';
import type { Query } from '../query.ts';

/** A span that could be quoted, with all that is known about it and about where it stands. */
export type Candidate = Span & {
  readonly document: Document;
  readonly passage: Passage;
  /** Words of the passage that lie in the span. */
  readonly tokens: readonly Token[];
  /** Matches in the span, in the passage around it, in its heading, in what the document is called. */
  readonly matches: readonly Match[];
  readonly passageMatches: readonly Match[];
  readonly headingMatches: readonly Match[];
  readonly nameMatches: readonly Match[];
  /** The passage's search score over the best passage's, 0 to 1. */
  readonly searchScore: number;
};

/** What a question asks, for features to compare with. */
export type Asked = { readonly query: Query; readonly kind: AnswerKind | null };

/** One reason to prefer a candidate, as a number from 0 to 1. */
export type Feature = (candidate: Candidate, asked: Asked) => number;
