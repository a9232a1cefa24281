import { accessSync, constants, existsSync, lstatSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { FORMAT_VERSION } from './manifest.ts';

const FILE = 'index.db';

/** So many reports are kept. */
export const MAX_REPORTS = 100;

/** What SQLite may leave beside it. */
const COMPANIONS = ['-journal', '-wal', '-shm'];

/** How long to wait for another process that is writing, in ms. */
const MAX_WAIT_MS = 1_000;

/**
 * Errors of SQLite that say nothing about the file (https://sqlite.org/rescode.html): permission, another process, memory,
 * the disk. Any other one, met with what is asked of it here, comes from a file that is not as it was written.
 */
const SURROUNDINGS = [3, 5, 6, 7, 9, 10, 13, 14, 23];
const READ_ONLY = 8;

/**
 * `snapshot` holds at most two rows, `current` and `previous`, with the keys of their documents, which `document` holds;
 * `report` the last refreshes; `declined` at most one row.
 */
const TABLES = {
  report: '(id INTEGER PRIMARY KEY, content TEXT NOT NULL) STRICT',
  declined: '(seeds_id TEXT NOT NULL, reason TEXT NOT NULL) STRICT',
  snapshot: `(
    name TEXT PRIMARY KEY, index_id TEXT NOT NULL, seeds_id TEXT NOT NULL, icu TEXT NOT NULL, sha256 TEXT NOT NULL,
    seeds TEXT NOT NULL, keys TEXT NOT NULL
  ) STRICT`,
  document: '(key TEXT PRIMARY KEY, sha256 TEXT NOT NULL, content BLOB NOT NULL) STRICT',
};

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
 * removed. Something that is no database, or a damaged one, gives way to a new one with the reports that can be read,
 * whenever that comes out: then `work` is done anew.
 * @param isSound `false` if it is known to be damaged
 * @throws {Error} from the file system and SQLite
 */
export async function writing<Result>(
  dataDir: string,
  work: (database: DatabaseSync) => Promise<Result> | Result,
  isSound = true,
): Promise<Result> {
  const file = join(dataDir, FILE);
  const write = async (reports: readonly string[] = []): Promise<Result> => {
    using database = new DatabaseSync(file, { timeout: MAX_WAIT_MS });
    prepare(database);
    for (const report of reports) database.prepare('INSERT INTO report (content) VALUES (?)').run(report);
    return await work(database);
  };
  mkdirSync(dataDir, { recursive: true });
  if (!isSound) return write(clear(file));
  try {
    return await write();
  } catch (err) {
    if (!isDamage(err, file) && !isFolder(file)) throw err;
    return write(clear(file));
  }
}

/**
 * Makes room for a new database, and returns the reports of the old one.
 * @throws {Error} from SQLite while another process writes, and from the file system
 */
function clear(file: string): readonly string[] {
  if (isFolder(file)) {
    renameSync(file, `${file}.${Date.now()}`); // Who knows what is in it.
    return [];
  }
  let reports: readonly string[] = [];
  try {
    using database = new DatabaseSync(file, { timeout: MAX_WAIT_MS });
    reports = storedReports(database).contents;
    inTransaction(database, () => {}); // Throws while another process writes.
  } catch (err) {
    if (!isDamage(err, file)) throw err;
  }
  for (const end of ['', ...COMPANIONS]) rmSync(file + end, { force: true });
  return reports;
}

/**
 * The reports in a database, oldest first, and how many of them are there and cannot be read.
 * @throws {Error} from SQLite if not even their number can be told
 */
export function storedReports(database: DatabaseSync): { contents: string[]; unreadable: number } {
  const ids = database.prepare('SELECT min(id) AS first, max(id) AS last FROM report').get();
  const select = database.prepare('SELECT content FROM report WHERE id = ?');
  const contents: string[] = [];
  let unreadable = 0;
  const last = Number(ids?.last ?? 0);
  for (let id = Math.max(Number(ids?.first ?? 1), last - MAX_REPORTS + 1); id <= last; id += 1) {
    try {
      const row = select.get(id);
      if (row !== undefined) contents.push(String(row.content));
    } catch {
      unreadable += 1;
    }
  }
  return { contents, unreadable };
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

/** @throws {DamagedError} if its tables are not those that were made */
function prepare(database: DatabaseSync): void {
  const tables = Object.entries(TABLES);
  if (versionOf(database) !== FORMAT_VERSION)
    inTransaction(database, () => {
      database.exec(
        'DROP TABLE IF EXISTS snapshot; DROP TABLE IF EXISTS document; DROP TABLE IF EXISTS declined',
      );
      for (const [name, form] of tables) database.exec(`CREATE TABLE IF NOT EXISTS ${name} ${form}`);
      database.exec(`PRAGMA user_version = ${FORMAT_VERSION}`);
    });
  const rows = database.prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'table'`).all();
  const made = new Map(rows.map(({ name, sql }) => [name, sql]));
  if (!tables.every(([name, form]) => made.get(name) === `CREATE TABLE ${name} ${form}`))
    throw new DamagedError('its tables are not those of plancite');
}

/** What the file holds shows that it is not as it was written. */
export class DamagedError extends Error {}

/** Whether what was thrown tells of a file that is damaged. */
export function isDamage(err: unknown, file: string): boolean {
  if (err instanceof DamagedError) return true;
  if (!(err instanceof Error && 'errcode' in err)) return false;
  const code = Number(err.errcode) & 0xff;
  return code === READ_ONLY ? isWritable(file) : !SURROUNDINGS.includes(code);
}

/** Where the system lets it be written, the file alone says that it may not. */
function isWritable(file: string): boolean {
  try {
    for (const path of [file, dirname(file)]) accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function isFolder(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
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
