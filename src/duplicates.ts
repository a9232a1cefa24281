import { LRUCache } from 'lru-cache';

/**
 * Slack repeats an event for about an hour (https://docs.slack.dev/apis/events-api/#retries), Discord what happened since a
 * connection broke.
 */
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
