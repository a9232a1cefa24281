import type { DatabaseSync } from 'node:sqlite';
import { deserialize, serialize } from 'node:v8';
import type { AnalyzedDocument } from './analyzed-document.ts';
import { inTransaction, openToRead, sizeOf, writing } from './database.ts';
import { type DocumentIndex, restoreIndex } from './document-index.ts';
import { documentsIdOf } from './index-id.ts';
import { indexIdOf, manifestOf, seedsIdOf, sha256 } from './manifest.ts';
import { Pace } from './pace.ts';
import type { Seeds } from './seeds.ts';

/** `previous` is what `current` replaced. */
type SnapshotName = 'current' | 'previous';

/** What no snapshot holds any more, or a process stored before it was killed. */
const REMOVE_LEFT_OVER =
  'DELETE FROM document WHERE key NOT IN (SELECT value FROM snapshot, json_each(snapshot.keys))';

/** What is stored of an index beside its documents. */
type StoredSeeds = Omit<Seeds, 'documents'>;

type SnapshotRow = { index_id: string; icu: string; sha256: string; seeds: string; keys: string };
/** A document's terms, with lists of words as `List`s. */
type StoredTerms<List> = Omit<AnalyzedDocument['terms'], 'terms' | 'words' | 'namePairs'> &
  Readonly<Record<'terms' | 'words' | 'namePairs', List>>;
type StoredDocument = Omit<AnalyzedDocument, 'terms'> & { readonly terms: StoredTerms<string> };

type DocumentRow = { sha256: string; content: Uint8Array };

export type ReadSnapshot =
  | { readonly outcome: 'read'; readonly index: DocumentIndex; readonly sizeBytes: number }
  /** There is none, or one that another version of plancite wrote, or under another one of ICU. */
  | { readonly outcome: 'missing' }
  /** `reason` says what is wrong with it; it must not be used. */
  | { readonly outcome: 'unusable'; readonly reason: string };

/**
 * Reads the snapshot in `dataDir`. One that is damaged is told from a good one by its digests, and never loaded.
 * @param before an index, documents of which need not be read again
 */
export async function readSnapshot(
  dataDir: string,
  name: SnapshotName = 'current',
  before: DocumentIndex | null = null,
): Promise<ReadSnapshot> {
  try {
    using database = openToRead(dataDir);
    const row = database?.prepare('SELECT * FROM snapshot WHERE name = ?').get(name) as
      | SnapshotRow
      | undefined;
    // Chinese is cut into words by ICU's dictionary: terms of one version are not those of another.
    if (database === null || row === undefined || row.icu !== process.versions.icu)
      return { outcome: 'missing' };
    verify(row.seeds + row.keys, row.sha256);
    const seeds = JSON.parse(row.seeds) as StoredSeeds;
    if (row.index_id !== indexIdOf(manifestOf(seeds.files, seeds))) throw new Error('its id does not match');
    const documents = await readDocuments(database, JSON.parse(row.keys), before);
    const sizeBytes = sizeOf(database);
    const index = await restoreIndex(
      { ...seeds, documents: documents.map(({ document }) => document) },
      documents,
      before,
    );
    return { outcome: 'read', index, sizeBytes };
  } catch (err) {
    return { outcome: 'unusable', reason: err instanceof Error ? err.message : String(err) };
  }
}

async function readDocuments(
  database: DatabaseSync,
  keys: readonly string[],
  before: DocumentIndex | null,
): Promise<AnalyzedDocument[]> {
  const pace = new Pace();
  const known = new Map<string, AnalyzedDocument>();
  for (const document of before?.search.documents ?? []) known.set(document.key, document);
  const select = database.prepare('SELECT sha256, content FROM document WHERE key = ?');
  const documents: AnalyzedDocument[] = [];
  for (const key of keys) {
    documents.push(known.get(key) ?? readDocument(select.get(key) as DocumentRow | undefined));
    if (pace.isDue) await pace.rest();
  }
  return documents;
}

function readDocument(row: DocumentRow | undefined): AnalyzedDocument {
  if (row === undefined) throw new Error('one of its documents is missing');
  verify(row.content, row.sha256);
  const stored = deserialize(row.content) as StoredDocument;
  return { ...stored, terms: withLists(stored.terms, split) };
}

/** The digest vouches that this is what was stored. */
function verify(content: string | Uint8Array, digest: string): void {
  if (sha256(content) !== digest) throw new Error('its checksum does not match');
}

