import type { Span } from './document.ts';

/** The spans that overlap none in front of them in the list, in the list's order. Spans lie in a text of `length`. */
export function withoutOverlaps<T extends Span>(spans: readonly T[], length: number): T[] {
  if (spans.length < 2) return [...spans];
  const taken = new Uint8Array(length);
  return spans.filter(({ start, end }) => {
    if (taken.subarray(start, end).includes(1)) return false;
    taken.fill(1, start, end);
    return true;
  });
}
