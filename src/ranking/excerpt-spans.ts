import { findClauses } from '../../index/clauses.ts';
import type { Span } from '../../index/document.ts';
import type { Passage } from '../../index/passages.ts';
import { startsListItem } from '../../index/readers/layout.ts';

/** What fits a chat comfortably: two or three lines on a phone. */
export const MAX_EXCERPT_CHARS = 280;

/** A run of clauses is filled up to this size: a bare clause rarely says enough to be understood. */
const COMFORTABLE_CHARS = 220;

/** A sentence is offered together with the one behind it too if both are no longer than one ordinary sentence. */
const MAX_PAIR_CHARS = 150;

/**
 * Spans of the passage that could be quoted: each sentence, short ones with the next as well, or, of a sentence too
 * long for a chat, runs of its clauses that fit. Each run holds a clause that matches something. An enumeration is not
 * cut where a list is asked for, and the words that open a list are never without it. Offsets count in the document.
 */
export function findExcerptSpans(
  text: string,
  passage: Passage,
  matchStarts: readonly number[],
  wantsList: boolean,
): Span[] {
  const { sentences } = passage;
  return sentences.flatMap((sentence, i) => {
    const list = findList(text, sentences, i, wantsList ? MAX_LIST_CHARS : MAX_SHORT_LIST_CHARS);
    if (list !== null) return [list];
    const next = sentences[i + 1];
    if (sentence.end - sentence.start <= MAX_EXCERPT_CHARS) {
      return next !== undefined && next.end - sentence.start <= MAX_PAIR_CHARS
        ? [sentence, { start: sentence.start, end: next.end }]
        : [sentence];
    }
    if (wantsList && isEnumeration(text.slice(sentence.start, sentence.end))) return [sentence];
    const clauses = findClauses(text, sentence, MAX_EXCERPT_CHARS);
    return findRuns(clauses, (clause) =>
      matchStarts.some((start) => clause.start <= start && start < clause.end),
    );
  });
}

/** Whoever asks for a list wants all of it: an enumeration is quoted whole up to this size. */
const MAX_LIST_CHARS = 1_200;
const MIN_SEPARATORS = 3;
/** ... and up to this one where only something about it is asked. */
const MAX_SHORT_LIST_CHARS = 600;

/**
 * The sentence at `opening` and the items below it, as many as fit, if it opens a list ("Leave is granted for:"); else
 * `null`. A line that is no item belongs to the item it stands in.
 */
function findList(text: string, sentences: readonly Span[], opening: number, size: number): Span | null {
  const { start, end: openingEnd } = sentences[opening] ?? { start: 0, end: 0 };
  if (!/[:：]$/u.test(text.slice(start, openingEnd))) return null;
  let end = openingEnd;
  let reached = openingEnd;
  for (const item of sentences.slice(opening + 1)) {
    const isNext = /[\n\r]/.test(text.slice(reached, item.start));
    if (isNext && !startsListItem(text.slice(item.start, item.end))) break;
    if (!isNext && reached === openingEnd) break;
    if (item.end - start > size && end > openingEnd) break;
    end = item.end;
    reached = item.end;
  }
  return end > openingEnd ? { start, end } : null;
}

function isEnumeration(sentence: string): boolean {
  return (
    sentence.length <= MAX_LIST_CHARS &&
    (sentence.match(/[,;](?=\s)|[、；]/gu)?.length ?? 0) >= MIN_SEPARATORS
  );
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
    const end = clauses[last]?.end ?? first.end;
    // "known as the Blue Plan": what is known so stands in front of it.
    let start = first.start;
    if (last === clauses.length - 1)
      for (
        let before = i - 1;
        before >= 0 && end - (clauses[before]?.start ?? 0) <= COMFORTABLE_CHARS;
        before -= 1
      )
        start = clauses[before]?.start ?? start;
    runs.push({ start, end });
  });
  return runs;
}
