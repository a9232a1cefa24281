import { PlanciteError } from '../index/errors.ts';
import { refusalName } from './refusal-names.ts';

/** What of an error may be written down. */
export type DescribedError = {
  readonly type: string;
  readonly message?: string | undefined;
  /** The platform's, where it is one that we know. */
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

/** Names of classes and codes, which stand in somebody's code. */
const NAME = /^[A-Za-z][\w.:-]{0,63}$/;
/** Names that errors of a common class are given. */
const GIVEN_NAME = /^[A-Z][A-Za-z]{0,50}(?:Error|Exception|Warning)$/;
const HTTP_METHOD = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE)$/;
const FRAME =
  /^at (?:(?:async )?[\w$.<>#[\] ]+ \()?(?:file:\/\/|node:|\/)[^\s()?]+:\d+:\d+\)?$|^at [\w$.<>#[\] ]+ \(<anonymous>\)$/;

/** Classes of the language and the system. */
const COMMON: ReadonlySet<unknown> = new Set([
  Error,
  AggregateError,
  DOMException,
  EvalError,
  RangeError,
  ReferenceError,
  TypeError,
  URIError,
]);
/** What these have beside their message. Whatever else is on an error, a library has put there. */
const COMMON_FIELDS: ReadonlySet<string> = new Set([
  ...['name', 'message', 'stack', 'cause', 'errors', 'code', 'errno', 'syscall', 'path', 'dest'],
  // Of connections, SQLite, and repeated attempts.
  ...['address', 'port', 'hostname', 'errcode', 'errstr', 'attemptNumber', 'retriesLeft'],
]);
/** Where a library keeps what the other side has answered. */
const ANSWERS = [
  ...['rawError', 'requestBody', 'data', 'body', 'headers', 'response', 'status', 'statusCode'],
  ...['retryAfter', 'error', 'error_description'],
];

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
 * The part of an error that holds nobody's words, no token and no address: libraries hang whole requests and answers on
 * their errors, and repeat in their messages what they were given. A platform may say again whatever it was sent, in any
 * field and in any form. So what may be kept is listed: of the system's errors their message up to where it repeats
 * something; of a library's its class, numbers and the reasons that we know; and all else is left out. Our own errors are
 * made to be read, and keep their message.
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

function reasonIn({ type, message, reason, code, status, causes = [] }: DescribedError): string {
  const known = reason ?? (typeof code === 'number' && code > 0 ? code : (status ?? code));
  const own = message ?? (known === undefined ? type : `${type} (${known})`);
  return [own, ...causes.map(reasonIn)].join('; ');
}

/** A message of the system, as far as it is its own: up to where it repeats input, without addresses and tokens. */
function withoutInput(text: string): string {
  const at = text.search(REPEATED);
  const own =
    at === -1 || at > MAX_MESSAGE_CHARS ? text.slice(0, MAX_MESSAGE_CHARS) : `${text.slice(0, at)}…`;
  return UNSPEAKABLE.reduce((left, pattern) => left.replace(pattern, '…'), own).trim();
}

function describe(err: unknown, depth: number): DescribedError {
  if (typeof err !== 'object' || err === null) return { type: typeof err };
  const field = (name: string): unknown => fieldOf(err, name);
  const text = (name: string): string => {
    const value = field(name);
    return typeof value === 'string' ? value : '';
  };
  const isMade = err instanceof Error;
  const isSystem = isOfSystem(err, depth);
  const message =
    err instanceof PlanciteError
      ? err.message
      : isSystem
        ? withoutInput(unnamed(text('message'), text('hostname')))
        : '';
  const syscall = isSystem ? nameIn(field('syscall')) : undefined;
  const code = numberIn(field('code')) ?? (isMade && !hasAnswer(err) ? nameIn(field('code')) : undefined);
  const said = fieldOf(field('data') ?? field('rawError'), 'error');
  const causes = causesOf(err);
  return {
    type: typeOf(err, field('name')),
    message: message || undefined,
    reason: said === undefined ? undefined : refusalName(said),
    code,
    status: numberIn(field('status')) ?? numberIn(field('statusCode')),
    method: HTTP_METHOD.test(text('method')) ? text('method') : undefined,
    errno: numberIn(field('errno')),
    errcode: numberIn(field('errcode')),
    retryAfter: numberIn(field('retryAfter')),
    syscall,
    // Of a file: what asks for one is ours.
    path: syscall && text('path') ? text('path') : undefined,
    stack: (isMade && framesIn(text('stack'), text('message'))) || undefined,
    causes:
      causes.length === 0 || depth === MAX_DEPTH
        ? undefined
        : causes.slice(0, MAX_CAUSES).map((cause) => describe(cause, depth + 1)),
  };
}

/**
 * Whether the language or the system made it, of nothing that a platform answered. What cannot be parsed is input, and all
 * that a `SyntaxError` is about.
 */
function isOfSystem(err: object, depth: number): boolean {
  return (
    err instanceof Error &&
    COMMON.has(classOf(err)) &&
    Object.keys(Object.getOwnPropertyDescriptors(err)).every((name) => COMMON_FIELDS.has(name)) &&
    !hasAnswerWithin(err, depth)
  );
}

/** Whether it, or what caused it, holds an answer: then its message may have been made of that one's. */
function hasAnswerWithin(err: unknown, depth: number): boolean {
  if (typeof err !== 'object' || err === null || depth > MAX_DEPTH) return false;
  return hasAnswer(err) || causesOf(err).some((cause) => hasAnswerWithin(cause, depth + 1));
}

function hasAnswer(err: object): boolean {
  return ANSWERS.some((name) => fieldOf(err, name) !== undefined);
}

function causesOf(err: object): unknown[] {
  const lists = [fieldOf(err, 'errors'), fieldOf(err, 'originals')].filter(Array.isArray).flat();
  const causes = [fieldOf(err, 'cause'), fieldOf(err, 'original'), ...lists];
  return [...new Set(causes)].filter((cause) => cause !== undefined && cause !== null);
}

/** Class of its own, or the name given to one of a common class. */
function typeOf(err: object, name: unknown): string {
  const own = nameIn(fieldOf(classOf(err), 'name'));
  const isCommon = own === undefined || ['Error', 'DOMException'].includes(own);
  const given = typeof name === 'string' && GIVEN_NAME.test(name) ? name : undefined;
  return (isCommon ? given : own) ?? own ?? 'Error';
}

/** What made it, and not what it says of that. */
function classOf(err: object): unknown {
  return fieldOf(Object.getPrototypeOf(err), 'constructor');
}

function fieldOf(value: unknown, name: string): unknown {
  const isNothing = value === null || (typeof value !== 'object' && typeof value !== 'function');
  return isNothing ? undefined : Reflect.get(value, name);
}

/** A message without the host that was not found: a platform may have named it. */
function unnamed(message: string, hostname: string): string {
  return hostname === '' ? message : message.replaceAll(hostname, '…');
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
