import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writing } from '../../index/database.ts';
import type { DocumentIndex } from '../../index/document-index.ts';
import { seedsIdOf } from '../../index/manifest.ts';
import { readSnapshot, readSnapshotIds, writeSnapshot } from '../../index/snapshot.ts';
import { folderWith, temporaryFolder } from '../support/folders.ts';
import { contentOf, indexOf } from '../support/indexes.ts';

const FILE = 'index.db';
const REPLACES = { keepsPrevious: false };

function smallIndex(text = 'Hunan builds roads. 湖南建设互联网。'): Promise<DocumentIndex> {
  return indexOf({ 'a.txt': text });
}

async function keysIn(dataDir: string): Promise<unknown[]> {
  return writing(dataDir, (database) =>
    database
      .prepare('SELECT key FROM document')
      .all()
      .map(({ key }) => key),
  );
}

const keysOf = (index: DocumentIndex): string[] => Array.from(index.search.documents, ({ key }) => key);

describe('writeSnapshot and readSnapshot', () => {
  it('give back the index that was stored', async () => {
    const index = await smallIndex();
    const dataDir = join(temporaryFolder(), 'new', 'folder');
    const sizeBytes = await writeSnapshot(dataDir, index, REPLACES);
    expect(statSync(join(dataDir, FILE)).size).toBe(sizeBytes);
    const read = await readSnapshot(dataDir);
    if (read.outcome !== 'read') throw new Error(read.outcome);
    expect(read.sizeBytes).toBe(sizeBytes);
    expect(read.index.id).toBe(index.id);
    expect(contentOf(read.index)).toEqual(contentOf(index));
    expect(readSnapshotIds(dataDir)).toEqual({ indexId: index.id, seedsId: seedsIdOf(index.seeds.files) });
  });

  it('leave one file, with what the last index holds and, if it is to be kept, the one before', async () => {
    const dataDir = temporaryFolder();
    const [first, second, third] = await Promise.all(['One.', 'Two.', 'Three.'].map(smallIndex));
    if (first === undefined || second === undefined || third === undefined) throw new Error('no index');
    await writeSnapshot(dataDir, first, REPLACES);
    await writeSnapshot(dataDir, second, { keepsPrevious: true });
    expect((await keysIn(dataDir)).sort()).toEqual([...keysOf(first), ...keysOf(second)].sort());
    await writeSnapshot(dataDir, third, { keepsPrevious: true });
    expect(readdirSync(dataDir)).toEqual([FILE]);
    expect((await keysIn(dataDir)).sort()).toEqual([...keysOf(second), ...keysOf(third)].sort());
    expect(await readSnapshot(dataDir)).toMatchObject({ outcome: 'read', index: { id: third.id } });
    expect(await readSnapshot(dataDir, 'previous')).toMatchObject({
      outcome: 'read',
      index: { id: second.id },
    });
  });

  it('store nothing where what is stored alongside fails', async () => {
    const dataDir = temporaryFolder();
    const index = await smallIndex();
    await writeSnapshot(dataDir, index, REPLACES);
    const storing = writeSnapshot(dataDir, await smallIndex('Two.'), { keepsPrevious: true }, () => {
      throw new Error('no room');
    });
    await expect(storing).rejects.toThrow('no room');
    expect(await readSnapshot(dataDir)).toMatchObject({ outcome: 'read', index: { id: index.id } });
    expect(await readSnapshot(dataDir, 'previous')).toEqual({ outcome: 'missing' });
  });

  it('share the database between writers at the same moment', async () => {
    const dataDir = temporaryFolder();
    const indexes = await Promise.all(['One.', 'Two.', 'Three.'].map(smallIndex));
    await Promise.all(indexes.map((index) => writeSnapshot(dataDir, index, REPLACES)));
    const read = await readSnapshot(dataDir);
    expect(indexes.map(({ id }) => id)).toContain(read.outcome === 'read' ? read.index.id : read.outcome);
  });
});

describe('readSnapshot', () => {
  it.each([
    ['folder', () => join(temporaryFolder(), 'missing')],
    ['file', () => temporaryFolder()],
  ])('says so if there is no such %s', async (_what, dataDir) => {
    expect(await readSnapshot(dataDir())).toEqual({ outcome: 'missing' });
  });

  it.each([
    ['another version', 'PRAGMA user_version = 1', { outcome: 'missing' }],
    ['another version of ICU', `UPDATE snapshot SET icu = '0.1'`, { outcome: 'missing' }],
    ['another checksum', `UPDATE snapshot SET sha256 = 'x'`, /checksum does not match/],
    ['another id', `UPDATE snapshot SET index_id = 'x'`, /its id does not match/],
    ['a document less', 'DELETE FROM document', /one of its documents is missing/],
    ['another document', 'UPDATE document SET content = zeroblob(9)', /checksum does not match/],
  ])('does not use a snapshot with %s', async (_what, sql, expected) => {
    const dataDir = temporaryFolder();
    await writeSnapshot(dataDir, await smallIndex(), REPLACES);
    await writing(dataDir, (database) => database.exec(sql));
    const read = await readSnapshot(dataDir);
    if (expected instanceof RegExp)
      expect(read).toEqual({ outcome: 'unusable', reason: expect.stringMatching(expected) });
    else expect(read).toEqual(expected);
  });

  it.each(['null\n', 'index', '\0'.repeat(100), 'SQLite format 3\0'])('does not use %j', async (content) => {
    expect((await readSnapshot(folderWith({ [FILE]: content }))).outcome).toBe('unusable');
  });

  it('never reads other content from a file that was damaged or cut short anywhere', async () => {
    const dataDir = temporaryFolder();
    const index = await smallIndex();
    await writeSnapshot(dataDir, index, REPLACES);
    const bytes = readFileSync(join(dataDir, FILE));
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 }), async (at, flipped) => {
        const changed = Buffer.from(flipped === 0 ? bytes.subarray(0, at) : bytes);
        if (flipped !== 0) changed[at] = (changed[at] ?? 0) ^ flipped;
        writeFileSync(join(dataDir, FILE), changed);
        const read = await readSnapshot(dataDir);
        if (read.outcome === 'read') expect(contentOf(read.index)).toEqual(contentOf(index));
        else expect(read.outcome).toMatch(/^(?:unusable|missing)$/);
      }),
      { numRuns: 300 },
    );
  });
});

describe('writeSnapshot', () => {
  it('rejects where the folder cannot be made', async () => {
    const folder = folderWith({ data: 'a file in its place' });
    await expect(writeSnapshot(join(folder, 'data'), await smallIndex(), REPLACES)).rejects.toThrow('EEXIST');
    expect(readFileSync(join(folder, 'data'), 'utf8')).toBe('a file in its place');
  });

  it('moves a folder in its place aside, and leaves what is in it', async () => {
    const dataDir = folderWith({ [`${FILE}/inside`]: 'x' });
    const index = await smallIndex();
    await writeSnapshot(dataDir, index, REPLACES);
    expect(await readSnapshot(dataDir)).toMatchObject({ outcome: 'read', index: { id: index.id } });
    const aside = readdirSync(dataDir).find((name) => name !== FILE) ?? '';
    expect(readdirSync(join(dataDir, aside))).toEqual(['inside']);
  });

  it('puts a database in the place of what is none', async () => {
    const dataDir = folderWith({
      [FILE]: 'no database, but long enough to be taken for something'.repeat(20),
    });
    const index = await smallIndex();
    await writeSnapshot(dataDir, index, REPLACES);
    expect(await readSnapshot(dataDir)).toMatchObject({ outcome: 'read', index: { id: index.id } });
  });
});
