export { PlanciteError } from '../index/errors.ts';

/** A place where people ask: a chat platform or a terminal. */
export type Adapter = {
  readonly name: string;
  /** Resolves once questions can arrive. */
  readonly start: () => Promise<void>;
  /** Lets replies under way finish. Safe to call twice, or before `start`. */
  readonly stop: () => Promise<void>;
  /** Resolves when the adapter has ended by itself, as a terminal does when its user leaves; never for a platform. */
  readonly ended: Promise<void>;
};
