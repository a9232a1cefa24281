import { LRUCache } from 'lru-cache';
import type { Delivery } from './delivery.ts';
import {
  isDamage,
  type JournalDatabase,
  openJournalDatabase,
  removeJournalDatabase,
} from './journal-database.ts';
import type { Logger } from './logger.ts';
import { buryTheDead, isAlive, type ProofOfLife, proveLife } from './proof-of-life.ts';

/** What a platform brought, as it brought it. */
type Brought = {
  /** Whom it was brought to: the platform, and who the bot is there. Several bots may share a data folder. */
  readonly bot: string;
  /** What tells it from others, however often it is delivered. */
  readonly key: string;
  readonly payload: unknown;
};

/**
 * What people asked and nobody has answered yet, in the data folder: it is written before the platform hears that it was
 * taken, and outlives the process. Processes and threads on the same folder share it.
 */
export type Journal = {
  /** @returns `null` for what was taken before, by whomever, before a restart too */
  readonly take: (brought: Brought) => Delivery | null;
  /**
   * What those who have died left unanswered, oldest first; from now on it is this one's to answer.
   * @param isOurs whether a payload can be answered here
   */
  readonly adopt: (
    bot: string,
    isOurs?: (payload: unknown) => boolean,
  ) => readonly { readonly delivery: Delivery; readonly payload: unknown }[];
  /** Nothing more is taken. What is not answered by now waits for the next start. */
  readonly close: () => void;
};

/** Platforms repeat what they brought for about an hour. */
const REMEMBERED_MS = 2 * 3_600_000;
const MAX_REMEMBERED = 50_000;
const STALE_MS = 3_600_000;
/** What nobody has come to answer within this time is of a platform that is not served any more. */
const ABANDONED_MS = 24 * 3_600_000;
/** Without anything to answer, until nothing of what people said is left in the file. */
const SCRUB_MS = 5_000;
const FORGET_MS = 3_600_000;

type Row = {
  readonly key: string;
  readonly received_at: number;
  readonly begun_at: number | null;
  readonly payload: string;
};

/**
 * A journal that cannot be written costs what it is for, never an answer.
 * @param dataDir `null` for a journal that ends with the process
 */
export function createJournal(dataDir: string | null, log: Logger): Journal {
  const seen = new LRUCache<string, true>({ max: MAX_REMEMBERED, ttl: REMEMBERED_MS });
  let life: ProofOfLife | null = null;
  let database: JournalDatabase | null = null;
  let isFailing = false;
  let unanswered = 0;
  let scrubbing: NodeJS.Timeout | undefined;

  const open = (folder: string): { readonly on: JournalDatabase; readonly owner: string } => {
    if (life === null) {
      life = proveLife(folder);
      buryTheDead(folder);
    }
    if (database === null) {
      database = openJournalDatabase(folder);
      // What was left is told of first, however old it is by a clock that may be wrong.
      forget(database, Number.POSITIVE_INFINITY);
    }
    return { on: database, owner: life.id };
  };
  const shut = (): void => {
    database?.[Symbol.dispose]();
    database = null;
  };

  /** @returns `undefined` where it cannot be done, which is said once */
  const attempt = <Result>(work: (on: JournalDatabase, owner: string) => Result): Result | undefined => {
    if (dataDir === null) return undefined;
    const once = (): Result => {
      const { on, owner } = open(dataDir);
      return work(on, owner);
    };
    try {
      const result = mending(once);
      isFailing = false;
      return result;
    } catch (err) {
      if (!isFailing)
        log.error({ err }, 'the journal cannot be written: what is under way is lost if the process dies');
      isFailing = true;
      return undefined;
    }
  };

  /** Makes a new journal of one that is damaged, unless somebody has done so already. */
  const mending = <Result>(once: () => Result): Result => {
    for (const mend of [() => {}, () => removeJournalDatabase(dataDir ?? '')]) {
      try {
        return once();
      } catch (err) {
        if (!isDamage(err)) throw err;
        shut();
        mend();
      }
    }
    log.error('the journal was damaged: what was under way before is lost; there is a new one');
    return once();
  };

  const forget = ({ forget }: JournalDatabase, abandonedMs: number): void => {
    const now = Date.now();
    forget.run(now - REMEMBERED_MS, now + REMEMBERED_MS, Math.max(0, now - abandonedMs));
  };
  const forgetting = setInterval(() => attempt((on) => forget(on, ABANDONED_MS)), FORGET_MS).unref();

  const scrub = (): void => {
    scrubbing = undefined;
    if (unanswered === 0) attempt(({ scrub }) => scrub());
  };

  /** Ended, but not in the journal yet. */
  const ended = new Set<string>();
  const end = (on: JournalDatabase, owner: string): void => {
    for (const key of ended) {
      on.end.run(Date.now(), key, owner);
      ended.delete(key);
    }
  };

  /** @param isKept whether it is in the journal */
  const deliveryOf = (key: string, row: Row | null, isKept: boolean): Delivery => {
    unanswered += 1;
    let isOpen = true;
    const age = row === null ? 0 : Date.now() - row.received_at;
    return {
      isRedelivered: row !== null,
      isStale: age > STALE_MS,
      begunAt: row === null || row.begun_at === null ? null : new Date(row.begun_at),
      begin() {
        if (isKept) attempt(({ begin }) => begin.run(Date.now(), key));
      },
      end() {
        if (!isOpen) return;
        isOpen = false;
        unanswered -= 1;
        if (isKept) {
          ended.add(key);
          attempt(end);
        }
        if (unanswered === 0) scrubbing ??= setTimeout(scrub, SCRUB_MS).unref();
      },
    };
  };

  return {
    take({ bot, key: ownKey, payload }) {
      const key = `${bot}:${ownKey}`;
      if (seen.has(key)) return null;
      seen.set(key, true);
      const inserted = attempt((on, owner) => {
        const { changes } = on.insert.run(key, bot, owner, Date.now(), JSON.stringify(payload));
        end(on, owner);
        return changes;
      });
      return inserted === 0 ? null : deliveryOf(key, null, inserted !== undefined);
    },
    adopt(bot, isOurs = () => true) {
      const adopted = attempt((on, owner) => {
        const dead = on.owners.all(owner).filter((row) => !isAlive(dataDir ?? '', String(row.owner)));
        return dead
          .flatMap(({ owner: former }) => on.leftBy.all(String(former), bot))
          .flatMap((each) => {
            const row = each as unknown as Row & { readonly owner: string }; // The columns of the table.
            const payload = parsed(row.payload);
            // Another process may be doing the same.
            if (!isOurs(payload) || on.claim.run(owner, row.key, row.owner).changes === 0) return [];
            seen.set(row.key, true);
            return [{ row, payload }];
          });
      });
      return (adopted ?? [])
        .toSorted((a, b) => a.row.received_at - b.row.received_at)
        .map(({ row, payload }) => ({ delivery: deliveryOf(row.key, row, true), payload }));
    },
    close() {
      clearInterval(forgetting);
      clearTimeout(scrubbing);
      // What is still under way is this process's as long as it lives.
      if (unanswered > 0) return;
      if (database !== null) attempt(({ scrub }) => scrub());
      shut();
      life?.end();
      life = null;
    },
  };
}

/** `undefined` for what a damaged file holds, which nobody can answer. */
function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
}
