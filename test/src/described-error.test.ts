import { Writable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlanciteError } from '../../index/errors.ts';
import { describeError, reasonOf } from '../../src/described-error.ts';
import { createLogger } from '../../src/logger.ts';

/** What no line may hold, in a question, a token or an address. */
const WORD = 'zqkangaroo';
const said = [
  `How do ${WORD} sleep?`,
  WORD,
  `"${WORD}"`,
  `${WORD} {"a":1}\n    at ${WORD} (file:///${WORD}:1:1)`,
  `袋鼠 ${WORD}`,
];

/** The word in each of the ways in which libraries repeat what they were given. */
const message = fc.oneof(
  fc.constantFrom(...said).map((text) => `Unexpected token in "${text}" at 1`),
  fc.constantFrom(...said).map((text) => `Invalid Form Body\ndata.content[BAD]: Value ${text} is wrong`),
  fc.constant(`no such column: ${WORD}`),
  fc.constant(`Failed to parse URL from https://hooks.slack.test/commands/T1/2/${WORD}`),
  fc.constant(`request to /webhooks/1/${WORD} failed`),
  fc.constant(`Invalid header: Bearer xoxb-${WORD}`),
  fc.constant(`Received: { question: '${WORD}' }`),
  fc.constant(`<html><p>${WORD}</p></html>`),
);

class HeavyError extends Error {
  readonly code = 50_035;
  readonly status = 400;
  readonly url = `https://discord.test/api/v10/interactions/1/${WORD}/callback`;
  readonly requestBody = { json: { content: said[0] } };
  readonly rawError = { message: WORD };
  readonly data = { error: 'invalid', response_metadata: { messages: [WORD] } };
  readonly body = WORD;
  readonly headers = { authorization: `Bearer ${WORD}` };
}

const { error } = fc.letrec<{ error: Error }>((tie) => ({
  error: fc.oneof(
    { maxDepth: 3 },
    message.map((text) => new Error(text)),
    message.map((text) => new HeavyError(text)),
    message.map((text) => Object.assign(new TypeError(text), { input: WORD, original: new Error(text) })),
    fc.tuple(message, tie('error')).map(([text, cause]) => new Error(text, { cause })),
    fc.tuple(message, fc.array(tie('error'))).map(([text, errors]) => new AggregateError(errors, text)),
    message.map((text) => new DOMException(text, 'AbortError')),
  ),
}));

function written(write: (log: ReturnType<typeof createLogger>) => void, isTerminal = false): string {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk, _, done) {
      chunks.push(String(chunk));
      done();
    },
  });
  write(createLogger('trace', stream, isTerminal));
  return chunks.join('');
}

describe('an error in the log', () => {
  it('says nothing of what people said, whatever it holds and wherever it stands', () => {
    fc.assert(
      fc.property(
        error,
        fc.constantFrom('trace', 'debug', 'info', 'warn', 'error', 'fatal'),
        (err, level) => {
          const lines = written((log) => {
            log[level](err);
            log[level](err, 'failed');
            log[level]({ err }, 'failed');
            log[level]({ why: { deep: [err] } }, 'failed');
            log.child({ questionId: '1' })[level]({ err, reason: err }, 'failed %s', err);
          });
          expect(lines).not.toContain(WORD);
          expect(lines.trim().split('\n').length).toBe(5);
          expect(written((log) => log[level]({ err }, 'failed'), true)).not.toContain(WORD);
        },
      ),
    );
  });

  it('is what was thrown even where that is no error', () => {
    for (const thrown of [
      `"${WORD}"`,
      { body: WORD },
      null,
      undefined,
      1,
      [WORD],
      () => WORD,
      new Map([[1, WORD]]),
    ])
      expect(written((log) => log.error({ err: thrown }, 'failed'))).not.toContain(WORD);
  });

  it('says nothing of what a platform has answered, in whatever words and fields', () => {
    const sentence = 'Kangaroos may not sleep here';
    const answers = ['rawError', 'data', 'body', 'headers', 'response', 'requestBody', 'error_description'];
    const made = answers.flatMap((field) =>
      [{ error: sentence, message: sentence, code: 'KANGAROOS' }, sentence].map((answer) =>
        Object.assign(new Error(sentence), {
          code: 'KANGAROOS',
          name: 'KANGAROOS',
          method: 'KANGAROOS',
          syscall: 'kangaroos',
          path: sentence,
          [field]: answer,
        }),
      ),
    );
    for (const err of [
      ...made,
      ...made.map(({ message, ...fields }) => ({ ...fields, message })),
      sentence,
    ]) {
      expect(JSON.stringify([describeError(err), reasonOf(err)])).not.toMatch(/kangaroos/i);
      const retold = new Error(sentence, { cause: err });
      if (typeof err === 'object') expect(JSON.stringify(describeError(retold))).not.toMatch(/kangaroos/i);
    }
  });

  it('names the reason of a platform that is known', () => {
    const refused = (error: unknown) => Object.assign(new Error('x'), { data: { ok: false, error } });
    expect(reasonOf(refused('missing_scope'))).toBe('Error (missing_scope)');
    for (const unknown of ['kangaroos', 'MISSING_SCOPE', 'missing_scope ', '', 1, ['missing_scope'], {}])
      expect(describeError(refused(unknown)).reason).toBe('other');
  });

  it('keeps what helps whoever reads it', () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:443'), {
      code: 'ECONNREFUSED',
      syscall: 'connect',
    });
    const described = describeError(new TypeError('fetch failed', { cause }));
    const answered = Object.assign(new Error('Service Unavailable'), { status: 503, method: 'POST' });
    expect(describeError(answered)).toMatchObject({ type: 'Error', status: 503, method: 'POST' });
    expect(described).toMatchObject({
      type: 'TypeError',
      message: 'fetch failed',
      causes: [{ message: 'connect ECONNREFUSED 127.0.0.1:443', code: 'ECONNREFUSED' }],
    });
    const unread = Object.assign(new Error("ENOENT: no such file or directory, open '/a/b'"), {
      ...{ errno: -2, code: 'ENOENT', syscall: 'open', path: '/a/b' },
    });
    expect(describeError(unread)).toMatchObject({
      ...{ errno: -2, code: 'ENOENT', syscall: 'open', path: '/a/b', message: 'ENOENT…' },
    });
    expect(described.stack).toMatch(/^at .*described-error\.test\.ts:\d+:\d+/);
  });

  it('tells that a host was not found, and not which one a platform may have named', () => {
    const hostname = `${WORD}.test`;
    const system = { errno: -3008, code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname };
    const described = describeError(Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), system));
    expect(described).toMatchObject({ code: 'ENOTFOUND', message: 'getaddrinfo ENOTFOUND …' });
    expect(JSON.stringify(described)).not.toContain(WORD);
  });

  it('is ours to read in full', () => {
    const err = new PlanciteError('PLATFORM_REFUSED', 'copy it from “Bot” at https://discord.com/developers');
    expect(describeError(err)).toMatchObject({ code: 'PLATFORM_REFUSED', message: err.message });
    expect(reasonOf(err)).toBe(err.message);
    expect(reasonOf(new PlanciteError('INDEX_LOST', 'x', { cause: new Error('y') }))).toBe('x');
  });

  it('never fails to be described', () => {
    const trap = new Proxy(new Error('x'), {
      get() {
        throw new Error('no');
      },
    });
    const loop: Error & { cause?: unknown } = new Error('x');
    loop.cause = loop;
    expect(describeError(trap).type).toBe('unreadable');
    expect(describeError(loop).type).toBe('Error');
  });
});
