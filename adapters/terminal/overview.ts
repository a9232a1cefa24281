import {
  isAnsweringFrom,
  type MemoryUse,
  type Overview,
  type Serving,
  type Told,
} from '../../src/overview.ts';
import { renderSummary, summarize } from './changes.ts';
import { renderGoldenSummary } from './golden.ts';
import { renderFaults, renderIndex } from './render.ts';
import { printable, type Style } from './style.ts';

const MEGABYTES = new Intl.NumberFormat('en', {
  style: 'unit',
  unit: 'megabyte',
  maximumFractionDigits: 1,
});
const AGE = new Intl.RelativeTimeFormat('en');
const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** An overview as plain data, the last refresh in numbers. */
export function overviewData({ lastRefresh, ...rest }: Overview, now: Date): object {
  return {
    ...rest,
    ageSeconds: rest.builtAt === null ? null : Math.round((now.getTime() - Date.parse(rest.builtAt)) / 1_000),
    lastRefresh: lastRefresh === null ? null : summarize(lastRefresh),
  };
}

/** An overview for people. */
export function renderOverview(overview: Overview, now: Date, style: Style): string {
  const { builtAt, memory, lastRefresh, serving, indexId } = overview;
  const golden = lastRefresh?.golden ?? null;
  return [
    ...renderIndex(overview, style),
    `built ${builtAt === null ? 'at a time no report tells' : timeText(builtAt, now)}`,
    `in memory: ${memoryText(memory)}, of this process with the index open`,
    ...(lastRefresh === null ? [] : [`last refresh: ${renderSummary(lastRefresh)}`]),
    ...(golden === null ? [] : [renderGoldenSummary(golden, style)]),
    ...renderServing(serving, indexId, now, style),
    ...renderFaults(overview, style),
  ].join('\n');
}

function renderServing(serving: Serving | null, indexId: string, now: Date, style: Style): string[] {
  if (serving === null) return ['no process serves: the next refresh is that of the next command'];
  const { pid, details } = serving;
  if (details === null) return [`process ${pid} serves; it is of another version, which tells no more`];
  const { adapters, startedAt, memory, nextRefreshAt, lastRefresh, meaning } = details;
  const last =
    lastRefresh === null
      ? []
      : [
          `last one ${timeText(lastRefresh.at, now)}: ${[lastRefresh.outcome, lastRefresh.reason].filter((part) => part !== null).join(', ')}`,
        ];
  return [
    `process ${pid} serves on ${adapters.join(', ') || 'nothing'} since ${timeText(startedAt, now)}, in memory ${memoryText(memory)}`,
    `  next refresh ${nextRefreshAt === null ? 'not by the clock' : timeText(nextRefreshAt, now)}${last.map((text) => `, ${text}`).join('')}`,
  ]
    .map(printable)
    .concat(
      renderMeaning(meaning, style),
      isAnsweringFrom(indexId, serving)
        ? []
        : [style.warn(printable(`  it still answers from index ${details.indexId}`))],
    );
}

function renderMeaning(meaning: Told['meaning'], style: Style): string[] {
  if (meaning === null || meaning.isInUse) return [];
  const { units, unitsDone, problem } = meaning;
  const read = `${unitsDone} of ${units} pieces of text read for what they mean`;
  return problem === null
    ? [`  it answers by words alone so far: ${read}`]
    : [style.warn(printable(`  it answers by words alone, ${read}: ${problem}`))];
}

function memoryText({ rssBytes, heapBytes }: MemoryUse): string {
  return `${MEGABYTES.format(rssBytes / 1e6)} (heap ${MEGABYTES.format(heapBytes / 1e6)})`;
}

/** A time, and how long ago or ahead that is. */
function timeText(iso: string, now: Date): string {
  const ms = Date.parse(iso) - now.getTime();
  const [unit, size] = UNITS.find(([, each]) => Math.abs(ms) >= each) ?? UNITS[3];
  return Number.isNaN(ms) ? iso : `${iso} (${AGE.format(Math.round(ms / size), unit)})`;
}
