import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** Slack repeats an event for about an hour: https://docs.slack.dev/apis/events-api/#retries */
const REMEMBERED_MS = 2 * 3_600_000;
const MAX_REMEMBERED = 50_000;

/** What has been taken up already. */
export type Duplicates = {
  /** Whether this is the first time; from then on it is not. */
  readonly isFirst: (key: string) => boolean;
  /** What was taken up has failed: the next time is the first. */
  readonly forget: (key: string) => void;
};

export function createDuplicates(): Duplicates {
  const seen = new LRUCache<string, true>({ max: MAX_REMEMBERED, ttl: REMEMBERED_MS });
  return {
    isFirst(key) {
      if (seen.has(key)) return false;
      seen.set(key, true);
      return true;
    },
    forget: (key) => void seen.delete(key),
  };
}

/**
 * What tells one delivery from another: events have an id; a command or a button pressed is the same one only if all of
 * it is, the id of what triggered it included. `null` for what has neither.
 */
export function deliveryKey(body: object): string | null {
  if ('event_id' in body && typeof body.event_id === 'string') return body.event_id;
  return 'trigger_id' in body ? createHash('sha256').update(JSON.stringify(body)).digest('base64') : null;
}
