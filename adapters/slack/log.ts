import { LogLevel, type Logger as SlackLogger } from '@slack/bolt';
import { reasonOf, withoutInput } from '../../src/described-error.ts';
import type { Logger } from '../../src/logger.ts';

/** Bolt's log lines as ours. Its debug lines hold whole events, people's words and all, and go nowhere. */
export function slackLogger(log: Logger): SlackLogger {
  const line = (parts: readonly unknown[]): string =>
    parts.map((part) => (typeof part === 'string' ? withoutInput(part) : reasonOf(part))).join(' ');
  return {
    debug: () => {},
    info: (...parts) => log.debug(line(parts)),
    warn: (...parts) => log.warn(line(parts)),
    error: (...parts) => log.error(line(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}
