import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { FORMAT_VERSION } from './manifest.ts';

const FILE = 'index.db';

/** How long to wait for another process that is writing, in ms. */
const MAX_WAIT_MS = 1_000;

/** Of SQLite (https://sqlite.org/rescode.html): `SQLITE_CORRUPT` and `SQLITE_NOTADB`. */
const DAMAGED = [11, 26];

/**
 * `snapshot` holds at most two rows, `current` and `previous`, with the keys of their documents, which `document` holds;
 * `report` the last refreshes; `declined` at most one row.
 */
const TABLES = `
  CREATE TABLE IF NOT EXISTS report (id INTEGER PRIMARY KEY, content TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS declined (seeds_id TEXT NOT NULL, reason TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS snapshot (
    name TEXT PRIMARY KEY, index_id TEXT NOT NULL, seeds_id TEXT NOT NULL, icu TEXT NOT NULL, sha256 TEXT NOT NULL,
    seeds TEXT NOT NULL, keys TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS document (key TEXT PRIMARY KEY, sha256 TEXT NOT NULL, content BLOB NOT NULL) STRICT;
`;

/**
 * Opens the database in the data folder for reading; `null` if there is none.
 * @throws {Error} from SQLite
 */
export function openToRead(dataDir: string): DatabaseSync | null {
  const file = join(dataDir, FILE);
  if (!existsSync(file)) return null;
  // Not read-only, wherever that can be helped: a process killed while it wrote left something to be undone first.
  const database = new DatabaseSync(file, { timeout: MAX_WAIT_MS });
  try {
    // What there is to read was written by a version that had the same tables.
    if (versionOf(database) === FORMAT_VERSION) return database;
  } catch (err) {
    database.close();
    throw err;
  }
  database.close();
  return null;
}

/**
 * Opens the database in the data folder for `work`, and closes it again. What another version of plancite stored is
 * removed, and so is a file that is no database or is damaged, whenever that comes out: then `work` is done anew.
 * @throws {Error} from the file system and SQLite
 */
export async function writing<Result>(
  dataDir: string,
  work: (database: DatabaseSync) => Promise<Result> | Result,
): Promise<Result> {
  const write = async (): Promise<Result> => {
    using database = new DatabaseSync(join(dataDir, FILE), { timeout: MAX_WAIT_MS });
    prepare(database);
    return await work(database);
  };
  mkdirSync(dataDir, { recursive: true });
  try {
    return await write();
  } catch (err) {
    if (!isDamage(err)) throw err;
    for (const file of [FILE, `${FILE}-journal`]) rmSync(join(dataDir, file), { force: true });
    return write();
  }
}

/**
 * All of `work` is stored, or nothing.
 * @throws {Error} from SQLite
 */
export function inTransaction<Result>(database: DatabaseSync, work: () => Result): Result {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (err) {
    if (database.isTransaction) database.exec('ROLLBACK'); // A full disk has rolled back already.
    throw err;
  }
}

function prepare(database: DatabaseSync): void {
  if (versionOf(database) === FORMAT_VERSION) return;
  inTransaction(database, () => {
    database.exec(`DROP TABLE IF EXISTS snapshot; DROP TABLE IF EXISTS document; DROP TABLE IF EXISTS declined;
      ${TABLES} PRAGMA user_version = ${FORMAT_VERSION}`);
  });
}

/** Whether what was thrown tells of a file that is damaged. */
function isDamage(err: unknown): boolean {
  return err instanceof Error && 'errcode' in err && DAMAGED.includes(Number(err.errcode) & 0xff);
}

/** Bytes that the database takes on the disk. */
export function sizeOf(database: DatabaseSync): number {
  const size = database.prepare(
    'SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size',
  );
  return Number(size.get()?.bytes);
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.user_version);
}
