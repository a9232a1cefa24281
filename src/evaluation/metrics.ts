import type { Verdict } from './judge.ts';

/** Measures over a set of questions. Shares are from 0 to 1; `null` where no question counts for one. */
export type Metrics = {
  readonly questions: number;
  readonly answerable: number;
  readonly hitAt1: number | null;
  readonly hitAt3: number | null;
  readonly hitAt5: number | null;
  /** Hits whose excerpt holds all that must stand beside what it covers. */
  readonly wholeAt1: number | null;
  readonly wholeAt3: number | null;
  /** Number of questions whose first excerpt hits, but lacks some of that. */
  readonly misled: number;
  readonly recallAt10: number | null;
  readonly mrrAt10: number | null;
  readonly answerAt1: number | null;
  readonly answerAt3: number | null;
  /** Over questions that need several passages: mean share of them within the first three excerpts. */
  readonly coverageAt3: number | null;
  /** Share of all shown excerpts that are exact pieces of their document. */
  readonly verbatim: number | null;
  readonly meanExcerptChars: number | null;
  /** Of the questions abstained from, the share that is unanswerable; of the unanswerable ones, the share abstained from. */
  readonly abstentionPrecision: number | null;
  readonly abstentionRecall: number | null;
  /** Share of the answerable questions abstained from. */
  readonly falseAbstention: number | null;
  /** Chance that an answerable question has a higher confidence than an unanswerable one, ties counting half. */
  readonly auroc: number | null;
};

export function measure(verdicts: readonly Verdict[]): Metrics {
  const answerable = verdicts.filter(({ gold }) => gold.answerable);
  const unanswerable = verdicts.filter(({ gold }) => !gold.answerable);
  const withSpans = answerable.filter(({ answered }) => answered !== null);
  const abstained = verdicts.filter(({ result }) => result.abstained);
  const shown = verdicts.filter(({ result }) => !result.abstained).flatMap(({ result }) => result.excerpts);
  const isAbstained = ({ result }: Verdict): boolean => result.abstained;
  return {
    questions: verdicts.length,
    answerable: answerable.length,
    hitAt1: share(answerable, ({ hits }) => hits[1]),
    hitAt3: share(answerable, ({ hits }) => hits[3]),
    hitAt5: share(answerable, ({ hits }) => hits[5]),
    wholeAt1: share(answerable, ({ whole }) => whole[1]),
    wholeAt3: share(answerable, ({ whole }) => whole[3]),
    misled: answerable.filter(({ hits, whole }) => hits[1] && !whole[1]).length,
    recallAt10: mean(answerable.map(({ recall }) => recall[10])),
    mrrAt10: mean(answerable.map(({ reciprocalRank }) => reciprocalRank)),
    answerAt1: share(withSpans, ({ answered }) => answered?.[1] === true),
    answerAt3: share(withSpans, ({ answered }) => answered?.[3] === true),
    coverageAt3: mean(answerable.filter(({ gold }) => gold.need === 'all').map(({ recall }) => recall[3])),
    verbatim: share(
      verdicts.flatMap((verdict) => verdict.verbatim),
      (isExact) => isExact,
    ),
    meanExcerptChars: mean(shown.map(({ text }) => text.length)),
    abstentionPrecision: share(abstained, ({ gold }) => !gold.answerable),
    abstentionRecall: share(unanswerable, isAbstained),
    falseAbstention: share(answerable, isAbstained),
    auroc: auroc(confidences(answerable), confidences(unanswerable)),
  };
}

/** The same for each category, in the order they first appear. */
export function measureByCategory(verdicts: readonly Verdict[]): Map<string, Metrics> {
  const groups = Map.groupBy(verdicts, ({ gold }) => gold.category);
  return new Map([...groups].map(([category, group]) => [category, measure(group)]));
}

function confidences(verdicts: readonly Verdict[]): number[] {
  return verdicts.map(({ result }) => result.confidence);
}

/** Area under the ROC curve by ranks (Mann–Whitney U). */
function auroc(positives: readonly number[], negatives: readonly number[]): number | null {
  if (positives.length === 0 || negatives.length === 0) return null;
  const wins = positives.reduce(
    (sum, positive) =>
      sum +
      negatives.reduce(
        (won, negative) => won + (positive > negative ? 1 : positive === negative ? 0.5 : 0),
        0,
      ),
    0,
  );
  return wins / (positives.length * negatives.length);
}

function share<T>(items: readonly T[], test: (item: T) => boolean): number | null {
  return items.length === 0 ? null : items.filter(test).length / items.length;
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