/** Ids of an index and of the files it was made from. */
export type SnapshotIds = { readonly indexId: string; readonly seedsId: string };

/** Those of the index stored in `dataDir`, without reading it; `null` if there is none that tells. */
export function readSnapshotIds(dataDir: string): SnapshotIds | null {
  try {
    using database = openToRead(dataDir);
    const row = database?.prepare(`SELECT index_id, seeds_id FROM snapshot WHERE name = 'current'`).get();
    return row === undefined ? null : { indexId: String(row.index_id), seedsId: String(row.seeds_id) };
  } catch {
    return null; // What is wrong with it is told where it is read.
  }
}

/**
 * Stores an index in place of the current one. Its documents come first, in many small transactions, so that others can
 * read and write meanwhile and the event loop does not stand still; those that are there already cost no more than a
 * look.
 * @param keepsPrevious whether the one replaced stays as the previous one
 * @param trusts whether documents that are there already are as they should be; else they are stored anew
 * @param isSound `false` if what is stored is known to be damaged; then nothing of it stays but reports
 * @param alongside stores what is to be stored with it or not at all
 * @returns bytes of the database
 * @throws {Error} from the file system and SQLite; what was stored before is left as it was
 */
export async function writeSnapshot(
  dataDir: string,
  index: DocumentIndex,
  {
    keepsPrevious,
    trusts = true,
    isSound = true,
  }: { readonly keepsPrevious: boolean; readonly trusts?: boolean; readonly isSound?: boolean },
  alongside: (database: DatabaseSync) => void = () => {},
): Promise<number> {
  const write = async (database: DatabaseSync): Promise<number> => {
    const pace = new Pace();
    const missing = trusts
      ? missingDocuments(database, index.search.documents)
      : index.search.documents[Symbol.iterator]();
    for (let next = missing.next(); !next.done; await pace.rest()) {
      inTransaction(database, () => {
        for (; !next.done && !pace.isDue; next = missing.next()) storeDocument(database, next.value);
      });
    }
    inTransaction(database, () => {
      // Another process may have taken some for left over.
      for (const document of missingDocuments(database, index.search.documents))
        storeDocument(database, document);
      replaceCurrent(database, index, keepsPrevious);
      alongside(database);
    });
    database.exec(REMOVE_LEFT_OVER);
    return sizeOf(database);
  };
  return writing(dataDir, write, isSound);
}

function replaceCurrent(database: DatabaseSync, index: DocumentIndex, keepsPrevious: boolean): void {
  const { documents: _, ...storedSeeds } = index.seeds;
  const seeds = JSON.stringify(storedSeeds satisfies StoredSeeds);
  const keys = JSON.stringify(Array.from(index.search.documents, ({ key }) => key));
  if (keepsPrevious)
    database.exec(`DELETE FROM snapshot WHERE name = 'previous';
      UPDATE snapshot SET name = 'previous' WHERE name = 'current'`);
  database
    .prepare(
      `INSERT OR REPLACE INTO snapshot (name, index_id, seeds_id, icu, sha256, seeds, keys)
        VALUES ('current', ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      documentsIdOf(index.id),
      seedsIdOf(index.seeds.files),
      process.versions.icu ?? '',
      sha256(seeds + keys),
      seeds,
      keys,
    );
}

function* missingDocuments(
  database: DatabaseSync,
  documents: Iterable<AnalyzedDocument>,
): Generator<AnalyzedDocument> {
  const rows = database.prepare('SELECT key FROM document').all();
  const stored = new Set(rows.map(({ key }) => key));
  for (const document of documents) if (!stored.has(document.key)) yield document;
}

function storeDocument(database: DatabaseSync, { key, document, passages, terms }: AnalyzedDocument): void {
  const content = serialize({ key, document, passages, terms: withLists(terms, (list) => list.join('\n')) });
  database
    .prepare('INSERT OR REPLACE INTO document (key, sha256, content) VALUES (?, ?, ?)')
    .run(key, sha256(content), content);
}

/** Terms and words are stored as one text each: a document may have hundreds of thousands, and each alone takes time. */
function withLists<From, To>(
  { terms, words, namePairs, ...numbers }: StoredTerms<From>,
  change: (list: From) => To,
): StoredTerms<To> {
  return { ...numbers, terms: change(terms), words: change(words), namePairs: change(namePairs) };
}

function split(list: string): string[] {
  return list === '' ? [] : list.split('\n');
}
