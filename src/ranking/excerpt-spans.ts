import { findClauses } from '../../index/clauses.ts';
import type { Span } from '../../index/document.ts';
import type { Passage } from '../../index/passages.ts';

/** What fits a chat comfortably: two or three lines on a phone. */
export const MAX_EXCERPT_CHARS = 280;

/** A run of clauses is filled up to this size: a bare clause rarely says enough to be understood. */
const COMFORTABLE_CHARS = 220;

/**
 * Spans of the passage that could be quoted: each sentence, or, of a sentence too long for a chat, runs of its
 * clauses that fit. Each run begins with a clause that matches something. Offsets count in the document.
 */
export function findExcerptSpans(text: string, passage: Passage, matchStarts: readonly number[]): Span[] {
  return passage.sentences.flatMap((sentence) => {
    if (sentence.end - sentence.start <= MAX_EXCERPT_CHARS) return [sentence];
    const clauses = findClauses(text, sentence, MAX_EXCERPT_CHARS);
    return findRuns(clauses, (clause) =>
      matchStarts.some((start) => clause.start <= start && start < clause.end),
    );
  });
}

function findRuns(clauses: readonly Span[], isMatching: (clause: Span) => boolean): Span[] {
  const runs: Span[] = [];
  let covered = -1;
  clauses.forEach((first, i) => {
    if (!isMatching(first)) return;
    const fits = (clause: Span | undefined, size: number): clause is Span =>
      clause !== undefined && clause.end - first.start <= size;
    let last = i;
    for (let next = i + 1; fits(clauses[next], MAX_EXCERPT_CHARS); next += 1)
      if (isMatching(clauses[next] ?? first)) last = next;
    if (last <= covered) return; // The run in front of it holds all that matches here.
    covered = last;
    while (fits(clauses[last + 1], COMFORTABLE_CHARS)) last += 1;
    runs.push({ start: first.start, end: clauses[last]?.end ?? first.end });
  });
  return runs;
}
