import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Delivery } from './delivery.ts';
import {
  isDamage,
  type JournalDatabase,
  openJournalDatabase,
  type Row,
  readJournal,
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
/** Somebody may remove the journal, or there is room on the disk again. */
const WATCH_MS = 1_000;
/** So many of an id's characters tell it from all others. */
const ID_CHARS = 16;

/** Something that is under way, or has ended where the journal does not say so yet. */
type Entry = Omit<Row, 'owner' | 'begun_at'> & {
  /** Whose it is by the journal; `null` where it is not in there. */
  owner: string | null;
  begun_at: number | null;
  isEnded: boolean;
};

/**
 * A journal that cannot be written costs what it is for, never an answer.
 * @param dataDir `null` for a journal that ends with the process
 */
export function createJournal(dataDir: string | null, log: Logger): Journal {
  const seen = new LRUCache<string, true>({ max: MAX_REMEMBERED, ttl: REMEMBERED_MS });
  const entries = new Map<string, Entry>();
  /** Of which the journal does not say all yet. */
  const unwritten = new Set<Entry>();
  let life: ProofOfLife | null = null;
  let database: JournalDatabase | null = null;
  let isFailing = false;
  let unanswered = 0;
  let scrubbing: NodeJS.Timeout | undefined;

  const open = (folder: string): { readonly on: JournalDatabase; readonly owner: string } => {
    if (database?.isInPlace() === false) {
      log.error('the journal was removed: there is a new one, with what this process is at');
      shut();
      // The proof may have been removed as well.
      life?.end();
      life = null;
    }
    if (life === null) {
      life = proveLife(folder);
      buryTheDead(folder);
    }
    if (database === null) {
      database = openJournalDatabase(folder);
      // What was left is told of first, however old it is by a clock that may be wrong.
      forget(database, Number.POSITIVE_INFINITY);
    }
    for (const entry of unwritten) write(entry, database, life.id);
    return { on: database, owner: life.id };
  };
  const shut = (): void => {
    database?.[Symbol.dispose]();
    database = null;
    // The next one may be another.
    for (const entry of entries.values()) unwritten.add(entry);
  };

  /** Has the journal say of it what is so, whatever it says now. */
  const write = (entry: Entry, on: JournalDatabase, owner: string): void => {
    const { key, bot, received_at, begun_at, payload, isEnded } = entry;
    if (isEnded) {
      on.end.run(Date.now(), key, entry.owner);
      entries.delete(key);
    } else {
      const isNew = on.insert.run(key, bot, owner, received_at, payload).changes > 0;
      if (!isNew) on.claim.run(owner, key, entry.owner);
      entry.owner = owner;
      if (begun_at !== null) on.begin.run(begun_at, key);
    }
    unwritten.delete(entry);
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
    log.error(
      'the journal was damaged: what others left in it is lost; there is a new one, with what this process is at',
    );
    return once();
  };

  const forget = ({ forget }: JournalDatabase, abandonedMs: number): void => {
    const now = Date.now();
    forget.run(now - REMEMBERED_MS, now + REMEMBERED_MS, Math.max(0, now - abandonedMs));
  };
  const forgetting = setInterval(() => attempt((on) => forget(on, ABANDONED_MS)), FORGET_MS).unref();

  const watching = setInterval(() => {
    if (database !== null || unwritten.size > 0) attempt(() => {});
  }, WATCH_MS).unref();

  const scrub = (): void => {
    scrubbing = undefined;
    if (unanswered === 0) attempt(({ scrub }) => scrub());
  };

  const deliveryOf = (entry: Entry, isRedelivered: boolean): Delivery => {
    entries.set(entry.key, entry);
    unanswered += 1;
    const note = (): void => {
      unwritten.add(entry);
      attempt(() => {});
    };
    return {
      id: createHash('sha256').update(entry.key).digest('base64url').slice(0, ID_CHARS),
      isRedelivered,
      isStale: isRedelivered && Date.now() - entry.received_at > STALE_MS,
      begunAt: entry.begun_at === null ? null : new Date(entry.begun_at),
      begin() {
        if (entry.isEnded) return;
        entry.begun_at = Date.now();
        note();
      },
      end() {
        if (entry.isEnded) return;
        entry.isEnded = true;
        unanswered -= 1;
        if (entry.owner === null) {
          entries.delete(entry.key);
          unwritten.delete(entry);
        } else note();
        if (unanswered === 0) scrubbing ??= setTimeout(scrub, SCRUB_MS).unref();
      },
    };
  };

  /** Nobody's any more, and nothing that this process knows of. */
  const isLeft = ({ key, owner }: Row): boolean =>
    !entries.has(key) && (owner === life?.id || !isAlive(dataDir ?? '', owner));

  /** What is left, where that cannot be claimed: it is known here that it is taken over, and written when it can be. */
  const leftUnclaimed = (bot: string): readonly Row[] => {
    if (dataDir === null) return [];
    try {
      return readJournal(dataDir, bot).filter(isLeft);
    } catch {
      // That the journal is of no use has been said.
      return [];
    }
  };

  return {
    take({ bot, key: ownKey, payload }) {
      const key = `${bot}:${ownKey}`;
      if (seen.has(key)) return null;
      seen.set(key, true);
      const said = JSON.stringify(payload);
      const [received_at, begun_at] = [Date.now(), null];
      const entry: Entry = { key, bot, owner: null, received_at, begun_at, payload: said, isEnded: false };
      const inserted = attempt((on, owner) => {
        const { changes } = on.insert.run(key, bot, owner, received_at, said);
        entry.owner = owner;
        return changes;
      });
      if (inserted === 0) return null;
      if (inserted === undefined && dataDir !== null) unwritten.add(entry);
      return deliveryOf(entry, false);
    },
    adopt(bot, isOurs = () => true) {
      const isToAnswer = (row: Row): boolean => isOurs(parsed(row.payload));
      const claimed = attempt((on, owner) => {
        const dead = on.owners.all(owner).filter((row) => !isAlive(dataDir ?? '', String(row.owner)));
        const left = dead.flatMap(({ owner: former }) => on.leftBy.all(String(former), bot));
        const rows = left as unknown as Row[]; // The columns of the table.
        // Another process may be doing the same.
        return rows
          .filter((row) => isToAnswer(row) && on.claim.run(owner, row.key, row.owner).changes > 0)
          .map((row): Entry => ({ ...row, owner, isEnded: false }));
      });
      const unclaimed = (claimed === undefined ? leftUnclaimed(bot) : [])
        .filter(isToAnswer)
        .map((row): Entry => ({ ...row, isEnded: false }));
      for (const entry of unclaimed) unwritten.add(entry);
      if (unclaimed.length > 0)
        log.error(
          { deliveries: unclaimed.length },
          'what was left is answered, which the journal cannot be told: it may be answered again after the next start',
        );
      return [...(claimed ?? unclaimed)]
        .toSorted((a, b) => a.received_at - b.received_at)
        .map((entry) => {
          seen.set(entry.key, true);
          return { delivery: deliveryOf(entry, true), payload: parsed(entry.payload) };
        });
    },
    close() {
      clearInterval(forgetting);
      clearInterval(watching);
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
