import type { Span } from '../../index/document.ts';
import { composeExcerpt } from '../excerpts/compose.ts';
import type { Candidate } from './candidates.ts';
import type { RankedExcerpt } from './rank.ts';

/** An excerpt to show, with the pieces it is shown in. */
export type ComposedExcerpt = RankedExcerpt & { readonly pieces: readonly Span[] };

/** Scores are log-odds: an excerpt this much worse than the best is e^3.5, thirty times, less likely the right one. */
export const MAX_SCORE_GAP = 3.5;
const REPEAT_COST = 2;
/** More than are ever shown, even where many overlap. */
const CONSIDERED = 400;

/**
 * The best excerpts, none of which says what another says already. One from a paragraph that has been quoted already has to be
 * better by {@link REPEAT_COST}: another place is more likely to hold what the first one does not.
 * @param limit how many at most
 * @param asked how many somebody asked for, however far they are from the best
 */
export function choose(
  ranked: readonly RankedExcerpt[],
  limit: number,
  asked: number | undefined,
): ComposedExcerpt[] {
  const chosen: ComposedExcerpt[] = [];
  let left = ranked.slice(0, CONSIDERED);
  const least = asked === undefined ? (ranked[0]?.score ?? 0) - MAX_SCORE_GAP : Number.NEGATIVE_INFINITY;
  while (chosen.length < limit && left.length > 0) {
    const value = ({ candidate, score }: RankedExcerpt): number =>
      score - REPEAT_COST * chosen.filter((other) => other.candidate.passage === candidate.passage).length;
    const best = left.reduce((a, b) => (value(b) > value(a) ? b : a));
    if (best.score < least) break;
    const { candidate } = best;
    const pieces = composeExcerpt(candidate.document, candidate.passage, candidate);
    if (chosen.some((other) => isPartOf(other.candidate, candidate.document, pieces))) {
      left = left.filter((other) => other !== best);
      continue;
    }
    chosen.push({ ...best, pieces });
    const shown = pieces.map((piece) => textOf(candidate, piece));
    left = left.filter(
      ({ candidate: other }) =>
        !(other.document === candidate.document && pieces.some((piece) => overlaps(other, piece))) &&
        !shown.some((text) => text.includes(textOf(other, other))) &&
        !saysLess(other, candidate),
    );
  }
  return chosen;
}

/** Whether what was found is among the pieces of another excerpt, as what takes part of it back may be. */
function isPartOf(
  { document, start, end }: Candidate,
  other: Candidate['document'],
  pieces: readonly Span[],
): boolean {
  return document === other && pieces.some((piece) => piece.start <= start && end <= piece.end);
}

function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Whether an item or a row says nothing of the question that another one of its passage does not say, and less than that. */
function saysLess(one: Candidate, other: Candidate): boolean {
  if (one.passage !== other.passage || one.passage.blocks.first === one.passage.blocks.last) return false;
  const own = new Set(one.matches.map(({ term }) => term));
  const others = new Set(other.matches.map(({ term }) => term));
  return own.size < others.size && own.isSubsetOf(others);
}

function textOf({ document }: Candidate, { start, end }: Span): string {
  return document.text.slice(start, end).toLowerCase();
}
