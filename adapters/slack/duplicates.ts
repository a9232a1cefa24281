import { LRUCache } from 'lru-cache';

/** Slack repeats an event for about an hour: https://docs.slack.dev/apis/events-api/#retries */
const REMEMBERED_MS = 2 * 3_600_000;
const MAX_REMEMBERED = 50_000;

/** What has been taken up already. */
export type Duplicates = {
  /** Whether this is the first time; from then on it is not. */
  readonly isFirst: (key: string) => boolean;
};

export function createDuplicates(): Duplicates {
  const seen = new LRUCache<string, true>({ max: MAX_REMEMBERED, ttl: REMEMBERED_MS });
  return {
    isFirst(key) {
      if (seen.has(key)) return false;
      seen.set(key, true);
      return true;
    },
  };
}

/** What tells one delivery from another: events have an id, everything else the id of what triggered it. */
export function deliveryKey(body: object): string | null {
  for (const name of ['event_id', 'trigger_id'] as const) {
    const id: unknown = name in body ? body[name as keyof typeof body] : undefined;
    if (typeof id === 'string' && id !== '') return `${name}:${id}`;
  }
  return null;
}
