import { describeError, withoutInput } from './described-error.ts';
import type { Logger } from './logger.ts';

const PRINTING = ['debug', 'dir', 'error', 'group', 'info', 'log', 'table', 'trace', 'warn'] as const;

/**
 * What Node and libraries would print by themselves, in their own words and with what they were given, goes through the log
 * instead: warnings, and what they give the console, of which every thread has its own.
 */
export function logWhatLibrariesPrint(log: Logger): void {
  process.removeAllListeners('warning');
  process.on('warning', (err) => log.warn({ err }, 'Node warns'));
  const print = (...parts: readonly unknown[]): void =>
    log.warn({ printed: parts.map(printed) }, 'a library has something to say');
  for (const method of PRINTING) console[method] = print;
}

function printed(part: unknown): unknown {
  return typeof part === 'string' ? withoutInput(part) : describeError(part);
}
