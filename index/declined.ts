import type { DatabaseSync } from 'node:sqlite';
import { openToRead } from './database.ts';

/** Seeds whose index is not to be taken into use, although the documents are as they say. */
export type Declined = {
  /** What {@link seedsIdOf} makes of them. */
  readonly seedsId: string;
  /** Why, in words for a maintainer. */
  readonly reason: string;
};

/** What was declined last, by any process on the folder; `null` for nothing. */
export function readDeclined(dataDir: string): Declined | null {
  try {
    using database = openToRead(dataDir);
    const row = database?.prepare('SELECT seeds_id, reason FROM declined').get();
    return row === undefined ? null : { seedsId: String(row.seeds_id), reason: String(row.reason) };
  } catch {
    return null; // What it declined is judged anew.
  }
}

/**
 * Puts what is declined, `null` for nothing, into a database open for writing.
 * @throws {Error} from SQLite
 */
export function writeDeclined(database: DatabaseSync, declined: Declined | null): void {
  database.exec('DELETE FROM declined');
  if (declined !== null)
    database
      .prepare('INSERT INTO declined (seeds_id, reason) VALUES (?, ?)')
      .run(declined.seedsId, declined.reason);
}
