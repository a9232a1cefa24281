import { DatabaseSync } from 'node:sqlite';
import MiniSearch from 'minisearch';
import { analyze } from '../../index/analyzer.ts';
import { buildIndex, type DocumentIndex } from '../../index/document-index.ts';
import { unrestricted } from '../../index/restricted-index.ts';
import { readSeeds, type SeedSource } from '../../index/seeds.ts';
import { readSnapshot, writeSnapshot } from '../../index/snapshot.ts';
import { answerQuestion } from '../../src/answer.ts';
import type { Prepare } from './latencies.ts';

/** What is compared, built and ready to be asked. */
export type Engine = {
  readonly prepare: Prepare;
  readonly buildMs: number;
  readonly memoryBytes: number;
};

/** One that can be stored, with the time it takes to load it again. */
export type StoredEngine = Engine & { readonly loadMs: number };

const LIMIT = 10;

/** The whole way from the folder to the answer; the index is the one it answers from. */
export async function openPlancite(
  source: SeedSource,
  dataDir: string,
): Promise<{ engine: StoredEngine; index: DocumentIndex }> {
  const before = heapUsed();
  const { result: index, ms: buildMs } = await timed(async () => await buildIndex(await readSeeds(source)));
  const memoryBytes = heapUsed() - before;
  await writeSnapshot(dataDir, index, { keepsPrevious: false });
  const { ms: loadMs } = await timed(() => readSnapshot(dataDir));
  return { engine: { prepare: answerFrom(index), buildMs, loadMs, memoryBytes }, index };
}

export function answerFrom(index: DocumentIndex): Prepare {
  const now = new Date();
  return (text) => () => answerQuestion({ text, history: [] }, unrestricted(index), now);
}

/** SQLite's full-text search in memory: ten row ids by BM25, its default ranking. Its memory is not on the heap. */
export async function openFts5(index: DocumentIndex): Promise<Engine> {
  const texts = textsOf(index);
  const database = new DatabaseSync(':memory:');
  const { ms: buildMs } = await timed(() => {
    database.exec(`CREATE VIRTUAL TABLE passages USING fts5(text, tokenize = 'porter unicode61'); BEGIN`);
    const insert = database.prepare('INSERT INTO passages (text) VALUES (?)');
    for (const text of texts) insert.run(text);
    database.exec('COMMIT');
  });
  const size = database.prepare(
    'SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size',
  );
  const select = database.prepare(
    `SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ${LIMIT}`,
  );
  const prepare: Prepare = (question) => {
    const query = toFts5Query(question);
    return query === '' ? () => [] : () => select.all(query);
  };
  return { prepare, buildMs, memoryBytes: Number(size.get()?.bytes) };
}

/** Any of the question's words but those of grammar. */
function toFts5Query(question: string): string {
  const words = analyze(question).filter(({ stop }) => !stop);
  return [...new Set(words.map(({ word }) => `"${word}"`))].join(' OR ');
}

/** MiniSearch as it comes, with default options. */
export async function openMiniSearch(index: DocumentIndex): Promise<StoredEngine> {
  const passages = textsOf(index).map((text, id) => ({ id, text }));
  const options = { fields: ['text'], storeFields: ['text'] };
  const before = heapUsed();
  const { result: search, ms: buildMs } = await timed(() => {
    const built = new MiniSearch(options);
    built.addAll(passages);
    return built;
  });
  const memoryBytes = heapUsed() - before;
  const json = JSON.stringify(search);
  const { ms: loadMs } = await timed(() => MiniSearch.loadJSON(json, options));
  const prepare: Prepare = (question) => () => search.search(question).slice(0, LIMIT);
  return { prepare, buildMs, loadMs, memoryBytes };
}

function textsOf({ search, documents }: DocumentIndex): string[] {
  return search.passages.map(
    ({ documentPath, start, end }) => documents.get(documentPath)?.text.slice(start, end) ?? '',
  );
}

function heapUsed(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

async function timed<T>(work: () => Promise<T> | T): Promise<{ result: T; ms: number }> {
  const started = performance.now();
  const result = await work();
  return { result, ms: performance.now() - started };
}
