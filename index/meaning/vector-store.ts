import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  renameSync,
  rmSync,
  statfsSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { DamagedError, inTransaction, isDamage } from '../database.ts';
import type { Vector } from './vectors.ts';

/** It lies beside the index, which other versions of plancite store in other ways: vectors outlast that. */
const FILE = 'vectors.db';
const COMPANIONS = ['-journal', '-wal', '-shm'];

/** Rises whenever the same text gets another vector from the same encoder, or is stored in another form. */
const VERSION = 1;

/** How long to wait for another process that is writing, in ms. */
const MAX_WAIT_MS = 1_000;

/** Indexes whose vectors are kept: the one in use, and the one before. */
const MAX_NEEDS = 2;

/** Pages of this size are filled almost to the end. */
const PAGE_BYTES = 16_384;
/** A file that takes more for each unit has holes, where units were that are gone. */
const MAX_UNIT_BYTES = 485;
/** What the tables take with next to nothing in them. */
const MIN_BYTES = 4 * PAGE_BYTES;
/** Of a digest: enough to tell units apart. */
const BEGINNING_BYTES = 8;

/**
 * `unit` holds a vector for each digest; `checksum` notices a byte that has changed on the disk. `need`: the digests that an index
 * needs, as far as tells them apart, one after the other; the latest index last.
 */
const TABLES = {
  unit: '(id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, vector BLOB NOT NULL, checksum INTEGER NOT NULL) STRICT',
  need: '(id INTEGER PRIMARY KEY, index_id TEXT NOT NULL, digests BLOB NOT NULL) STRICT',
};

/**
 * Vectors in the data folder, for any index there: only what is new has to be encoded. A file that is damaged, or is none of
 * ours, which is set aside, gives way to a new one, which costs no more than time. Nothing stays open between two calls: other processes may share it.
 */
