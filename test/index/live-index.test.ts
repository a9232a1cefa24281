import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentIndex } from '../../index/document-index.ts';
import { LiveIndex } from '../../index/live-index.ts';
import { folderWith, temporaryFolder } from '../support/folders.ts';
import { equally } from '../support/terms.ts';

const SNAPSHOT = 'index.snapshot';

function workplace(files: Readonly<Record<string, string>> = { 'a.txt': 'Hunan builds roads.' }) {
  const seedsDir = folderWith(files);
  const dataDir = join(temporaryFolder(), 'data');
  return {
    seedsDir,
    dataDir,
    open: (maxLoss = 1) => LiveIndex.open({ seedsDir, maxDocumentBytes: 100_000, dataDir, maxLoss }),
    write: (path: string, content: string) => writeFileSync(join(seedsDir, path), content),
    snapshot: join(dataDir, SNAPSHOT),
  };
}

function textsOf(index: DocumentIndex): string[] {
  return [...index.documents.values()].map((document) => document.text);
}

function found(index: DocumentIndex, term: string): string[] {
  return index.search.search(equally(term), 10).map((hit) => hit.passage.id);
}

describe('open', () => {
  it('builds the index the first time, and stores it', async () => {
    const place = workplace();
    const live = await place.open();
    expect(live.origin).toEqual({
      how: 'built',
      tookMs: expect.any(Number),
      report: expect.anything(),
      snapshotBytes: readFileSync(place.snapshot).byteLength,
      problems: [],
    });
    expect(found(live.current, 'road')).toEqual(['a.txt#0']);
  });

  it('loads the stored index while the seeds are unchanged', async () => {
    const place = workplace();
    const built = await place.open();
    const loaded = await place.open();
    expect(loaded.origin).toEqual({
      ...built.origin,
      how: 'loaded',
      tookMs: expect.any(Number),
      report: null,
    });
    expect(loaded.current.id).toBe(built.current.id);
    expect(found(loaded.current, 'road')).toEqual(['a.txt#0']);
  });

  it.each<[string, (place: ReturnType<typeof workplace>) => void, string[]]>([
    ['changed', (place) => place.write('a.txt', 'Henan.'), ['Henan.']],
    ['added', (place) => place.write('b.txt', 'Henan.'), ['Hunan builds roads.', 'Henan.']],
    ['removed', (place) => rmSync(join(place.seedsDir, 'a.txt')), []],
  ])('builds the index anew after a document was %s', async (_what, change, texts) => {
    const place = workplace();
    const before = await place.open();
    change(place);
    const after = await place.open();
    expect(after.origin).toMatchObject({ how: 'built', problems: [] });
    expect(after.current.id).not.toBe(before.current.id);
    expect(textsOf(after.current)).toEqual(texts);
    expect((await place.open()).origin.how).toBe('loaded');
  });

  it('builds the index anew, as a matter of course, if another version stored it', async () => {
    const place = workplace();
    await place.open();
    const content = readFileSync(place.snapshot, 'utf8');
    writeFileSync(place.snapshot, content.replace(/"formatVersion":\d+/, '"formatVersion":0'));
    expect((await place.open()).origin).toMatchObject({
      how: 'built',
      problems: [],
    });
    expect((await place.open()).origin).toMatchObject({ how: 'loaded', problems: [] });
  });

  it('never uses damaged content, whatever the damage, and mends it', async () => {
    const place = workplace();
    await place.open();
    const bytes = readFileSync(place.snapshot);
    const payloadStart = bytes.indexOf('\n') + 1;
    const damage = fc.record({
      at: fc.nat(bytes.length - 1),
      flipped: fc.integer({ min: 0, max: 255 }),
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ at, flipped }) => {
        const damaged = Buffer.from(flipped === 0 ? bytes.subarray(0, at) : bytes);
        if (flipped !== 0) damaged[at] = (damaged[at] ?? 0) ^ flipped;
        writeFileSync(place.snapshot, damaged);
        const live = await place.open();
        expect(textsOf(live.current)).toEqual(['Hunan builds roads.']);
        expect(found(live.current, 'road')).toEqual(['a.txt#0']);
        if (flipped === 0 || at >= payloadStart) {
          expect(live.origin.how).toBe('built');
          expect(live.problems).toEqual([expect.stringMatching(/^the stored index was not used: it/)]);
          expect(readFileSync(place.snapshot).equals(bytes)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('uses the index from memory, and says so, where it cannot be stored', async () => {
    const place = workplace();
    writeFileSync(place.dataDir, 'a file in its place');
    const live = await place.open();
    expect(live.origin).toMatchObject({
      how: 'built',
      snapshotBytes: null,
      problems: [
        'the stored index was not used: it cannot be read (ENOTDIR)',
        expect.stringMatching(
          /^the index could not be stored in .*data \(EEXIST.*\); it is used from memory$/,
        ),
      ],
    });
    expect(found(live.current, 'road')).toEqual(['a.txt#0']);
  });

  it.each([
    ['the catalog is broken', { 'catalog.yaml': 'documents: [' }, 'CATALOG_INVALID'],
    ['the glossary is broken', { 'glossary.yaml': '- [' }, 'GLOSSARY_INVALID'],
  ])('rejects if %s, and stores nothing', async (_what, files, code) => {
    const place = workplace(files);
    await expect(place.open()).rejects.toMatchObject({ code });
    expect(existsSync(place.snapshot)).toBe(false);
  });

  it('keeps the stored index, and says why, while the catalog is broken', async () => {
    const place = workplace();
    const { current } = await place.open();
    place.write('catalog.yaml', 'documents: [');
    const live = await place.open();
    expect(live.current.id).toBe(current.id);
    expect(live.problems).toEqual([expect.stringMatching(/^catalog\.yaml: .*the index in use was kept$/s)]);
    place.write('catalog.yaml', 'documents:');
    expect(await live.refresh({ force: false })).toMatchObject({ outcome: 'rebuilt' });
    expect(live.problems).toEqual([]);
  });

  it('rejects if the seeds folder is gone, even with a stored index', async () => {
    const place = workplace();
    await place.open();
    rmSync(place.seedsDir, { recursive: true });
    await expect(place.open()).rejects.toMatchObject({ code: 'SEEDS_UNREADABLE' });
  });
});

describe('refresh', () => {
  it('leaves the index as it is while the seeds are unchanged', async () => {
    const live = await workplace().open();
    const { current } = live;
    expect(await live.refresh({ force: false })).toMatchObject({
      outcome: 'unchanged',
      oldIndexId: current.id,
      newIndexId: current.id,
      changes: { added: [], changed: [], removed: [], renamed: [] },
    });
    expect(live.current).toBe(current);
  });

  it('swaps the new index in when a document has changed, and stores it', async () => {
    const place = workplace();
    const live = await place.open();
    const old = live.current;
    place.write('a.txt', 'Henan builds schools.');
    const report = await live.refresh({ force: false });
    expect(report).toMatchObject({ outcome: 'rebuilt', oldIndexId: old.id, newIndexId: live.current.id });
    expect(report.newIndexId).not.toBe(old.id);
    expect(report.changes.changed).toEqual([
      { path: 'a.txt', appeared: ['Henan builds schools.'], vanished: ['Hunan builds roads.'], moved: 0 },
    ]);
    expect(await live.reports()).toEqual([expect.objectContaining({ oldIndexId: null }), report]);
    expect(found(live.current, 'school')).toEqual(['a.txt#0']);
    expect(found(old, 'road')).toEqual(['a.txt#0']);
    expect((await place.open()).origin.how).toBe('loaded');
  });

  it('builds the index anew if it is forced to', async () => {
    const live = await workplace().open();
    const { current } = live;
    expect(await live.refresh({ force: true })).toMatchObject({
      outcome: 'rebuilt',
      oldIndexId: current.id,
      newIndexId: current.id,
    });
    expect(live.current).not.toBe(current);
  });

  it('stores the index again where the stored one was removed', async () => {
    const place = workplace();
    const live = await place.open();
    rmSync(place.snapshot);
    await live.refresh({ force: true });
    expect(readFileSync(place.snapshot).byteLength).toBe(live.origin.snapshotBytes);
  });

  it('answers all calls during a refresh with exactly one more', async () => {
    const place = workplace();
    const live = await place.open();
    place.write('a.txt', 'Henan builds schools.');
    const first = live.refresh({ force: false });
    await new Promise(setImmediate);
    place.write('a.txt', 'Henan builds bridges.');
    const later = await Promise.all([1, 2, 3].map(() => live.refresh({ force: false })));
    expect((await first).outcome).toBe('rebuilt');
    expect(new Set(later).size).toBe(1);
    expect(found(live.current, 'bridg')).toEqual(['a.txt#0']);
    expect((await live.reports()).length).toBeLessThanOrEqual(3);
  });

  it('keeps the index if too much of it would be lost, says so once, and takes it when forced', async () => {
    const texts = ['Hunan builds roads.', 'Henan builds schools.', 'Hubei builds bridges.'];
    const place = workplace(Object.fromEntries(texts.map((text, i) => [`${i}.txt`, text])));
    const live = await place.open(0.5);
    const { current } = live;
    for (const name of ['0.txt', '1.txt']) rmSync(join(place.seedsDir, name));
    const report = await live.refresh({ force: false });
    expect(report).toMatchObject({
      outcome: 'kept',
      reason: expect.stringContaining('would lose 67 % of the passages (1 of 3 documents are left)'),
      changes: { removed: ['0.txt', '1.txt'] },
      newIndexId: current.id,
    });
    expect(live.current).toBe(current);
    expect(live.problems).toEqual([report.reason]);
    expect(await live.refresh({ force: false })).toMatchObject({ outcome: 'kept', reason: report.reason });
    expect(await live.reports()).toHaveLength(2);
    const again = await place.open(0.5);
    expect([again.current.id, again.problems]).toEqual([current.id, [report.reason]]);
    expect(await live.refresh({ force: true })).toMatchObject({ outcome: 'rebuilt' });
    expect(textsOf(live.current)).toEqual([texts[2]]);
    expect(live.problems).toEqual([]);
  });

  it('keeps the index in use until the new one is whole', async () => {
    const place = workplace();
    const live = await place.open();
    const { current } = live;
    place.write('a.txt', 'Henan builds schools.');
    const refreshing = live.refresh({ force: false });
    expect(live.current).toBe(current);
    await refreshing;
    expect(live.current).not.toBe(current);
  });

  it('rejects if the catalog is broken, keeps the old index, and works again once it is mended', async () => {
    const place = workplace();
    const live = await place.open();
    const { current, origin } = live;
    const snapshot = readFileSync(place.snapshot);
    place.write('a.txt', 'Henan builds schools.');
    place.write('catalog.yaml', 'documents: [');
    await expect(live.refresh({ force: false })).rejects.toMatchObject({ code: 'CATALOG_INVALID' });
    expect(live.current).toBe(current);
    expect(live.origin).toBe(origin);
    expect(readFileSync(place.snapshot).equals(snapshot)).toBe(true);
    place.write('catalog.yaml', 'documents:');
    expect(await live.refresh({ force: false })).toMatchObject({ outcome: 'rebuilt' });
    expect(found(live.current, 'school')).toEqual(['a.txt#0']);
  });

  it('uses the new index all the same where it cannot be stored', async () => {
    const place = workplace();
    const live = await place.open();
    rmSync(place.dataDir, { recursive: true });
    writeFileSync(place.dataDir, 'a file in its place');
    place.write('a.txt', 'Henan builds schools.');
    await live.refresh({ force: false });
    const { origin } = live;
    expect(origin).toMatchObject({ how: 'built', snapshotBytes: null });
    expect(origin.problems).toEqual([expect.stringContaining('it is used from memory')]);
    expect(found(live.current, 'school')).toEqual(['a.txt#0']);
  });
});

it('takes over what another process on the folder has built, instead of building it again', async () => {
  const place = workplace();
  const [one, two] = [await place.open(), await place.open()];
  place.write('a.txt', 'Henan builds schools.');
  await one.refresh({ force: false });
  expect(await two.refresh({ force: false })).toMatchObject({
    outcome: 'rebuilt',
    newIndexId: one.current.id,
  });
  expect(two.origin.how).toBe('loaded');
  expect(await two.reports()).toHaveLength(2);
});

describe('rolling back', () => {
  it('returns to the index before, until the documents change again', async () => {
    const place = workplace();
    const live = await place.open();
    const first = live.current.id;
    place.write('a.txt', 'Henan builds schools.');
    await live.refresh({ force: false });
    const second = live.current.id;
    expect(await live.rollBack()).toMatchObject({ oldIndexId: second, newIndexId: first });
    expect(textsOf(live.current)).toEqual(['Hunan builds roads.']);
    const reason = expect.stringContaining(`rolled back from index ${second} to ${first}`);
    expect(await live.refresh({ force: false })).toMatchObject({ outcome: 'kept', reason });
    const restarted = await place.open();
    expect([restarted.current.id, restarted.problems]).toEqual([first, [reason]]);
    place.write('a.txt', 'Hubei builds bridges.');
    expect(await restarted.refresh({ force: false })).toMatchObject({ outcome: 'rebuilt' });
    expect((await place.open()).problems).toEqual([]);
  });

  it('goes forth again by rolling back once more, or by force', async () => {
    for (const goForth of [
      (live: LiveIndex) => live.rollBack(),
      (live: LiveIndex) => live.refresh({ force: true }),
    ]) {
      const place = workplace();
      const live = await place.open();
      place.write('a.txt', 'Henan builds schools.');
      await live.refresh({ force: false });
      await live.rollBack();
      await goForth(live);
      expect(textsOf(live.current)).toEqual(['Henan builds schools.']);
      expect(live.problems).toEqual([]);
      expect((await place.open()).current.id).toBe(live.current.id);
    }
  });

  it('reaches another process on the same folder, and is not undone by it', async () => {
    const place = workplace();
    await place.open();
    place.write('a.txt', 'Henan builds schools.');
    const serving = await place.open();
    const other = await place.open();
    await other.rollBack();
    const { id } = other.current;
    expect(await serving.refresh({ force: false })).toMatchObject({
      outcome: 'rebuilt',
      newIndexId: id,
      reason: expect.stringContaining('rolled back'),
    });
    expect(textsOf(serving.current)).toEqual(['Hunan builds roads.']);
    expect(await serving.refresh({ force: false })).toMatchObject({ outcome: 'kept' });
    expect((await place.open()).current.id).toBe(id);
  });

  it('is refused, and nothing changes, where it cannot be stored', async () => {
    const place = workplace();
    const live = await place.open();
    place.write('a.txt', 'Henan builds schools.');
    await live.refresh({ force: false });
    // A folder where the decline is to be written stands for a disk that cannot be written to.
    mkdirSync(join(place.dataDir, 'declined.json'));
    await expect(live.rollBack()).rejects.toMatchObject({ code: 'DATA_UNWRITABLE' });
    expect(textsOf(live.current)).toEqual(['Henan builds schools.']);
    expect(textsOf((await place.open()).current)).toEqual(['Henan builds schools.']);
  });

  it('is refused where there is nothing to return to', async () => {
    const live = await workplace().open();
    await expect(live.rollBack()).rejects.toMatchObject({ code: 'NO_PREVIOUS_INDEX' });
    expect(textsOf(live.current)).toEqual(['Hunan builds roads.']);
  });
});

it('builds anew when forced to while another refresh runs and one waits', async () => {
  const seedsDir = folderWith({ 'a.txt': 'Title\n\nText of it.\n' });
  const dataDir = temporaryFolder();
  const index = await LiveIndex.open({ seedsDir, maxDocumentBytes: 1_000, dataDir, maxLoss: 1 });
  const running = index.refresh({ force: false });
  await new Promise(setImmediate);
  const [waiting, forced] = await Promise.all([
    index.refresh({ force: false }),
    index.refresh({ force: true }),
  ]);
  expect([(await running).outcome, waiting.outcome, forced.outcome]).toEqual([
    'unchanged',
    'rebuilt',
    'rebuilt',
  ]);
});
