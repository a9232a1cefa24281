import { blockAt } from '../../index/block-tree.ts';
import type { Block, Span } from '../../index/document.ts';
import { composeExcerpt } from '../excerpts/compose.ts';
import type { Candidate } from './candidates.ts';
import type { RankedExcerpt } from './rank.ts';

/** An excerpt to show, with the pieces it is shown in. */
export type ComposedExcerpt = RankedExcerpt & { readonly pieces: readonly Span[] };

/** Scores are log-odds: an excerpt this much worse than the best is e^3.5, thirty times, less likely the right one. */
export const MAX_SCORE_GAP = 3.5;
const REPEAT_COST = 2;
/** What of the question is said above counts for so much more above something short. */
const LENGTH_COST = 2;
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
    const highest = left.reduce((a, b) => (value(b) > value(a) ? b : a));
    if (highest.score < least) break;
    const best = seriesOf(highest, left) ?? highest;
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
        !saysLess(other, candidate) &&
        !(isSeries(candidate) && isAlike(other, candidate)),
    );
  }
  return chosen;
}

/**
 * An item or a row that says nothing of the question was found by the words above it, which are said of all that stand there:
 * the beginning of its list, unless that is worse by more than its length can cost.
 */
function seriesOf(one: RankedExcerpt, ranked: readonly RankedExcerpt[]): RankedExcerpt | undefined {
  if (one.candidate.reading !== null) return undefined; // It was found by what it says, in whatever words.
  return ranked
    .filter(
      ({ candidate, score }) =>
        isSeries(candidate) && isAlike(candidate, one.candidate) && one.score - score <= LENGTH_COST,
    )
    .toSorted((a, b) => a.candidate.start - b.candidate.start)[0];
}

/** Whether two candidates are of the same list or table, and found by no more than the words above it. */
function isAlike(one: Candidate, other: Candidate): boolean {
  if (one.document !== other.document || one.matches.length > 0 || other.matches.length > 0) return false;
  const [first, second] = [firstBlockOf(one), firstBlockOf(other)];
  const isOfSeries = first?.form === 'item' || first?.form === 'row';
  return isOfSeries && first.form === second?.form && first.parent === second.parent;
}

function isSeries(candidate: Candidate): boolean {
  return (firstBlockOf(candidate)?.end ?? candidate.end) < candidate.end;
}

function firstBlockOf({ document, start }: Candidate): Block | undefined {
  return document.blocks[blockAt(document, start)];
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

/**
 * Whether an item or a row says nothing of the question that another one of its passage does not say, and less than that. Of one that
 * reads as an answer words say too little: what holds in the other case may be said there.
 */
function saysLess(one: Candidate, other: Candidate): boolean {
  if (one.reading !== null && one.reading > 0) return false;
  if (one.passage !== other.passage || one.passage.blocks.first === one.passage.blocks.last) return false;
  const own = new Set(one.matches.map(({ term }) => term));
  const others = new Set(other.matches.map(({ term }) => term));
  return own.size < others.size && own.isSubsetOf(others);
}

function textOf({ document }: Candidate, { start, end }: Span): string {
  return document.text.slice(start, end).toLowerCase();
}
