import { setImmediate } from 'node:timers/promises';

/** Long work stops this often for what else waits: a question is answered within moments, whatever goes on. */
const SLICE_MS = 8;

/** Cuts long work into slices: `if (pace.isDue) await pace.rest();` wherever it can be left off for a moment. */
export class Pace {
  #since = performance.now();

  get isDue(): boolean {
    return performance.now() - this.#since > SLICE_MS;
  }

  async rest(): Promise<void> {
    await setImmediate();
    this.#since = performance.now();
  }
}
