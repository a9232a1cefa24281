import { describeError } from './described-error.ts';
import type { Logger } from './logger.ts';

const PRINTING = ['debug', 'dir', 'error', 'group', 'info', 'log', 'table', 'trace', 'warn'] as const;

/**
 * What Node and libraries would print by themselves, in their own words and with what they were given, goes through the log
 * instead, as far as it can be told without these words: warnings, and what they give the console, of which every thread
 * has its own.
 */
export function logWhatLibrariesPrint(log: Logger): void {
  process.removeAllListeners('warning');
  process.on('warning', (err) => log.warn({ err }, 'Node warns'));
  for (const method of PRINTING)
    console[method] = (...parts: readonly unknown[]): void =>
      log.warn({ method, printed: parts.map(describeError) }, 'a library has something to say');
}
