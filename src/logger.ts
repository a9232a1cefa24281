import { type Logger, type LoggerOptions, pino } from 'pino';
import pretty from 'pino-pretty';
import { describeError } from './described-error.ts';
import { visible } from './printable.ts';

export type { Logger };

/** Where log lines go: a stream, and whether a person reads them there. */
export type LogStream = NodeJS.WritableStream & { readonly isTTY?: boolean | undefined };

/** Keys whose values never reach a log, at the top and one level down; redaction reaches exactly the depth it names. */
const SECRETS = ['token', 'botToken', 'appToken', 'signingSecret', 'authorization'];
/** Of what is logged, one thing inside another. */
const MAX_DEPTH = 5;
/** Depth of an error that is described: it goes no deeper than it may. */
const BOUNDED = -MAX_DEPTH;

/**
 * A logger that writes for people on a terminal and JSON, a line each, elsewhere. Whatever it is given, of errors it
 * writes what {@link describeError} lets through, at every level and wherever they stand.
 */
export function createLogger(level: string, stream: LogStream, isTerminal = stream.isTTY === true): Logger {
  const options: LoggerOptions = {
    level,
    redact: [...SECRETS, ...SECRETS.map((key) => `*.${key}`)],
    // Described already, below.
    serializers: { err: (described: unknown) => described },
    hooks: {
      logMethod(args, method) {
        const [first, ...others] = args as readonly unknown[];
        const written = first instanceof Error ? [{ err: first }, 'failed', ...others] : args;
        method.apply(this, written.map((value) => loggable(value)) as typeof args);
      },
    },
  };
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

/**
 * Plain data as it is, but for what a terminal would act on; errors, and what stands for one, described; of anything else
 * the name.
 */
function loggable(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return visible(value);
  if (value instanceof Error) return loggable(describeError(value), BOUNDED);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth === MAX_DEPTH) return '…';
  if (Array.isArray(value)) return value.map((each) => loggable(each, depth + 1));
  const kind = Object.getPrototypeOf(value) as { readonly constructor?: { readonly name?: unknown } } | null;
  if (kind !== null && kind !== Object.prototype && kind.constructor?.name !== 'Object')
    return `[${String(kind.constructor?.name ?? 'object')}]`;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      key === 'err' ? loggable(describeError(each), BOUNDED) : loggable(each, depth + 1),
    ]),
  );
}
