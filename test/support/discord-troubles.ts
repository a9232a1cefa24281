import { discordError, type ErrorName } from './discord-error.ts';
import type { Answer } from './discord-rest.ts';

/** What the next request of a route gets instead of an answer. */
export type Trouble =
  | { readonly status: number }
  /** Too many requests; `retryAfter` is in seconds. */
  | { readonly retryAfter: number; readonly scope?: 'user' | 'shared' | 'global' }
  | { readonly error: ErrorName }
  /** An answer that somebody on the way has written anew. */
  | { readonly status: number; readonly statusText: string; readonly body: object }
  /** A refusal that says again what was sent. */
  | 'repeated'
  /** The right answer, but late. */
  | { readonly slowMs: number }
  /** The connection breaks before, or after, the service took the request. */
  | 'cut'
  | 'taken and cut';

/** Troubles to come, and whether clients bear them as they should. */
export class DiscordTroubles {
  readonly #waiting = new Map<string, Trouble[]>();
  /** Until when a route, or all of them, may not be asked again. */
  readonly #limited = new Map<string, number>();

  add(route: string, troubles: readonly Trouble[]): void {
    this.#waiting.set(route, [...(this.#waiting.get(route) ?? []), ...troubles]);
  }

  clear(): void {
    this.#waiting.clear();
  }

  next(route: string): Trouble | undefined {
    return this.#waiting.get(route)?.shift() ?? this.#waiting.get('*')?.shift();
  }

  /** What a trouble answers with, if it is one that answers. */
  refusal(route: string, trouble: Trouble | undefined, sent: unknown): Answer | undefined {
    if (trouble === 'repeated') {
      const said = JSON.stringify(sent);
      const errors = {
        data: { content: { _errors: [{ code: 'BASE_TYPE_BAD', message: `Value ${said}` }] } },
      };
      return { status: 400, body: { message: `Invalid Form Body: ${said}`, code: 50_035, errors } };
    }
    if (typeof trouble !== 'object' || 'slowMs' in trouble) return undefined;
    if ('error' in trouble) {
      const { status, body } = discordError(trouble.error);
      return { status, body };
    }
    if ('body' in trouble) return { ...trouble, headers: { 'x-said': trouble.statusText } };
    if ('status' in trouble)
      return { status: trouble.status, body: { message: 'Internal Server Error', code: 0 } };
    const { retryAfter, scope = 'user' } = trouble;
    const isGlobal = scope === 'global';
    this.#limited.set(isGlobal ? '*' : route, performance.now() + retryAfter * 1_000);
    return {
      status: 429,
      body: { message: 'You are being rate limited.', retry_after: retryAfter, global: isGlobal },
      headers: {
        'retry-after': String(Math.ceil(retryAfter)),
        'x-ratelimit-scope': scope,
        ...(isGlobal
          ? { 'x-ratelimit-global': 'true' }
          : {
              'x-ratelimit-limit': '5',
              'x-ratelimit-remaining': '0',
              'x-ratelimit-reset': String(Date.now() / 1_000 + retryAfter),
              'x-ratelimit-reset-after': String(retryAfter),
              'x-ratelimit-bucket': 'bucket-of-this-route',
            }),
      },
    };
  }

  /** Complains of a client that does not wait as it was told. */
  watch(route: string, complain: (why: string) => void): void {
    const until = Math.max(this.#limited.get(route) ?? 0, this.#limited.get('*') ?? 0);
    // Answers to interactions are not under the global limit. Clocks may differ by a little.
    if (performance.now() < until - 20 && !route.startsWith('POST /interactions/'))
      complain('asked again too soon');
  }
}
