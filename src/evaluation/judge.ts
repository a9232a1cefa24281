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
  /** Share of the places that the first three, or ten, excerpts show. */
  readonly recall: Readonly<Record<3 | 10, number>>;
  /** 1 / rank of the first excerpt among ten that hits, 0 if none does. */
  readonly reciprocalRank: number;
  /** Whether an answer string stands in the first one or three; `null` without answer strings. */
  readonly answered: Readonly<Record<1 | 3, boolean>> | null;
  /** Whether each excerpt is an exact piece of its document. */
  readonly verbatim: readonly boolean[];
};

/** A shared run of words must be this share of the quote's length to cover it. */
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
  const shown = (k: number): number =>
    gold.gold.filter((_, place) => covers.slice(0, k).some((each) => each[place])).length;
  const hit = (k: number): boolean =>
    (gold.need === 'all' && k > 1 ? shown(k) === gold.gold.length : shown(k) > 0) && gold.gold.length > 0;
  const recall = (k: number): number => (gold.gold.length === 0 ? 0 : shown(k) / gold.gold.length);
  const goldDocs = new Set(gold.gold.map((place) => place.doc));
  const answered = (k: number): boolean =>
    counted
      .filter((excerpt) => goldDocs.has(excerpt.doc))
      .slice(0, k)
      .some((excerpt) => gold.answers.some((answer) => fold(excerpt.text).includes(fold(answer))));
  const rank = covers.slice(0, 10).findIndex((each) => each.includes(true));
  return {
    gold,
    result,
    hits: { 1: hit(1), 3: hit(3), 5: hit(5), 10: hit(10) },
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
  const pieces = fold(excerpt.text).split(/ ?… ?/);
  return (
    fold(excerpt.text).includes(quote) ||
    pieces.some((piece) => sharedRun(piece, quote) >= MIN_SHARED * quote.length)
  );
}

function liesInside(excerpt: ShownExcerpt, [from, to]: readonly [number, number]): boolean {
  const pieces = excerpt.pieces ?? [excerpt];
  const length = (spans: readonly Span[]): number =>
    spans.reduce((sum, { start, end }) => sum + Math.max(0, end - start), 0);
  const inside = pieces.map(({ start, end }) => ({ start: Math.max(start, from), end: Math.min(end, to) }));
  return length(inside) > length(pieces) / 2;
}

/** Characters of the longest run of words that stands in both texts. */
function sharedRun(a: string, b: string): number {
  const left = a.split(' ');
  const right = b.split(' ');
  let best = 0;
  let previous = new Array<number>(right.length + 1).fill(0);
  for (const word of left) {
    const current = new Array<number>(right.length + 1).fill(0);
    right.forEach((other, i) => {
      if (word !== other) return;
      const before = previous[i] ?? 0;
      current[i + 1] = before + word.length + (before > 0 ? 1 : 0);
      best = Math.max(best, current[i + 1] ?? 0);
    });
    previous = current;
  }
  return best;
}

function isVerbatim({ start, end, pieces, text }: ShownExcerpt, document: Document | undefined): boolean {
  if (document === undefined) return false;
  const slices = (pieces ?? [{ start, end }]).map((piece) => document.text.slice(piece.start, piece.end));
  return slices.length <= 2 && slices.join(' … ') === text;
}

/** White space folded: each run of it is one space. */
export function fold(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
