import type { DocumentIndex } from './document-index.ts';

/** One side of an answer that changes, in short. */
export type GoldenOutcome = {
  /**
   * Whether one of the first three excerpts hits the gold, and one holds the answer where that is told; for a question
   * that has no answer, whether none was given.
   */
  readonly isHit: boolean;
  /** Path of the document of the first excerpt; `null` where the documents did not say. */
  readonly document: string | null;
  /** The first excerpt, or its beginning. */
  readonly excerpt: string | null;
};

/** A golden question that is no longer answered as it was. */
export type ChangedAnswer = {
  readonly id: string;
  readonly question: string;
  readonly before: GoldenOutcome;
  readonly after: GoldenOutcome;
};

/** What replaying the golden questions on a new index showed. */
export type GateFindings = {
  readonly questions: number;
  /** Questions that are hits; `null` where there was no index before. */
  readonly hitsBefore: number | null;
  readonly hitsAfter: number;
  /** Number of answers that change. */
  readonly changes: number;
  /** The first of them, lost ones before others. */
  readonly changed: readonly ChangedAnswer[];
  /** What is wrong with the questions themselves; they were not replayed then. */
  readonly problem: string | null;
  /** Why the new index is not to be taken into use without being forced; `null` if it may be. */
  readonly blocked: string | null;
};

/** Looks at a new index before it takes the place of the old one; `null` if there is nothing to look at it with. */
export type Gate = (before: DocumentIndex | null, after: DocumentIndex) => Promise<GateFindings | null>;
