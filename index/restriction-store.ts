import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { inTransaction } from './database.ts';
import type { Document } from './document.ts';
import { pathKey } from './document-path.ts';
import { type Shingles, shinglesOf } from './likeness.ts';

/**
 * What was said last of who may see the documents. It lies beside the index, which comes and goes: a version of plancite
 * that stores its index in another way reads this all the same.
 */
const FILE = 'restrictions.db';

/** How long to wait for another process that is writing, in ms. */
const MAX_WAIT_MS = 5_000;

/** Latest contents that are kept of each internal document. */
const MAX_CONTENTS = 20;

/** `document`: the last word on each path. `content`: what internal documents held, to know it again elsewhere. */
const TABLES = `
  CREATE TABLE IF NOT EXISTS document (
    key TEXT PRIMARY KEY, path TEXT NOT NULL, sha256 TEXT, audience TEXT NOT NULL, said_by TEXT
  ) STRICT;
  CREATE TABLE IF NOT EXISTS content (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL, shingles BLOB NOT NULL,
    UNIQUE (key, sha256)
  ) STRICT;
`;

/** The last word on a path: who may see what is there, and who said so; `saidBy` as in {@link Document}. */
export type LastWord = {
  readonly path: string;
  /** Of what it was said of; `null` where the catalog speaks of what is not there yet. */
  readonly sha256: string | null;
  readonly audience: Document['audience'];
  readonly saidBy: Document['audienceSaidBy'];
};

/** What an internal document holds or held; `key` is that of its path. */
export type InternalContent = {
  readonly key: string;
  readonly path: string;
  readonly sha256: string;
  readonly shingles: Shingles;
};

/** What is to be remembered from now on. */
export type RestrictionChanges = {
  /** By the key of the path. */
  readonly words: ReadonlyMap<string, LastWord>;
  readonly removed: readonly string[];
  /** Paths and contents that somebody says are public. */
  readonly published: readonly { readonly key: string; readonly sha256: string }[];
  readonly internal: readonly Document[];
};

type Remembered = {
  readonly words: ReadonlyMap<string, LastWord>;
  readonly digests: ReadonlySet<string>;
};

/** The database in the data folder; where that cannot be written to, one in memory that goes on from what it holds. */
export class RestrictionStore {
  readonly #dataDir: string;
  #inMemory: DatabaseSync | null = null;
  /** Why it is in memory. */
  #problem: string | null = null;

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
  }

  /**
   * What is remembered, or why that cannot be read.
   * @param startsAnew whether what cannot be read is given up
   */
  read({ startsAnew }: { readonly startsAnew: boolean }): Remembered | { readonly unreadable: string } {
    const file = join(this.#dataDir, FILE);
    try {
      if (this.#inMemory !== null) return rememberedIn(this.#inMemory);
      if (!existsSync(file)) return { words: new Map(), digests: new Set() };
      using database = new DatabaseSync(file, { timeout: MAX_WAIT_MS });
      return rememberedIn(database);
    } catch (err) {
      if (!startsAnew) return { unreadable: `${file}: ${describe(err)}` };
      for (const each of [file, `${file}-journal`]) rmSync(each, { force: true, recursive: true });
      return { words: new Map(), digests: new Set() };
    }
  }

  /** What internal documents held until now. */
  contents(): InternalContent[] {
    const file = join(this.#dataDir, FILE);
    if (this.#inMemory !== null) return contentsIn(this.#inMemory);
    if (!existsSync(file)) return [];
    using database = new DatabaseSync(file, { timeout: MAX_WAIT_MS });
    return contentsIn(database);
  }

  /** @returns what a maintainer should know if it is remembered until the process ends only, else `null` */
  write(changes: RestrictionChanges): string | null {
    if (this.#inMemory === null) {
      try {
        mkdirSync(this.#dataDir, { recursive: true });
        using database = new DatabaseSync(join(this.#dataDir, FILE), { timeout: MAX_WAIT_MS });
        store(database, changes);
        return null;
      } catch (err) {
        this.#inMemory = this.#copyToMemory();
        this.#problem = `which documents are internal cannot be remembered in ${this.#dataDir} (${describe(err)}): until that is mended and the process restarted, only what catalog and front matter say counts at a start`;
      }
    }
    store(this.#inMemory, changes);
    return this.#problem;
  }

  #copyToMemory(): DatabaseSync {
    const remembered = this.read({ startsAnew: false });
    const contents = 'unreadable' in remembered ? [] : this.contents();
    const copy = new DatabaseSync(':memory:');
    prepare(copy);
    if (!('unreadable' in remembered)) for (const [key, word] of remembered.words) storeWord(copy, key, word);
    for (const content of contents) storeContent(copy, content);
    return copy;
  }
}

function rememberedIn(database: DatabaseSync): Remembered {
  const words = new Map<string, LastWord>();
  for (const row of database
    .prepare('SELECT key, path, sha256, audience, said_by AS saidBy FROM document')
    .iterate()) {
    const { key, ...word } = row as LastWord & { readonly key: string };
    words.set(key, word);
  }
  const digests = database.prepare('SELECT DISTINCT sha256 FROM content').all();
  return { words, digests: new Set(digests.map(({ sha256 }) => String(sha256))) };
}

function contentsIn(database: DatabaseSync): InternalContent[] {
  const rows = database.prepare('SELECT key, path, sha256, shingles FROM content ORDER BY id').all();
  return rows.map(({ key, path, sha256, shingles }) => ({
    key: String(key),
    path: String(path),
    sha256: String(sha256),
    shingles: new Uint32Array(Uint8Array.from(shingles as Uint8Array).buffer),
  }));
}

function store(database: DatabaseSync, { words, removed, published, internal }: RestrictionChanges): void {
  prepare(database);
  inTransaction(database, () => {
    for (const [key, word] of words) storeWord(database, key, word);
    const remove = database.prepare('DELETE FROM document WHERE key = ?');
    for (const key of removed) remove.run(key);
    const publish = database.prepare('DELETE FROM content WHERE key = ? OR sha256 = ?');
    for (const { key, sha256 } of published) publish.run(key, sha256);
    const isKept = database.prepare('SELECT 1 FROM content WHERE key = ? AND sha256 = ?');
    const forget = database.prepare(
      'DELETE FROM content WHERE key = ?1 AND id NOT IN (SELECT id FROM content WHERE key = ?1 ORDER BY id DESC LIMIT ?2)',
    );
    for (const { path, sha256, text } of internal) {
      const key = pathKey(path);
      if (isKept.get(key, sha256) !== undefined) continue;
      storeContent(database, { key, path, sha256, shingles: shinglesOf(text) });
      forget.run(key, MAX_CONTENTS);
    }
  });
}

function storeWord(database: DatabaseSync, key: string, { path, sha256, audience, saidBy }: LastWord): void {
  database
    .prepare('INSERT OR REPLACE INTO document (key, path, sha256, audience, said_by) VALUES (?, ?, ?, ?, ?)')
    .run(key, path, sha256, audience, saidBy);
}

function storeContent(database: DatabaseSync, { key, path, sha256, shingles }: InternalContent): void {
  database
    .prepare('INSERT OR IGNORE INTO content (key, path, sha256, shingles) VALUES (?, ?, ?, ?)')
    .run(key, path, sha256, new Uint8Array(shingles.buffer, shingles.byteOffset, shingles.byteLength));
}

function prepare(database: DatabaseSync): void {
  database.exec(TABLES);
}

function describe(err: unknown): string {
  return err instanceof Error ? err.message : String(err);
}
