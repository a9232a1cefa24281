import PQueue from 'p-queue';
import type { RefreshReport } from './refresh-reports.ts';

/** One refresh or rollback at a time. Refreshes asked for while one waits for its turn are that one. */
export class RefreshQueue {
  readonly #turns = new PQueue({ concurrency: 1 });
  #waiting: Promise<RefreshReport> | null = null;
  /** Whether any of those it is done for asked for force. */
  #force = false;

  refresh(force: boolean, work: (force: boolean) => Promise<RefreshReport>): Promise<RefreshReport> {
    this.#force ||= force;
    this.#waiting ??= this.#turns.add(async () => {
      await Promise.resolve(); // A turn that is free begins at once, before it is known to wait.
      const isForced = this.#force;
      this.#waiting = null;
      this.#force = false;
      return work(isForced);
    });
    return this.#waiting;
  }

  inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#turns.add(work);
  }
}
