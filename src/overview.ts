import { documentsIdOf } from '../index/index-id.ts';
import type { Bot, RefreshReport, Reports, Status } from './bot.ts';
import type { Serving, Told } from './heartbeat.ts';
import type { MemoryUse } from './memory.ts';

export type { MemoryUse, Serving, Told };

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
  const stored = await bot.reports();
  const status = withProblem(await bot.status(), stored);
  const opening = await bot.opening(); // Not among the reports where they cannot be stored.
  const reports = [...(opening === null ? [] : [opening]), ...stored.reports];
  const build = reports.findLast(
    ({ outcome, newIndexId }) => outcome === 'rebuilt' && newIndexId === documentsIdOf(status.indexId),
  );
  return {
    ...status,
    builtAt: build?.at ?? null,
    lastRefresh: reports.at(-1) ?? null,
    serving,
  };
}

/** The status with what is wrong with the reports. */
export function withProblem(status: Status, { problem }: Reports): Status {
  return problem === null ? status : { ...status, problems: [...status.problems, problem] };
}

/** Whether a process answers from the documents of an index, be it with meaning or without. */
export function isAnsweringFrom(indexId: string, { details }: Serving): boolean {
  return details !== null && documentsIdOf(details.indexId) === documentsIdOf(indexId);
}
