import { type Logger, pino } from 'pino';
import pretty from 'pino-pretty';

export type { Logger };

/** Where log lines go: a stream, and whether a person reads them there. */
export type LogStream = NodeJS.WritableStream & { readonly isTTY?: boolean | undefined };

/** Keys whose values never reach a log, at the top and one level down; redaction reaches exactly the depth it names. */
const SECRETS = ['token', 'botToken', 'appToken', 'signingSecret', 'authorization'];

/** A logger that writes for people on a terminal and JSON, a line each, elsewhere. */
export function createLogger(level: string, stream: LogStream, isTerminal = stream.isTTY === true): Logger {
  const options = { level, redact: [...SECRETS, ...SECRETS.map((key) => `*.${key}`)] };
  if (isTerminal) {
    return pino(
      options,
      pretty({
        destination: stream,
        ignore: 'pid,hostname',
        translateTime: 'SYS:HH:MM:ss',
        singleLine: true,
      }),
    );
  }
  return pino(options, stream);
}
