import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { inTransaction, isDamage } from './database.ts';
import type { Document } from './document.ts';
import { type Shingles, shinglesOf } from './likeness.ts';
import { sha256 as digestOf } from './manifest.ts';

/**
 * What was said last of who may see the documents. It lies beside the index, which comes and goes: a version of plancite
 * that stores its index in another way reads this all the same.
 */
const FILE = 'restrictions.db';

/** How long to wait for another process that is writing, in ms. */
const MAX_WAIT_MS = 5_000;

/** Latest contents of each internal document that are kept in full; of those before, the digest. */
const MAX_CONTENTS = 5;

/**
 * `document`: the last word on each path. `content`: what internal documents held, to know it again elsewhere. SQLite does
 * not notice that a byte has changed on the disk; `checksum` does.
 */
const TABLES = `
  CREATE TABLE IF NOT EXISTS document (
    path TEXT PRIMARY KEY, sha256 TEXT, audience TEXT NOT NULL, said_by TEXT, checksum TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS content (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL, sha256 TEXT NOT NULL, shingles BLOB NOT NULL, checksum TEXT NOT NULL,
    UNIQUE (path, sha256)
  ) STRICT;
`;

/** The last word on a path: who may see what is there, and who said so; `saidBy` as in {@link Document}. */
export type LastWord = {
  /** Of what it was said of; `null` where the catalog speaks of what is not there yet. */
  readonly sha256: string | null;
  readonly audience: Document['audience'];
  readonly saidBy: Document['audienceSaidBy'];
};

/** What an internal document holds or held; no shingles where that was long ago. */
export type InternalContent = {
  readonly path: string;
  readonly sha256: string;
  readonly shingles: Shingles;
};

/** What is to be remembered from now on. */
export type RestrictionChanges = {
  /** By path. */
  readonly words: ReadonlyMap<string, LastWord>;
  /** Digests of contents that somebody says are public. */
  readonly published: readonly string[];
  readonly internal: readonly Document[];
};

export type Remembered = {
  /** The last word on each path. */
  readonly words: ReadonlyMap<string, LastWord>;
  /** What internal documents held until now. */
  readonly digests: ReadonlySet<string>;
};

/** What is remembered cannot be read, damaged or not. */
export class UnreadableError extends Error {
  readonly isDamage: boolean;

  constructor(file: string, cause: unknown) {
    super(`${file}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.isDamage = cause instanceof ChecksumError || isDamage(cause, file);
  }
}

/** The database in the data folder, and what could not be written to it yet. */
export class RestrictionStore {
  readonly #file: string;
  readonly #dataDir: string;
  /** Oldest first. */
  #unwritten: RestrictionChanges[] = [];

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
    this.#file = join(dataDir, FILE);
  }

  /** Gives up what is damaged; what only cannot be read at the moment stays. */
  startAnew(): void {
    try {
      this.read();
      this.contents();
    } catch (err) {
      if (!(err instanceof UnreadableError && err.isDamage)) return;
      for (const each of [this.#file, `${this.#file}-journal`])
        rmSync(each, { force: true, recursive: true });
    }
  }

  /** @throws {UnreadableError} */
  read(): Remembered {
    return this.#reading(() => this.#read());
  }

  /** @throws {UnreadableError} */
  contents(): InternalContent[] {
    return this.#reading(() => this.#contents());
  }

  #reading<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (err) {
      throw new UnreadableError(this.#file, err);
    }
  }

