import { chmodSync, closeSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';

const FILE = 'journal.db';
/** SQLite puts its log of changes, and the index of that, beside the file. */
const BESIDE = ['-wal', '-shm'];
const FORMAT = 1;
/** How long to wait for another process that is writing, in ms: nobody is answered meanwhile. */
const MAX_WAIT_MS = 500;
/**
 * Of SQLite (https://sqlite.org/rescode.html): `SQLITE_CORRUPT`, `SQLITE_NOTADB`, and `SQLITE_ERROR`, which says that the
 * file has not the table that our statements are about.
 */
const DAMAGED = [1, 11, 26];

/** `payload` is `NULL` once a delivery has ended: its key is kept a while, so that it is not taken again. */
const TABLE = `
  CREATE TABLE delivery (
    key TEXT PRIMARY KEY, bot TEXT NOT NULL, owner TEXT NOT NULL,
    received_at INTEGER NOT NULL, begun_at INTEGER, payload TEXT
  ) STRICT;
  CREATE INDEX unanswered ON delivery (owner) WHERE payload IS NOT NULL;
`;

/** A delivery, as the table has it. */
export type Row = {
  readonly key: string;
  readonly bot: string;
  readonly owner: string;
  readonly received_at: number;
  readonly begun_at: number | null;
  readonly payload: string;
};

export type JournalDatabase = Disposable & {
  readonly insert: StatementSync;
  readonly begin: StatementSync;
  readonly end: StatementSync;
  readonly owners: StatementSync;
  readonly leftBy: StatementSync;
  readonly claim: StatementSync;
  readonly forget: StatementSync;
  /** What was overwritten is still in the log of changes, until this. */
  readonly scrub: () => void;
  /** Whether its files are where others look for them: what is written to one that was removed goes with this process. */
  readonly isInPlace: () => boolean;
};

/**
 * Opens the journal, or makes one, for its owner's eyes alone. Another version's is emptied.
 * @throws {Error} from the file system and SQLite
 */
export function openJournalDatabase(dataDir: string): JournalDatabase {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, FILE);
  createFor(file);
  const database = new DatabaseSync(file, { timeout: MAX_WAIT_MS });
  try {
    // A kill takes nothing of what was written; a power failure may damage it. Nobody waits for a disk that is busy.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA secure_delete = ON');
    prepareTable(database);
    const files = identityOf(file);
    const prepare = (sql: string): StatementSync => database.prepare(sql);
    return {
      insert: prepare(
        'INSERT INTO delivery (key, bot, owner, received_at, payload) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
      ),
      begin: prepare('UPDATE delivery SET begun_at = ? WHERE key = ?'),
      end: prepare('UPDATE delivery SET payload = NULL, received_at = ? WHERE key = ? AND owner = ?'),
      owners: prepare('SELECT DISTINCT owner FROM delivery WHERE payload IS NOT NULL AND owner <> ?'),
      leftBy: prepare(
        'SELECT * FROM delivery WHERE payload IS NOT NULL AND owner = ? AND bot = ? ORDER BY received_at, rowid',
      ),
      claim: prepare('UPDATE delivery SET owner = ? WHERE key = ? AND owner = ? AND payload IS NOT NULL'),
      // A time to come is of a clock that was wrong.
      forget: prepare(
        'DELETE FROM delivery WHERE received_at NOT BETWEEN ? AND ? AND (payload IS NULL OR received_at < ?)',
      ),
      scrub: () => database.exec('PRAGMA wal_checkpoint(TRUNCATE)'),
      isInPlace: () => identityOf(file) === files,
      [Symbol.dispose]: () => database.close(),
    };
  } catch (err) {
    database.close();
    throw err;
  }
}

/**
 * What is unanswered, where nothing can be written: the index of the log of changes is made in memory then.
 * @throws {Error} from the file system and SQLite
 */
export function readJournal(dataDir: string, bot: string): readonly Row[] {
  const file = pathToFileURL(join(dataDir, FILE));
  file.search = '?readonly_shm=1';
  const database = new DatabaseSync(file, { readOnly: true, timeout: MAX_WAIT_MS });
  try {
    const left = database.prepare(
      'SELECT * FROM delivery WHERE payload IS NOT NULL AND bot = ? ORDER BY received_at, rowid',
    );
    return left.all(bot) as unknown as Row[]; // The columns of the table.
  } finally {
    database.close();
  }
}

/** Removes a journal that cannot be read. */
export function removeJournalDatabase(dataDir: string): void {
  for (const suffix of ['', ...BESIDE]) rmSync(join(dataDir, `${FILE}${suffix}`), { force: true });
}

/** Tells a database's files from any that take their place later. */
function identityOf(file: string): string {
  return ['', ...BESIDE].map((suffix) => statSync(`${file}${suffix}`, { throwIfNoEntry: false })?.ino).join();
}

/** Whether what was thrown tells of a file that is damaged. */
export function isDamage(err: unknown): boolean {
  return err instanceof Error && 'errcode' in err && DAMAGED.includes(Number(err.errcode) & 0xff);
}

/** What SQLite puts beside the file gets the same rights. One that is open must not be opened here: that ends its locks. */
function createFor(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
    // What is still there was beside one that was removed.
    for (const suffix of BESIDE) rmSync(`${file}${suffix}`, { force: true });
  } catch (err) {
    if (!(err instanceof Error && 'code' in err && err.code === 'EEXIST')) throw err;
    chmodSync(file, 0o600);
  }
}

function prepareTable(database: DatabaseSync): void {
  const versionOf = () => Number(database.prepare('PRAGMA user_version').get()?.user_version);
  if (versionOf() === FORMAT) return;
  database.exec('BEGIN IMMEDIATE');
  // Another process may have been faster.
  if (versionOf() !== FORMAT)
    database.exec(`DROP TABLE IF EXISTS delivery; ${TABLE} PRAGMA user_version = ${FORMAT}`);
  database.exec('COMMIT');
}
