/** The first pause after a failure, which doubles each time, and the longest. */
const MIN_PAUSE_MS = 60_000;
const MAX_PAUSE_MS = 600_000;

/** When to try again what has failed: what it was for may have been mended meanwhile, and trying costs something. */
export class Retries {
  #pauseMs = 0;
  #dueAt = 0;

  get isDue(): boolean {
    return performance.now() >= this.#dueAt;
  }

  failed(): void {
    this.#pauseMs = Math.min(Math.max(2 * this.#pauseMs, MIN_PAUSE_MS), MAX_PAUSE_MS);
    this.#dueAt = performance.now() + this.#pauseMs;
  }

  succeeded(): void {
    this.#pauseMs = 0;
  }
}
