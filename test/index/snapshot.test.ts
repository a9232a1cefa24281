import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildIndex, type DocumentIndex } from '../../index/document-index.ts';
import { FORMAT_VERSION, sha256 } from '../../index/manifest.ts';
import { readSeeds } from '../../index/seeds.ts';
import { readSnapshot, writeSnapshot } from '../../index/snapshot.ts';
import { folderWith, temporaryFolder } from '../support/folders.ts';
import { indexOf } from '../support/indexes.ts';
import { equally } from '../support/terms.ts';

const FILE = 'index.snapshot';
/** Beyond the largest process id any system gives. */
const NO_PROCESS = 999_999_999;

async function smallIndex(text = 'Hunan builds roads. 湖南建设互联网。'): Promise<DocumentIndex> {
  return buildIndex(await readSeeds({ seedsDir: folderWith({ 'a.txt': text }), maxDocumentBytes: 100_000 }));
}

/** All that an index holds, as far as it can be compared: MiniSearch stores its terms in no fixed order. */
function contentOf({ seeds, search }: DocumentIndex): unknown {
  const words = [...search.wordCounts];
  const hits = words.map(([word]) => search.search(equally(word), 10));
  return { seeds, passages: search.passages, words, hits };
}

async function expectUnusable(dataDir: string, reason: string): Promise<void> {
  expect(await readSnapshot(dataDir)).toEqual({
    outcome: 'unusable',
    reason: expect.stringContaining(reason),
  });
}

describe('writeSnapshot and readSnapshot', () => {
  it('give back the index that was stored', async () => {
    const index = await smallIndex();
    const dataDir = join(temporaryFolder(), 'new', 'folder');
    const sizeBytes = await writeSnapshot(dataDir, index, { keepsPrevious: false });
    expect(readFileSync(join(dataDir, FILE)).byteLength).toBe(sizeBytes);
    const read = await readSnapshot(dataDir);
    if (read.outcome !== 'read') throw new Error(read.outcome);
    expect(read.sizeBytes).toBe(sizeBytes);
    expect(read.index.id).toBe(index.id);
    expect(contentOf(read.index)).toEqual(contentOf(index));
  });

  it('leave one file, that of the last index stored', async () => {
    const dataDir = temporaryFolder();
    const last = await smallIndex('Another text.');
    await writeSnapshot(dataDir, await smallIndex(), { keepsPrevious: false });
    await writeSnapshot(dataDir, last, { keepsPrevious: false });
    expect(readdirSync(dataDir)).toEqual([FILE]);
    expect(await readSnapshot(dataDir)).toMatchObject({ outcome: 'read', index: { id: last.id } });
  });

  it('remove what processes left behind that are gone, and nothing else', async () => {
    const others = [`${FILE}.${process.ppid}.tmp`, `${FILE}.tmp`, 'notes.txt', `x${FILE}.${NO_PROCESS}.tmp`];
    const dataDir = folderWith(
      Object.fromEntries([`${FILE}.${NO_PROCESS}.tmp`, ...others].map((name) => [name, 'x'])),
    );
    await writeSnapshot(dataDir, await smallIndex(), { keepsPrevious: false });
    expect(readdirSync(dataDir).sort()).toEqual([FILE, ...others].sort());
  });
});

describe('readSnapshot', () => {
  it.each([
    ['folder', () => join(temporaryFolder(), 'missing')],
    ['file', () => temporaryFolder()],
  ])('says so if there is no such %s', async (_what, dataDir) => {
    expect(await readSnapshot(dataDir())).toEqual({ outcome: 'missing' });
  });

  it('says so if it cannot be read', async () => {
    const dataDir = temporaryFolder();
    mkdirSync(join(dataDir, FILE));
    await expectUnusable(dataDir, 'it cannot be read (EISDIR)');
  });

  it.each([
    ['version', { formatVersion: FORMAT_VERSION + 1 }, { outcome: 'outdated' }],
    ['version of ICU', { icu: '0.1' }, { outcome: 'outdated' }],
    ['checksum', { sha256: sha256('x') }, { outcome: 'unusable', reason: 'its checksum does not match' }],
  ])('does not use a snapshot with another %s', async (_what, change, read) => {
    const dataDir = temporaryFolder();
    await writeSnapshot(dataDir, await smallIndex(), { keepsPrevious: false });
    const content = readFileSync(join(dataDir, FILE), 'utf8');
    const headerEnd = content.indexOf('\n');
    const header = { ...JSON.parse(content.slice(0, headerEnd)), ...change };
    writeFileSync(join(dataDir, FILE), JSON.stringify(header) + content.slice(headerEnd));
    expect(await readSnapshot(dataDir)).toEqual(read);
  });

  it.each(['', '\n', 'null\n', '{}', '[]\n[]', 'index', '\0'.repeat(100)])(
    'does not use %j',
    async (content) => {
      expect((await readSnapshot(folderWith({ [FILE]: content }))).outcome).toMatch(
        /^(?:unusable|outdated)$/,
      );
    },
  );

  it('never reads other content from a file of which any byte is changed', async () => {
    const dataDir = temporaryFolder();
    const index = await smallIndex();
    await writeSnapshot(dataDir, index, { keepsPrevious: false });
    const bytes = readFileSync(join(dataDir, FILE));
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flipped) => {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ flipped;
        writeFileSync(join(dataDir, FILE), changed);
        const read = await readSnapshot(dataDir);
        if (read.outcome === 'read') expect(contentOf(read.index)).toEqual(contentOf(index));
        else expect(read.outcome).toMatch(/^(?:unusable|outdated)$/);
        if (at > bytes.indexOf('\n')) expect(read.outcome).toBe('unusable');
      }),
      { numRuns: 300 },
    );
  });

  it('never uses a file that is cut short or goes on', async () => {
    const dataDir = temporaryFolder();
    await writeSnapshot(dataDir, await smallIndex(), { keepsPrevious: false });
    const bytes = readFileSync(join(dataDir, FILE));
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.uint8Array({ minLength: 1 }), async (end, more) => {
        writeFileSync(join(dataDir, FILE), bytes.subarray(0, end));
        expect((await readSnapshot(dataDir)).outcome).toBe('unusable');
        writeFileSync(join(dataDir, FILE), Buffer.concat([bytes, more]));
        expect((await readSnapshot(dataDir)).outcome).toBe('unusable');
      }),
    );
  });
});

describe('writeSnapshot', () => {
  it('rejects where the folder cannot be made', async () => {
    const folder = folderWith({ data: 'a file in its place' });
    await expect(
      writeSnapshot(join(folder, 'data'), await smallIndex(), { keepsPrevious: false }),
    ).rejects.toThrow('EEXIST');
    expect(readFileSync(join(folder, 'data'), 'utf8')).toBe('a file in its place');
  });

  it('rejects where the file cannot be replaced, and leaves what is there', async () => {
    const dataDir = folderWith({ [`${FILE}/inside`]: 'x' });
    await expect(writeSnapshot(dataDir, await smallIndex(), { keepsPrevious: false })).rejects.toThrow(
      'EISDIR',
    );
    expect(existsSync(join(dataDir, FILE, 'inside'))).toBe(true);
  });
});

it('leaves no temporary file behind where it cannot replace the snapshot', async () => {
  const dataDir = folderWith({ 'index.snapshot/in-the-way': '' });
  await expect(
    writeSnapshot(dataDir, await indexOf({ 'a.txt': 'Title\n\nText of it.\n' }), { keepsPrevious: false }),
  ).rejects.toThrow();
  expect(readdirSync(dataDir)).toEqual(['index.snapshot']);
});
