import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../index/manifest.ts';
import { VectorStore } from '../../../index/meaning/vector-store.ts';
import { DIMENSIONS, type Vector } from '../../../index/meaning/vectors.ts';
import { temporaryFolder } from '../../support/folders.ts';

/** Vectors of these numbers' own, by digest. */
function vectorsFor(numbers: Iterable<number>): Map<string, Vector> {
  return new Map(
    [...numbers].map((number) => [
      sha256(`unit ${number}`).slice(0, 32),
      Int8Array.from({ length: DIMENSIONS }, (_, i) => ((i * 31 + number * 7) % 255) - 127),
    ]),
  );
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
const fileOf = (dataDir: string): string => join(dataDir, 'vectors.db');

/** A folder where an index needs these vectors, which are there. */
function stored(vectors: ReadonlyMap<string, Vector>): string {
  const dataDir = temporaryFolder();
  const store = new VectorStore(dataDir);
  store.need('first', [...vectors.keys()]);
  store.write(vectors);
  return dataDir;
}

describe('stored vectors', () => {
  it('are there for the next process', () => {
    const vectors = vectorsFor(range(0, 50));
    const dataDir = stored(vectors);
    expect(new VectorStore(dataDir).read([...vectors.keys(), 'f'.repeat(32)])).toEqual(vectors);
  });

  it('are none where nothing was stored', () => {
    const dataDir = join(temporaryFolder(), 'not there');
    expect(new VectorStore(dataDir).read(['f'.repeat(32)])).toEqual(new Map());
  });

  it('take no more than 500 bytes each, also after many edits', () => {
    const dataDir = temporaryFolder();
    const store = new VectorStore(dataDir);
    for (let edit = 0; edit < 10; edit += 1) {
      const needed = vectorsFor([...range(100 * edit, 1_000), ...range(10_000, 10_000 + 100 * edit)]);
      store.need(`index ${edit}`, [...needed.keys()]);
      store.write(needed);
      store.tidy();
      expect(store.read([...needed.keys()])).toEqual(needed);
    }
    // Those of the index before are there as well.
    expect(statSync(fileOf(dataDir)).size).toBeLessThan(500 * 1_100 + 2 ** 17);
  });

  it('stay while the index in use or the one before needs them', () => {
    const dataDir = temporaryFolder();
    const store = new VectorStore(dataDir);
    const kept = (): number => store.read([...vectorsFor(range(0, 40)).keys()]).size;
    for (const [id, from] of [
      ['a', 0],
      ['b', 10],
      ['b', 10],
      ['c', 20],
    ] as const) {
      const vectors = vectorsFor(range(from, from + 10));
      store.need(id, [...vectors.keys()]);
      store.write(vectors);
      store.tidy();
    }
    expect(kept()).toBe(20);
    // Back to the one before: that is needed as long as any.
    store.need('b', [...vectorsFor(range(10, 20)).keys()]);
    store.need('d', [...vectorsFor(range(30, 40)).keys()]);
    store.tidy();
    expect(store.read([...vectorsFor(range(10, 20)).keys()]).size).toBe(10);
    expect(kept()).toBe(10);
  });

  it('are shared by processes that write at the same time', () => {
    const dataDir = temporaryFolder();
    const [one, other] = [new VectorStore(dataDir), new VectorStore(dataDir)];
    for (let at = 0; at < 100; at += 10) {
      one.write(vectorsFor(range(at, at + 10)));
      other.write(vectorsFor(range(at, at + 20)));
    }
    const all = vectorsFor(range(0, 110));
    expect(one.read([...all.keys()])).toEqual(all);
    expect(other.read([...all.keys()])).toEqual(all);
  });
});

describe('a file that is not as it was written', () => {
  const vectors = vectorsFor(range(0, 120));
  const sound = readFileSync(fileOf(stored(vectors)));

  /** Never gives a wrong vector, and is as good as new once something was stored. */
  function mends(dataDir: string): void {
    const store = new VectorStore(dataDir);
    for (const [digest, vector] of store.read([...vectors.keys()]))
      expect(vector).toEqual(vectors.get(digest));
    store.need('second', [...vectors.keys()]);
    store.write(vectors);
    store.tidy();
    const missing = new Map(vectors);
    const after = new VectorStore(dataDir);
    for (const digest of after.read([...vectors.keys()]).keys()) missing.delete(digest);
    after.write(missing);
    expect(new VectorStore(dataDir).read([...vectors.keys()])).toEqual(vectors);
  }

  it('gives way to a new one, whatever byte is another one', () => {
    fc.assert(
      fc.property(fc.nat(sound.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const dataDir = temporaryFolder();
        const bytes = Buffer.from(sound);
        bytes[at] = (bytes[at] ?? 0) ^ mask;
        writeFileSync(fileOf(dataDir), bytes);
        mends(dataDir);
      }),
      {
        numRuns: 100,
        examples: [
          [64_564, 128],
          [48_338, 128],
        ],
      },
    );
  });

  it.each<[string, (file: string) => void]>([
    ['that is cut off', (file) => writeFileSync(file, sound.subarray(0, sound.length / 2))],
    ['that is no database', (file) => writeFileSync(file, 'something else\n'.repeat(999))],
    ['that is empty', (file) => writeFileSync(file, '')],
    ['that is a folder', (file) => mkdirSync(join(file, 'inside'), { recursive: true })],
    [
      'that is a database of somebody else',
      (file) => {
        using database = new DatabaseSync(file);
        database.exec('CREATE TABLE unit (id INTEGER PRIMARY KEY, name TEXT)');
      },
    ],
    [
      'that another version stored',
      (file) => {
        writeFileSync(file, sound);
        using database = new DatabaseSync(file);
        database.exec('PRAGMA user_version = 99');
      },
    ],
  ])('gives way to a new one: one %s', (_what, put) => {
    const dataDir = temporaryFolder();
    put(fileOf(dataDir));
    mends(dataDir);
  });

  it.each<[string, (file: string) => void, RegExp]>([
    [
      'another program stored',
      (file) => {
        using database = new DatabaseSync(file);
        database.exec("CREATE TABLE invoice (what TEXT); INSERT INTO invoice VALUES ('three chairs')");
      },
      /three chairs/,
    ],
    ['is no database', (file) => writeFileSync(file, 'three chairs'), /^three chairs$/],
  ])('is set aside under another name, whole, if it is what %s', (_what, put, content) => {
    const dataDir = temporaryFolder();
    put(fileOf(dataDir));
    mends(dataDir);
    const aside = readdirSync(dataDir).filter((name) => name !== 'vectors.db');
    expect(aside).toEqual([expect.stringMatching(/^vectors\.db\.\d+$/)]);
    expect(readFileSync(join(dataDir, aside[0] ?? ''), 'latin1')).toMatch(content);
  });

  it('is not kept if it is of another version of ours', () => {
    const dataDir = temporaryFolder();
    writeFileSync(fileOf(dataDir), sound);
    {
      using database = new DatabaseSync(fileOf(dataDir));
      database.exec('PRAGMA user_version = 99');
    }
    mends(dataDir);
    expect(readdirSync(dataDir)).toEqual(['vectors.db']);
  });

  it('stays where it is only locked by another process', () => {
    const dataDir = stored(vectors);
    using other = new DatabaseSync(fileOf(dataDir));
    other.exec('BEGIN EXCLUSIVE');
    const store = new VectorStore(dataDir);
    expect(store.read([...vectors.keys()]).size).toBe(0);
    expect(() => store.write(vectors)).toThrow('locked');
    other.exec('ROLLBACK');
    expect(store.read([...vectors.keys()])).toEqual(vectors);
  });

  it('is told of where the folder cannot be written to', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    expect(() => new VectorStore(join(file, 'below')).write(vectors)).toThrow('ENOTDIR');
  });
});
