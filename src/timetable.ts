import type { Cron } from './cron.ts';

/** The time people go by, which may be set, and one that only ever goes on; both in ms. */
export type Clock = { readonly wall: () => number; readonly monotonic: () => number };

/** Whatever the clock does, nothing is due more often, unless it ordinarily is. */
const MIN_REST_MS = 60_000;

/** By so much the wall clock, if it is not set, says first what both say. */
const SLACK_MS = 500;

/**
 * When something is due that is done again and again: when the wall clock says so or the monotonic one does, whichever
 * comes first. The first may be set, and goes on while a machine sleeps; by the second it is never longer from one time to
 * the next than it ordinarily is, whatever becomes of the first.
 */
export class Timetable {
  readonly #cron: Cron;
  readonly #clock: Clock;
  #dueByWall = 0;
  #dueByMonotonic = 0;
  #restsUntil = 0;
  #lastWall = 0;

  constructor(cron: Cron, clock: Clock) {
    this.#cron = cron;
    this.#clock = clock;
    this.#plan();
  }

  /** Whether it is due now. It is to be done then: from here on the next time is looked at. */
  isDue(): boolean {
    const [wall, monotonic] = [this.#clock.wall(), this.#clock.monotonic()];
    // A clock that went back comes to times again that it has passed.
    if (wall < this.#lastWall) this.#dueByWall = this.#cron.nextRun();
    this.#lastWall = wall;
    const isTime = wall >= this.#dueByWall || monotonic >= this.#dueByMonotonic;
    if (!isTime || monotonic < this.#restsUntil) return false;
    this.#plan();
    return true;
  }

  /** In how many ms it is due if no clock is set; `Infinity` for never. */
  get msToNext(): number {
    const byWall = this.#dueByWall - this.#clock.wall();
    const byMonotonic = this.#dueByMonotonic - this.#clock.monotonic();
    return Math.max(Math.min(byWall, byMonotonic), 0);
  }

  #plan(): void {
    const [wall, monotonic] = [this.#clock.wall(), this.#clock.monotonic()];
    const { longestGapMs, shortestGapMs } = this.#cron;
    this.#lastWall = wall;
    this.#dueByWall = this.#cron.nextRun();
    this.#dueByMonotonic = monotonic + Math.min(this.#dueByWall - wall, longestGapMs) + SLACK_MS;
    this.#restsUntil = monotonic + Math.min(shortestGapMs / 2, MIN_REST_MS);
  }
}
