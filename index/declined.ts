import type { DatabaseSync } from 'node:sqlite';
import { openToRead } from './database.ts';

/** An index that is not to be taken into use, although the documents are as it says. */
export type Declined = {
  /** Id of that index. */
  readonly indexId: string;
  /** Why, in words for a maintainer. */
  readonly reason: string;
};

/** What was declined last, by any process on the folder; `null` for nothing. */
export function readDeclined(dataDir: string): Declined | null {
  try {
    using database = openToRead(dataDir);
    const row = database?.prepare('SELECT index_id, reason FROM declined').get();
    return row === undefined ? null : { indexId: String(row.index_id), reason: String(row.reason) };
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
      .prepare('INSERT INTO declined (index_id, reason) VALUES (?, ?)')
      .run(declined.indexId, declined.reason);
}
