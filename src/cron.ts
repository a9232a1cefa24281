import { createTask, parse, type ScheduledTask, validate } from 'node-cron';

/** When something is due by a cron expression. */
export type Cron = {
  /** The next time after the present one by the wall clock, in ms since 1970; `Infinity` for never. */
  readonly nextRun: () => number;
  /** Between two times, at most and at least, on days of 24 hours; `Infinity` where there are no two within years. */
  readonly longestGapMs: number;
  readonly shortestGapMs: number;
};

const DAY_MS = 86_400_000;

/** Days that are looked at for gaps: a year with a leap day is among them. */
const DAYS = 5 * 366;

/** Whether this is a cron expression of 5 or 6 fields, and of a day that comes. */
export function isCronExpression(text: string): boolean {
  return validate(text) && nextRunOf(taskOf(text, 'UTC')) < Infinity;
}

/**
 * What node-cron makes of an expression. It tells the times; the waiting is done elsewhere, as its own ends when the clock
 * is set and passes over the hour that daylight saving repeats.
 */
export function parseCron(expression: string, timeZone: string): Cron {
  const task = taskOf(expression, timeZone);
  const gaps = gapsOf(expression);
  return {
    nextRun: () => nextRunOf(task),
    longestGapMs: gaps.length === 0 ? Infinity : gaps.reduce((a, b) => Math.max(a, b)),
    shortestGapMs: gaps.length === 0 ? Infinity : gaps.reduce((a, b) => Math.min(a, b)),
  };
}

function taskOf(expression: string, timezone: string): ScheduledTask {
  const task = createTask(expression, () => {}, { timezone });
  void task.destroy(); // It is never started, and is not to be kept in node-cron's list of tasks.
  return task;
}

function nextRunOf(task: ScheduledTask): number {
  try {
    return task.getNextRuns(1)[0]?.getTime() ?? Infinity;
  } catch {
    return Infinity; // No such day within a hundred years.
  }
}

function gapsOf(expression: string): number[] {
  const { hour, minute, second } = parse(expression);
  const times = hour
    .flatMap((h) => minute.flatMap((m) => second.map((s) => ((h * 60 + m) * 60 + s) * 1_000)))
    .sort((a, b) => a - b);
  const [first = 0] = times;
  const within = times.slice(1).map((time, i) => time - (times[i] ?? 0));
  const days = daysOf(expression, first);
  const overnight = days.slice(1).map((day, i) => day - (days[i] ?? 0) - ((times.at(-1) ?? 0) - first));
  return [...within, ...overnight];
}

/** Days on which something is due, as numbers that differ by their distance. */
function daysOf(expression: string, timeOfDay: number): number[] {
  const task = taskOf(expression, 'UTC');
  return Array.from({ length: DAYS }, (_, day) => day * DAY_MS).filter((day) =>
    task.match(new Date(day + timeOfDay)),
  );
}
