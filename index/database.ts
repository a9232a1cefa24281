import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { FORMAT_VERSION } from './manifest.ts';

const FILE = 'index.db';

/** How long to wait for another process that is writing, in ms. */
const MAX_WAIT_MS = 5_000;

/** Of SQLite (https://sqlite.org/rescode.html): `SQLITE_CORRUPT` and `SQLITE_NOTADB`. */
const DAMAGED = [11, 26];

/**
 * `snapshot` holds at most two rows, `current` and `previous`, whose documents `document` holds; `report` the last
 * refreshes; `declined` at most one row.
 */
const TABLES = `
  CREATE TABLE IF NOT EXISTS report (id INTEGER PRIMARY KEY, content TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS declined (index_id TEXT NOT NULL, reason TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS snapshot (
    name TEXT PRIMARY KEY, index_id TEXT NOT NULL, icu TEXT NOT NULL, sha256 TEXT NOT NULL, content TEXT NOT NULL
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
  const database = new DatabaseSync(file, { readOnly: true, timeout: MAX_WAIT_MS });
  // What there is to read was written by a version that had the same tables.
  if (versionOf(database) === FORMAT_VERSION) return database;
  database.close();
  return null;
}

/**
 * Opens the database in the data folder in a transaction, which `COMMIT` ends; closing it undoes everything since. What
 * another version of plancite stored is removed, and so is a file that is no database or is damaged.
 * @throws {Error} from the file system and SQLite
 */
export function openToWrite(dataDir: string): DatabaseSync {
  mkdirSync(dataDir, { recursive: true });
  try {
    return begin(dataDir);
  } catch (err) {
    if (!isDamage(err)) throw err;
    rmSync(join(dataDir, FILE), { force: true });
    rmSync(join(dataDir, `${FILE}-journal`), { force: true });
    return begin(dataDir);
  }
}

function begin(dataDir: string): DatabaseSync {
  const database = new DatabaseSync(join(dataDir, FILE), { timeout: MAX_WAIT_MS });
  try {
    // What is not yet committed stays in memory: others can read as long.
    database.exec('PRAGMA cache_spill = OFF; BEGIN IMMEDIATE');
    if (versionOf(database) !== FORMAT_VERSION)
      database.exec(`DROP TABLE IF EXISTS snapshot; DROP TABLE IF EXISTS document; DROP TABLE IF EXISTS declined;
        ${TABLES} PRAGMA user_version = ${FORMAT_VERSION}`);
    return database;
  } catch (err) {
    database.close();
    throw err;
  }
}

/** Whether what was thrown tells of a file that is damaged. */
export function isDamage(err: unknown): boolean {
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
