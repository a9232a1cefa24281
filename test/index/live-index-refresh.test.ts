import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LiveIndex } from '../../index/live-index.ts';
import { readSnapshot } from '../../index/snapshot.ts';
import { folderWith, temporaryFolder } from '../support/folders.ts';
import { found, textsOf, workplace } from '../support/workplace.ts';

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
    expect((await live.reports()).reports).toEqual([expect.objectContaining({ oldIndexId: null }), report]);
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
    rmSync(place.database);
    await live.refresh({ force: true });
    expect(readFileSync(place.database).byteLength).toBe(live.origin.snapshotBytes);
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
    expect((await live.reports()).reports.length).toBeLessThanOrEqual(3);
  });

  it('keeps the index if too much of it would be lost, says so once, and takes it when forced', async () => {
    const texts = ['Hunan builds roads.', 'Henan builds schools.', 'Hubei builds bridges.'];
    const place = workplace(
      Object.fromEntries(texts.map((text, i) => [i < 2 ? `away/${i}.txt` : `${i}.txt`, text])),
    );
    const live = await place.open(0.5);
    const { current } = live;
    rmSync(join(place.seedsDir, 'away'), { recursive: true });
    const report = await live.refresh({ force: false });
    expect(report).toMatchObject({
      outcome: 'kept',
      reason: expect.stringContaining('would lose 67 % of the passages (1 of 3 documents are left)'),
      changes: { removed: ['away/0.txt', 'away/1.txt'] },
      newIndexId: current.id,
    });
    expect(live.current).toBe(current);
    expect(live.problems).toEqual([report.reason]);
    expect(await live.refresh({ force: false })).toMatchObject({ outcome: 'kept', reason: report.reason });
    expect((await live.reports()).reports).toHaveLength(2);
    const again = await place.open(0.5);
    expect([again.current.id, again.problems]).toEqual([current.id, [report.reason]]);
    expect(await live.refresh({ force: true })).toMatchObject({ outcome: 'rebuilt' });
    expect(textsOf(live.current)).toEqual([texts[2]]);
    expect(live.problems).toEqual([]);
  });

  it('takes it for no loss that files are deleted while others of their folder stay', async () => {
    const place = workplace({ '0.txt': 'Hunan builds roads.', '1.txt': 'Henan builds schools.' });
    const live = await place.open(0);
    rmSync(join(place.seedsDir, '0.txt'));
    expect(await live.refresh({ force: false })).toMatchObject({
      outcome: 'rebuilt',
      changes: { removed: ['0.txt'] },
    });
    expect(textsOf(live.current)).toEqual(['Henan builds schools.']);
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
    place.write('a.txt', 'Henan builds schools.');
    place.write('catalog.yaml', 'documents: [');
    await expect(live.refresh({ force: false })).rejects.toMatchObject({ code: 'CATALOG_INVALID' });
    expect(live.current).toBe(current);
    expect(live.origin).toBe(origin);
    expect(await readSnapshot(place.dataDir)).toMatchObject({ outcome: 'read', index: { id: current.id } });
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
  expect((await two.reports()).reports).toHaveLength(2);
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
