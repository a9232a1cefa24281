import { diffWords } from 'diff';
import type { RefreshReport } from '../../src/bot.ts';
import { renderGolden } from './golden.ts';
import { renderRefused } from './render.ts';
import { printable, printableLines, type Style } from './style.ts';

/** Unchanged text around a change, for people to see where they are. */
const CONTEXT_CHARS = 60;
/** A difference that takes longer to find is shown as the old text and the new one. */
const MAX_DIFF_MS = 2_000;
const WORDS = new Intl.Segmenter('zh', { granularity: 'word' });

/** What a line tells of, in this order. */
const COUNTED = ['added', 'changed', 'renamed', 'removed', 'published', 'restricted', 'refused'] as const;
const DESCRIBED: Partial<Record<(typeof COUNTED)[number], string>> = {
  published: 'no longer internal',
  restricted: 'now internal',
};

/** A report in numbers, for machines. */
export function summarize({ changes, golden, ...rest }: RefreshReport) {
  const { added, removed, renamed, changed, published, restricted, refused } = changes;
  return {
    ...rest,
    added: added.length,
    removed: removed.length,
    renamed: renamed.length,
    changed: changed.length,
    published: published.length,
    restricted: restricted.length,
    refused: refused.length,
    golden: golden === null ? null : { ...golden, changed: golden.changed.map(({ id }) => id) },
  };
}

/** The same in a line, for people. */
export function renderSummary(report: RefreshReport): string {
  const { at, tookMs, outcome, oldIndexId, newIndexId, ...counts } = summarize(report);
  const parts = COUNTED.filter((name) => counts[name] > 0).map(
    (name) => `${counts[name]} ${DESCRIBED[name] ?? name}`,
  );
  const what = parts.length > 0 ? parts.join(', ') : 'no document changed';
  const index =
    outcome === 'rebuilt'
      ? `index ${oldIndexId ?? 'none'} → ${newIndexId}`
      : `index ${newIndexId} ${outcome}`;
  return `${at}: ${what}; ${index}, ${tookMs} ms`;
}

/** Reports with the words that appeared and vanished, oldest first. */
export function renderChanges(reports: readonly RefreshReport[], style: Style): string {
  return reports.map((report) => renderReport(report, style)).join('\n\n');
}

function renderReport(report: RefreshReport, style: Style): string {
  const { added, removed, renamed, changed, published, restricted, refused } = report.changes;
  return [
    style.strong(renderSummary(report)),
    ...(report.reason === null ? [] : [style.warn(printable(report.reason))]),
    ...added.map((path) => `added ${printable(path)}`),
    ...removed.map((path) => `removed ${printable(path)}`),
    ...renamed.map(({ from, to }) => `renamed ${printable(from)} → ${printable(to)}`),
    ...published.map((path) => style.warn(`no longer internal: ${printable(path)}`)),
    ...restricted.map((path) => `now internal: ${printable(path)}`),
    ...renderRefused(refused, style),
    ...changed.flatMap(({ path, appeared, vanished, moved }) => [
      `changed ${printable(path)}: passages ${appeared.length} new, ${vanished.length} gone, ${moved} moved`,
      ...renderDifference(vanished.join('\n'), appeared.join('\n'), style),
    ]),
    ...(report.golden === null ? [] : renderGolden(report.golden, style)),
  ].join('\n');
}

/** Word by word, `[-gone-]` and `{+new+}` as in `git diff --word-diff`. */
function renderDifference(before: string, after: string, style: Style): string[] {
  if (before === '' && after === '') return [];
  const parts = diffWords(before, after, { intlSegmenter: WORDS, timeout: MAX_DIFF_MS }) ?? [
    { value: before, removed: true, added: false },
    { value: after, removed: false, added: true },
  ];
  const text = parts
    .map(({ value, added, removed }, i) => {
      if (added) return style.added(`{+${printableLines(value)}+}`);
      if (removed) return style.removed(`[-${printableLines(value)}-]`);
      return printableLines(shorten(value, i === 0, i === parts.length - 1));
    })
    .join('');
  return text.split('\n').map((line) => `  ${line}`);
}

/** Leaves out the middle of what did not change, or its far end. */
function shorten(text: string, isFirst: boolean, isLast: boolean): string {
  const head = isFirst ? '' : text.slice(0, CONTEXT_CHARS);
  const tail = isLast ? '' : text.slice(-CONTEXT_CHARS);
  return head.length + tail.length >= text.length ? text : `${head} … ${tail}`;
}
