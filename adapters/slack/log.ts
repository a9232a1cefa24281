import { LogLevel, type Logger as SlackLogger } from '@slack/bolt';
import type { Logger } from '../../src/logger.ts';

/**
 * How lines of Slack's libraries begin that are of use to whoever runs the bot. What follows is not written down: the
 * libraries also log what Slack answers, which may say again what people said.
 */
const BEGINNINGS = [
  "A ping wasn't received from the server before the timeout",
  "A pong wasn't received from the server before the timeout",
  'API Call failed due to rate limiting',
  'Authorization of incoming event did not succeed',
  'Could not determine the type of an incoming event',
  'Failed to parse and verify the request data',
  'Failed to retrieve a new WSS URL',
  'Failed to send a WebSocket message',
  'Failed to send a message as the client',
  'Failed to send ping to Slack',
  'HTTP error',
  'Peer did not complete the close handshake in time',
  'Rate limited',
  'Request verification failed',
  'Slack API error',
  'WebSocket error',
  'ack() has already been called',
  'http request failed',
];

/** Lines of Slack's libraries in our words. Their debug lines hold whole events, people's words and all, and go nowhere. */
export function slackLogger(log: Logger): SlackLogger {
  const at =
    (level: 'debug' | 'warn' | 'error') =>
    (...parts: readonly unknown[]): void => {
      const says = BEGINNINGS.find((each) => typeof parts[0] === 'string' && parts[0].startsWith(each));
      const err = parts.find((part) => part instanceof Error);
      log[level]({ says, err }, "a library of Slack's has something to say");
    };
  return {
    debug: () => {},
    info: at('debug'),
    warn: at('warn'),
    error: at('error'),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}
