import { PlanciteError } from '../index/errors.ts';

/** What of an error may be written down. */
export type DescribedError = {
  readonly type: string;
  readonly message?: string | undefined;
  /** The platform's, in a word. */
  readonly reason?: string | undefined;
  readonly code?: string | number | undefined;
  readonly status?: number | undefined;
  readonly method?: string | undefined;
  readonly errno?: number | undefined;
  readonly errcode?: number | undefined;
  readonly retryAfter?: number | undefined;
  readonly syscall?: string | undefined;
  readonly path?: string | undefined;
  readonly stack?: string | undefined;
  readonly causes?: readonly DescribedError[] | undefined;
};

/** An error's causes, each of which may have some. */
const MAX_DEPTH = 4;
const MAX_CAUSES = 5;
const MAX_MESSAGE_CHARS = 200;
const MAX_FRAMES = 20;

/** Names, codes and the like, which no person has written. */
const NAME = /^[A-Za-z][\w.:-]{0,63}$/;
const FRAME =
  /^at (?:(?:async )?[\w$.<>#[\] ]+ \()?(?:file:\/\/|node:|\/)[^\s()?]+:\d+:\d+\)?$|^at [\w$.<>#[\] ]+ \(<anonymous>\)$/;

/** Where foreign messages begin to repeat what they were given: after a colon, in quotes or brackets, in another line or script. */
const REPEATED = /:(?: |$)|(?<!\w)["'`{<]|[^\x20-\x7e…]/;
/** Addresses and paths, tokens by their look, and whatever else is no word. */
const UNSPEAKABLE = [
  /\b[a-z][a-z0-9+.-]*:\/\/\S*/gi,
  /(?<=\s|^)\/\S+|\S*\/\S*\/\S*/g,
  /\bx[a-z]{3}[.-]\S+/gi,
  /(?=\S*[a-z])(?=\S*\d)\S{12,}|\S{24,}/gi,
];

/**
 * The part of an error that holds nobody's words, no token and no address: libraries hang whole requests on their errors,
 * and repeat in their messages what they were given. So what may be kept is listed, and all else is left out. Our own
 * errors are made to be read, and keep their message.
 */
export function describeError(err: unknown): DescribedError {
  try {
    return describe(err, 0);
  } catch {
    return { type: 'unreadable' };
  }
}

/** An error in a sentence that can be shown to whoever runs the bot. */
export function reasonOf(err: unknown): string {
  return err instanceof PlanciteError ? err.message : reasonIn(describeError(err));
}

function reasonIn({ type, message = type, reason, causes = [] }: DescribedError): string {
  const own = reason === undefined ? message : `${message} (${reason})`;
  return [own, ...causes.map(reasonIn)].join('; ');
}

/** What others have written, as far as it is theirs: up to where it repeats input, without addresses and tokens. */
export function withoutInput(text: string): string {
  const at = text.search(REPEATED);
  const own =
    at === -1 || at > MAX_MESSAGE_CHARS ? text.slice(0, MAX_MESSAGE_CHARS) : `${text.slice(0, at)}…`;
  return UNSPEAKABLE.reduce((left, pattern) => left.replace(pattern, '…'), own).trim();
}

function describe(err: unknown, depth: number): DescribedError {
  if (typeof err === 'string') return { type: 'string', message: withoutInput(err) };
  if (typeof err !== 'object' || err === null) return { type: typeof err };
  const field = (name: string): unknown => (name in err ? err[name as keyof typeof err] : undefined);
  const text = (name: string): string => {
    const value = field(name);
    return typeof value === 'string' ? value : '';
  };
  const messageIn = (): string => {
    if (err instanceof PlanciteError) return err.message;
    // What cannot be parsed is input, and all its message is about.
    if (err instanceof SyntaxError) return '';
    return withoutInput(unsent(text('message'), field('requestBody')));
  };
  const syscall = nameIn(field('syscall'));
  const causes = [
    ...new Set([field('cause'), field('original'), ...[field('errors')].filter(Array.isArray).flat()]),
  ].filter((cause) => cause !== undefined && cause !== null);
  const data = field('data');
  return {
    type: typeOf(err, field('name')),
    message: messageIn() || undefined,
    reason: typeof data === 'object' && data !== null && 'error' in data ? nameIn(data.error) : undefined,
    code: numberIn(field('code')) ?? nameIn(field('code')),
    status: numberIn(field('status')) ?? numberIn(field('statusCode')),
    method: nameIn(field('method')),
    errno: numberIn(field('errno')),
    errcode: numberIn(field('errcode')),
    retryAfter: numberIn(field('retryAfter')),
    syscall,
    // Of a file: what asks for one is ours.
    path: syscall && text('path') ? text('path') : undefined,
    stack: framesIn(text('stack'), text('message')) || undefined,
    causes:
      causes.length === 0 || depth === MAX_DEPTH
        ? undefined
        : causes.slice(0, MAX_CAUSES).map((cause) => describe(cause, depth + 1)),
  };
}

/** Class of its own, or the name given to one of a common class. */
function typeOf(err: object, name: unknown): string {
  const own = nameIn(err.constructor?.name);
  const isCommon = own === undefined || ['Error', 'DOMException', 'Object'].includes(own);
  return (isCommon ? nameIn(name) : own) ?? own ?? 'Error';
}

/** A message without the words that were sent with the request it is about: the other side may have repeated them. */
function unsent(message: string, requestBody: unknown): string {
  if (requestBody === undefined) return message;
  const sent = JSON.stringify(requestBody);
  return message.replace(/[\p{L}\p{N}]{4,}/gu, (word) => (sent.includes(word) ? '…' : word));
}

/** The frames of a stack, which stand below a message that may have several lines of its own. */
function framesIn(stack: string, message: string): string {
  const at = stack.indexOf(message);
  if (at === -1) return '';
  return stack
    .slice(at + message.length)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => FRAME.test(line))
    .slice(0, MAX_FRAMES)
    .join('\n');
}

function nameIn(value: unknown): string | undefined {
  return typeof value === 'string' && NAME.test(value) ? value : undefined;
}

function numberIn(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
