import type { Document, Span } from '../../index/document.ts';
import type { GoldPlace, GoldQuestion } from './gold.ts';

/** An excerpt shown for a question, as results files hold it. */
export type ShownExcerpt = Span & {
  readonly doc: string;
  readonly text: string;
  readonly score: number;
  /** Only where something inside is left out. */
  readonly pieces?: readonly Span[];
};

/** What was shown for one question. */
export type Result = {
  readonly id: string;
  readonly abstained: boolean;
  readonly reason: string | null;
  readonly confidence: number;
  readonly tookMs: number;
  /** Best first. Where the bot abstained: what it would have shown. */
  readonly excerpts: readonly ShownExcerpt[];
};

/** How a result compares with the gold. Shares are from 0 to 1. */
export type Verdict = {
  readonly gold: GoldQuestion;
  readonly result: Result;
  /** Hit at 1, 3, 5 and 10. */
  readonly hits: Readonly<Record<1 | 3 | 5 | 10, boolean>>;
  /** Hit at 1 and 3 by excerpts that hold all that must stand beside what they cover. */
  readonly whole: Readonly<Record<1 | 3, boolean>>;
  /** Share of the places that the first three, or ten, excerpts show. */
  readonly recall: Readonly<Record<3 | 10, number>>;
  /** 1 / rank of the first excerpt among ten that hits, 0 if none does. */
  readonly reciprocalRank: number;
  /** Whether an answer string stands in the first one or three; `null` without answer strings. */
  readonly answered: Readonly<Record<1 | 3, boolean>> | null;
  /** Whether each excerpt is an exact piece of its document. */
  readonly verbatim: readonly boolean[];
};

/** A shared run of words must hold this share of the quote's words to cover it. */
const MIN_SHARED = 0.6;

/**
 * Judges a result.
 * @param ignoreAbstention judge the excerpts even where the bot abstained, to see the ranking alone
 */
export function judge(
  gold: GoldQuestion,
  result: Result,
  documents: ReadonlyMap<string, Document>,
  ignoreAbstention: boolean,
): Verdict {
  const counted = result.abstained && !ignoreAbstention ? [] : result.excerpts;
  const covers = counted.map((excerpt) => gold.gold.map((place) => coversPlace(excerpt, place)));
  const isWhole = counted.map(({ text }, i) =>
    gold.gold.map((place, j) => covers[i]?.[j] === true && holdsAll(text, place.with ?? gold.with)),
  );
  const shown = (k: number, by = covers): number =>
    gold.gold.filter((_, place) => by.slice(0, k).some((each) => each[place])).length;
  const hit = (k: number, by = covers): boolean =>
    (gold.need === 'all' && k > 1 ? shown(k, by) === gold.gold.length : shown(k, by) > 0) &&
    gold.gold.length > 0;
  const recall = (k: number): number => (gold.gold.length === 0 ? 0 : shown(k) / gold.gold.length);
  const goldDocs = new Set(gold.gold.map((place) => place.doc));
  const answered = (k: number): boolean =>
    counted
      .slice(0, k)
      .filter((excerpt) => goldDocs.has(excerpt.doc))
      .some((excerpt) => gold.answers.some((answer) => fold(excerpt.text).includes(fold(answer))));
  const rank = covers.slice(0, 10).findIndex((each) => each.includes(true));
  return {
    gold,
    result,
    hits: { 1: hit(1), 3: hit(3), 5: hit(5), 10: hit(10) },
    whole: { 1: hit(1, isWhole), 3: hit(3, isWhole) },
    recall: { 3: recall(3), 10: recall(10) },
    reciprocalRank: rank < 0 ? 0 : 1 / (rank + 1),
    answered: gold.answers.length === 0 ? null : { 1: answered(1), 3: answered(3) },
    verbatim: result.excerpts.map((excerpt) => isVerbatim(excerpt, documents.get(excerpt.doc))),
  };
}

/** Whether an excerpt shows a place of the gold. */
export function coversPlace(excerpt: ShownExcerpt, place: GoldPlace): boolean {
  if (excerpt.doc !== place.doc) return false;
  if (place.range !== undefined) return liesInside(excerpt, place.range);
  const quote = fold(place.quote ?? '');
  if (fold(excerpt.text).includes(quote)) return true;
  const words = wordsOf(quote);
  const pieces = excerpt.text.split('…').map(wordsOf);
  return words.length > 0 && pieces.some((piece) => sharedRun(piece, words) >= MIN_SHARED * words.length);
}

/** Whether a text holds all of the others, white space folded. */
export function holdsAll(text: string, companions: readonly string[]): boolean {
  return companions.every((companion) => fold(text).includes(fold(companion)));
}

function liesInside(excerpt: ShownExcerpt, [from, to]: readonly [number, number]): boolean {
  const pieces = excerpt.pieces ?? [excerpt];
  const length = (spans: readonly Span[]): number =>
    spans.reduce((sum, { start, end }) => sum + Math.max(0, end - start), 0);
  const inside = pieces.map(({ start, end }) => ({ start: Math.max(start, from), end: Math.min(end, to) }));
  return length(inside) > length(pieces) / 2;
}

/** Words without the punctuation at their ends. */
function wordsOf(text: string): string[] {
  return fold(text)
    .split(' ')
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
    .filter((word) => word !== '');
}

/** Length of the longest run of words that stands in both. */
function sharedRun(left: readonly string[], right: readonly string[]): number {
  let best = 0;
  let previous = new Array<number>(right.length + 1).fill(0);
  for (const word of left) {
    const current = new Array<number>(right.length + 1).fill(0);
    right.forEach((other, i) => {
      if (word !== other) return;
      current[i + 1] = (previous[i] ?? 0) + 1;
      best = Math.max(best, current[i + 1] ?? 0);
    });
    previous = current;
  }
  return best;
}

function isVerbatim({ start, end, pieces, text }: ShownExcerpt, document: Document | undefined): boolean {
  if (document === undefined) return false;
  const slices = (pieces ?? [{ start, end }]).map((piece) => document.text.slice(piece.start, piece.end));
  return slices.join(' … ') === text;
}

/** White space folded: each run of it is one space. */
export function fold(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
