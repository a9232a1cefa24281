import { isWhole, type Match } from './matches.ts';
import type { Query } from './query.ts';

/**
 * Share of the question's neighbouring words that stand close together among `matches` too, in the same order; the
 * other way round they count half.
 */
export function proximityOf(query: Query, matches: readonly Match[]): number {
  const positions: number[][] = query.terms.map(() => []);
  for (const match of matches) if (isWhole(match)) positions[match.term]?.push(match.position);
  let sum = 0;
  let total = 0;
  for (let i = 0; i + 1 < query.terms.length; i += 1) {
    const weight = Math.min(query.terms[i]?.weight ?? 0, query.terms[i + 1]?.weight ?? 0);
    total += weight;
    sum += weight * closeness(positions[i] ?? [], positions[i + 1] ?? []);
  }
  return total === 0 ? 0 : sum / total;
}

/** 1 for neighbours, falling with the words between; halved where the second comes first. Positions are sorted. */
function closeness(first: readonly number[], second: readonly number[]): number {
  let best = 0;
  let from = 0;
  for (const a of first) {
    while ((second[from + 1] ?? Number.POSITIVE_INFINITY) < a) from += 1;
    for (const b of second.slice(from, from + 3)) {
      if (a !== b) best = Math.max(best, (b > a ? 1 : 0.5) / Math.abs(b - a));
    }
  }
  return best;
}