export class VectorStore {
  readonly #dataDir: string;
  readonly #file: string;
  #isSound = true;
  /** Before something is written for the first time: an index of the file that does not fit its table hides what is there. */
  #wasChecked = false;

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
    this.#file = join(dataDir, FILE);
  }

  /** Those of these that are there and can be read. */
  read(digests: readonly string[]): Map<string, Vector> {
    const found = new Map<string, Vector>();
    this.#reading((database) => {
      const select = database.prepare('SELECT vector, checksum FROM unit WHERE digest = ?');
      for (const digest of digests) {
        const row = select.get(Buffer.from(digest, 'hex')) as UnitRow | undefined;
        if (row !== undefined && checksumOf(digest, row.vector) === row.checksum)
          found.set(digest, new Int8Array(row.vector));
      }
    });
    return found;
  }

  /** @throws {Error} from SQLite and the file system */
  write(vectors: ReadonlyMap<string, Vector>): void {
    this.#writing((database) => {
      const insert = database.prepare(
        'INSERT OR REPLACE INTO unit (digest, vector, checksum) VALUES (?, ?, ?)',
      );
      for (const [digest, vector] of vectors) {
        const bytes = new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
        insert.run(Buffer.from(digest, 'hex'), bytes, checksumOf(digest, bytes));
      }
    });
  }

  /** Why so many more vectors could not be stored, as far as that can be told without trying; `null` if they could. */
  obstacleTo(vectors: number): string | null {
    try {
      mkdirSync(this.#dataDir, { recursive: true });
      for (const path of [this.#dataDir, this.#file]) if (existsSync(path)) accessSync(path, constants.W_OK);
      const { bavail, bsize } = statfsSync(this.#dataDir);
      return bavail * bsize < vectors * MAX_UNIT_BYTES + MIN_BYTES ? 'the disk is full' : null;
    } catch (err) {
      return err instanceof Error ? err.message : String(err);
    }
  }

  /**
   * Notes what the index in use needs; it stays there until two others have been in use.
   * @returns whether that is new
   * @throws {Error} from SQLite and the file system
   */
  need(indexId: string, digests: readonly string[]): boolean {
    if (this.#latestNeed() === indexId) return false;
    this.#writing((database) => {
      database.prepare('DELETE FROM need WHERE index_id = ?').run(indexId);
      database
        .prepare('INSERT INTO need (index_id, digests) VALUES (?, ?)')
        .run(indexId, Buffer.from(digests.map(beginningOf).join(''), 'hex'));
      database.exec(
        `DELETE FROM need WHERE id NOT IN (SELECT id FROM need ORDER BY id DESC LIMIT ${MAX_NEEDS})`,
      );
    });
    return true;
  }

  /**
   * Removes what no index needs.
   * @throws {Error} from SQLite and the file system
   */
  tidy(): void {
    this.#writing((database) => {
      const needed = new Set<string>();
      for (const { digests } of database.prepare('SELECT digests FROM need').all()) {
        const bytes = bytesIn(digests);
        for (let at = 0; at < bytes.length; at += BEGINNING_BYTES)
          needed.add(Buffer.from(bytes.subarray(at, at + BEGINNING_BYTES)).toString('hex'));
      }
      const remove = database.prepare('DELETE FROM unit WHERE digest = ?');
      for (const { digest } of database.prepare('SELECT digest FROM unit').all()) {
        const bytes = bytesIn(digest);
        if (!needed.has(beginningOf(Buffer.from(bytes).toString('hex')))) remove.run(bytes);
      }
    });
    using database = this.#open();
    if (hasHoles(database)) database.exec('VACUUM');
  }

  #latestNeed(): string | null {
    let latest: string | null = null;
    this.#reading((database) => {
      const row = database.prepare('SELECT index_id FROM need ORDER BY id DESC LIMIT 1').get();
      if (row !== undefined) latest = String(row.index_id);
    });
    return latest;
  }

  /** What cannot be read is as if it were not there. */
  #reading(work: (database: DatabaseSync) => void): void {
    if (!existsSync(this.#file)) return;
    try {
      using database = this.#open();
      if (versionOf(database) === VERSION) work(database);
    } catch (err) {
      if (isDamage(err, this.#file)) this.#isSound = false;
    }
  }

  #writing(work: (database: DatabaseSync) => void): void {
    mkdirSync(this.#dataDir, { recursive: true });
    if (!this.#isSound) this.#clear();
    try {
      this.#write(work);
    } catch (err) {
      if (!isDamage(err, this.#file) && !isFolder(this.#file)) throw err;
      this.#clear();
      this.#write(work);
    }
  }

  #write(work: (database: DatabaseSync) => void): void {
    using database = this.#open();
    database.exec(`PRAGMA page_size = ${PAGE_BYTES}`); // Of a file that is still empty.
    inTransaction(database, () => {
      prepare(database);
      if (!this.#wasChecked) check(database);
      this.#wasChecked = true;
      work(database);
    });
  }

  #open(): DatabaseSync {
    return new DatabaseSync(this.#file, { timeout: MAX_WAIT_MS });
  }

  /** What is ours can be made again; who knows what is in anything else. */
  #clear(): void {
    const aside = this.#isOurs() ? null : `${this.#file}.${Date.now()}`;
    for (const end of ['', ...COMPANIONS])
      if (aside === null) rmSync(this.#file + end, { force: true });
      else if (existsSync(this.#file + end)) renameSync(this.#file + end, aside + end);
    this.#isSound = true;
  }

  /** Whether it has our tables, in the form of whatever version. */
  #isOurs(): boolean {
    try {
      using database = this.#open();
      const made = new Set(tablesOf(database).keys());
      return Object.keys(TABLES).every((name) => made.has(name));
    } catch {
      return false;
    }
  }
}

/** A unit that is kept for another one's sake costs no more than its room. */
function beginningOf(digest: string): string {
  return digest.slice(0, 2 * BEGINNING_BYTES);
}

type UnitRow = { readonly vector: Uint8Array; readonly checksum: number };

/** @throws {DamagedError} if there is something else than what this version stores */
function prepare(database: DatabaseSync): void {
  const made = tablesOf(database);
  const tables = Object.entries(TABLES);
  if (made.size === 0) {
    for (const [name, form] of tables) database.exec(`CREATE TABLE ${name} ${form}`);
    database.exec(`PRAGMA user_version = ${VERSION}`);
  } else if (
    versionOf(database) !== VERSION ||
    !tables.every(([name, form]) => made.get(name) === `CREATE TABLE ${name} ${form}`)
  )
    throw new DamagedError('it is not what this version of plancite stores');
}

/** How each was made, by name. */
function tablesOf(database: DatabaseSync): Map<unknown, unknown> {
  const rows = database.prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'table'`).all();
  return new Map(rows.map(({ name, sql }) => [name, sql]));
}

/** @throws {DamagedError} if the file is not as SQLite would have written it (https://sqlite.org/pragma.html#pragma_integrity_check) */
function check(database: DatabaseSync): void {
  const found = database.prepare('PRAGMA integrity_check(1)').get()?.integrity_check;
  if (found !== 'ok') throw new DamagedError(`SQLite says of it: ${found}`);
}

function hasHoles(database: DatabaseSync): boolean {
  const row = database
    .prepare(
      'SELECT page_count * page_size AS bytes, (SELECT count(*) FROM unit) AS units FROM pragma_page_count, pragma_page_size',
    )
    .get();
  return Number(row?.bytes) > Number(row?.units) * MAX_UNIT_BYTES + MIN_BYTES;
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.user_version);
}

/** @throws {DamagedError} for what is none: a byte that has changed may turn a value into another kind of it, whatever the table demands */
function bytesIn(value: SQLOutputValue | undefined): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new DamagedError('a digest is none');
}

function checksumOf(digest: string, vector: Uint8Array): number {
  return crc32(vector, crc32(digest));
}

function isFolder(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
}
