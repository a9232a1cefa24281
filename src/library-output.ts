import { describeError, withoutInput } from './described-error.ts';
import type { Logger } from './logger.ts';

/**
 * What Node and libraries would print by themselves, in their own words and with what they were given, goes through the log
 * instead: warnings, and whatever they write to the console of a
 * thread, for each of which it is to be called.
 */
export function logWhatLibrariesPrint(log: Logger): void {
  process.removeAllListeners('warning');
  process.on('warning', (err) => log.warn({ err }, 'Node warns'));
  const print = (...parts: readonly unknown[]): void =>
    log.warn({ printed: parts.map(printed) }, 'a library has something to say');
  Object.assign(console, { debug: print, info: print, log: print, warn: print, error: print, trace: print });
}

function printed(part: unknown): unknown {
  return typeof part === 'string' ? withoutInput(part) : describeError(part);
}
