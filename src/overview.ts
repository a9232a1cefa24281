import type { Bot, RefreshReport, Status } from './bot.ts';
import type { Serving } from './heartbeat.ts';
import type { MemoryUse } from './memory.ts';

export type { MemoryUse, Serving };

/** All that a maintainer sees of a data folder. */
export type Overview = Status & {
  /** ISO 8601 time the index was built; `null` if no report tells. */
  readonly builtAt: string | null;
  /** The last refresh that changed the index, or would have. */
  readonly lastRefresh: RefreshReport | null;
  /** The process that answers from the folder; `null` if there is none. */
  readonly serving: Serving | null;
};

export async function overviewOf(bot: Bot, serving: Serving | null): Promise<Overview> {
  const status = await bot.status();
  const opening = await bot.opening(); // Not among the reports where they cannot be stored.
  const reports = [...(opening === null ? [] : [opening]), ...(await bot.reports())];
  const build = reports.findLast(
    ({ outcome, newIndexId }) => outcome === 'rebuilt' && newIndexId === status.indexId,
  );
  return {
    ...status,
    builtAt: build?.at ?? null,
    lastRefresh: reports.at(-1) ?? null,
    serving,
  };
}
