import type { Verdict } from '../../src/evaluation/judge.ts';
import { type Metrics, measure, measureByCategory } from '../../src/evaluation/metrics.ts';

/** Columns of the table: heading, and how a measure is shown. */
const COLUMNS: readonly (readonly [string, (metrics: Metrics) => string])[] = [
  ['n', ({ questions }) => String(questions)],
  ['hit@1', ({ hitAt1 }) => shareText(hitAt1)],
  ['hit@3', ({ hitAt3 }) => shareText(hitAt3)],
  ['hit@5', ({ hitAt5 }) => shareText(hitAt5)],
  ['whole@1', ({ wholeAt1 }) => shareText(wholeAt1)],
  ['whole@3', ({ wholeAt3 }) => shareText(wholeAt3)],
  ['misled', ({ misled }) => String(misled)],
  ['rec@10', ({ recallAt10 }) => shareText(recallAt10)],
  ['mrr@10', ({ mrrAt10 }) => shareText(mrrAt10)],
  ['ans@1', ({ answerAt1 }) => shareText(answerAt1)],
  ['ans@3', ({ answerAt3 }) => shareText(answerAt3)],
  ['all@3', ({ coverageAt3 }) => shareText(coverageAt3)],
  ['verbatim', ({ verbatim }) => shareText(verbatim)],
  ['chars', ({ meanExcerptChars }) => (meanExcerptChars === null ? '' : meanExcerptChars.toFixed(0))],
  ['abs.prec', ({ abstentionPrecision }) => shareText(abstentionPrecision)],
  ['abs.rec', ({ abstentionRecall }) => shareText(abstentionRecall)],
  ['false abs', ({ falseAbstention }) => shareText(falseAbstention)],
  ['auroc', ({ auroc }) => shareText(auroc)],
];

/** All measures of one file, whole and by category, as plain data. */
export function reportOf(verdicts: readonly Verdict[]): {
  all: Metrics;
  categories: Record<string, Metrics>;
} {
  return { all: measure(verdicts), categories: Object.fromEntries(measureByCategory(verdicts)) };
}

/** The report as a table. */
export function renderReport(name: string, { all, categories }: ReturnType<typeof reportOf>): string {
  const rows = [
    [name, ...COLUMNS.map(([heading]) => heading)],
    ...Object.entries(categories).map(([category, metrics]) => [
      category,
      ...COLUMNS.map(([, show]) => show(metrics)),
    ]),
    ['all', ...COLUMNS.map(([, show]) => show(all))],
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  '),
    )
    .join('\n');
}

function shareText(share: number | null): string {
  return share === null ? '' : share.toFixed(3).replace(/^0/, '');
}