  #read(): Remembered {
    const words = new Map<string, LastWord>();
    const digests = new Set<string>();
    using database = this.#open();
    if (database !== null) {
      for (const row of database.prepare('SELECT * FROM document').iterate()) {
        const { path, sha256, audience, said_by, checksum } = row as DocumentRow;
        verify(checksum, [path, sha256, audience, said_by]);
        words.set(path, { sha256, audience, saidBy: said_by });
      }
      for (const { sha256 } of database.prepare('SELECT DISTINCT sha256 FROM content').iterate())
        digests.add(String(sha256));
    }
    for (const changes of this.#unwritten) {
      for (const [path, word] of changes.words) words.set(path, word);
      for (const sha256 of changes.published) digests.delete(sha256);
      for (const { sha256 } of changes.internal) digests.add(sha256);
    }
    return { words, digests };
  }

  #contents(): InternalContent[] {
    using database = this.#open();
    let contents: InternalContent[] = [];
    for (const row of database?.prepare('SELECT * FROM content ORDER BY id').iterate() ?? []) {
      const { path, sha256, shingles, checksum } = row as ContentRow;
      verify(checksum, [path, sha256, digestOf(shingles)]);
      contents.push({ path, sha256, shingles: new Uint32Array(Uint8Array.from(shingles).buffer) });
    }
    for (const { published, internal } of this.#unwritten) {
      contents = contents.filter(({ sha256 }) => !published.includes(sha256));
      for (const { path, sha256, text } of internal)
        contents.push({ path, sha256, shingles: shinglesOf(text) });
    }
    return contents;
  }

  /** @returns what a maintainer should know if it is remembered until the process ends only, else `null` */
  write(changes: RestrictionChanges): string | null {
    this.#unwritten.push(changes);
    try {
      mkdirSync(this.#dataDir, { recursive: true });
      using database = new DatabaseSync(this.#file, { timeout: MAX_WAIT_MS });
      const known = knownIn(database);
      // What takes time is done before others have to wait.
      const rows = this.#unwritten.map((each) => ({
        ...each,
        contents: each.internal
          .filter(({ path, sha256 }) => !known.has(`${path}\n${sha256}`))
          .map(({ path, sha256, text }) => ({ path, sha256, shingles: shinglesOf(text) })),
      }));
      inTransaction(database, () => {
        database.exec(TABLES);
        for (const each of rows) store(database, each);
      });
      this.#unwritten = [];
      return null;
    } catch (err) {
      const reason = err instanceof Error ? err.message : String(err);
      return `which documents are internal cannot be remembered in ${this.#dataDir} (${reason}): after a restart, only what catalog and front matter say counts`;
    }
  }

  /** `null` where nothing was ever remembered. */
  #open(): DatabaseSync | null {
    if (!existsSync(this.#file)) return null;
    const database = new DatabaseSync(this.#file, { timeout: MAX_WAIT_MS });
    try {
      // A process that was killed at its start has left an empty file.
      if (database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get()?.tables !== 0)
        return database;
    } catch (err) {
      database.close();
      throw err;
    }
    database.close();
    return null;
  }
}

type DocumentRow = {
  readonly path: string;
  readonly sha256: string | null;
  readonly audience: Document['audience'];
  readonly said_by: Document['audienceSaidBy'];
  readonly checksum: string;
};
type ContentRow = {
  readonly path: string;
  readonly sha256: string;
  readonly shingles: Uint8Array;
  readonly checksum: string;
};

class ChecksumError extends Error {}

function checksumOf(fields: readonly (string | null)[]): string {
  return digestOf(JSON.stringify(fields)).slice(0, 16);
}

function verify(checksum: string, fields: readonly (string | null)[]): void {
  if (checksumOf(fields) !== checksum) throw new ChecksumError('a checksum does not match');
}

/** Contents that are there, each with the path it stood at. */
function knownIn(database: DatabaseSync): ReadonlySet<string> {
  database.exec('PRAGMA schema_version'); // Undoes what a process that was killed has left.
  const hasTables =
    database.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'content'`).get() !== undefined;
  const rows = hasTables ? database.prepare('SELECT path, sha256 FROM content').all() : [];
  return new Set(rows.map(({ path, sha256 }) => `${path}\n${sha256}`));
}

function store(
  database: DatabaseSync,
  {
    words,
    published,
    contents,
  }: Pick<RestrictionChanges, 'words' | 'published'> & { readonly contents: readonly InternalContent[] },
): void {
  const say = database.prepare(
    'INSERT OR REPLACE INTO document (path, sha256, audience, said_by, checksum) VALUES (?, ?, ?, ?, ?)',
  );
  for (const [path, { sha256, audience, saidBy }] of words)
    say.run(path, sha256, audience, saidBy, checksumOf([path, sha256, audience, saidBy]));
  const publish = database.prepare('DELETE FROM content WHERE sha256 = ?');
  for (const sha256 of published) publish.run(sha256);
  const keep = database.prepare(
    'INSERT OR IGNORE INTO content (path, sha256, shingles, checksum) VALUES (?, ?, ?, ?)',
  );
  const older = database.prepare(
    `SELECT id, sha256 FROM content WHERE path = ? AND length(shingles) > 0 ORDER BY id DESC LIMIT -1 OFFSET ${MAX_CONTENTS}`,
  );
  const shorten = database.prepare(`UPDATE content SET shingles = x'', checksum = ? WHERE id = ?`);
  for (const { path, sha256, shingles } of contents) {
    const bytes = new Uint8Array(shingles.buffer, shingles.byteOffset, shingles.byteLength);
    keep.run(path, sha256, bytes, checksumOf([path, sha256, digestOf(bytes)]));
    for (const row of older.all(path))
      shorten.run(checksumOf([path, String(row.sha256), digestOf(new Uint8Array())]), Number(row.id));
  }
}
