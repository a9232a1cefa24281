import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writing } from '../../index/database.ts';
import { found, textsOf, workplace } from '../support/workplace.ts';

describe('open', () => {
  it('builds the index the first time, and stores it', async () => {
    const place = workplace();
    const live = await place.open();
    expect(live.origin).toEqual({
      how: 'built',
      tookMs: expect.any(Number),
      report: expect.anything(),
      snapshotBytes: statSync(place.database).size,
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
    await writing(place.dataDir, (database) => database.exec('PRAGMA user_version = 1'));
    expect((await place.open()).origin).toMatchObject({ how: 'built', problems: [] });
    expect((await place.open()).origin).toMatchObject({ how: 'loaded', problems: [] });
  });

  it('never uses damaged content, whatever the damage, and mends it', async () => {
    const place = workplace();
    await place.open();
    const bytes = readFileSync(place.database);
    const damage = fc.record({ at: fc.nat(bytes.length - 1), flipped: fc.integer({ min: 0, max: 255 }) });
    await fc.assert(
      fc.asyncProperty(damage, async ({ at, flipped }) => {
        const damaged = Buffer.from(flipped === 0 ? bytes.subarray(0, at) : bytes);
        if (flipped !== 0) damaged[at] = (damaged[at] ?? 0) ^ flipped;
        writeFileSync(place.database, damaged);
        const live = await place.open();
        expect(textsOf(live.current)).toEqual(['Hunan builds roads.']);
        expect(found(live.current, 'road')).toEqual(['a.txt#0']);
        expect(live.origin.snapshotBytes).not.toBeNull();
        const again = await place.open();
        expect([again.origin.how, again.problems]).toEqual(['loaded', []]);
      }),
      { numRuns: 100 },
    );
  });

  it.each(['content', 'sha256'])(
    'says so and builds anew where the %s of a document was changed',
    async (column) => {
      const place = workplace();
      await place.open();
      await writing(place.dataDir, (database) =>
        database.exec(`UPDATE document SET ${column} = substr(${column}, 2)`),
      );
      const live = await place.open();
      expect(live.problems).toEqual(['the stored index was not used: its checksum does not match']);
      expect(found(live.current, 'road')).toEqual(['a.txt#0']);
      expect((await place.open()).origin).toMatchObject({ how: 'loaded', problems: [] });
    },
  );

  it('loses nothing that is stored where another process holds it locked', async () => {
    const place = workplace();
    const first = await place.open();
    place.write('a.txt', 'Henan builds schools.');
    await first.refresh({ force: false });
    {
      using other = new DatabaseSync(place.database);
      other.exec('BEGIN EXCLUSIVE');
      const { origin, current } = await place.open();
      expect(origin).toMatchObject({ how: 'built', snapshotBytes: null });
      expect(origin.problems[0]).toBe('the stored index was not used: database is locked');
      expect(found(current, 'school')).toEqual(['a.txt#0']);
    }
    const again = await place.open();
    expect(again.origin).toMatchObject({ how: 'loaded', problems: [] });
    expect(await again.rollBack()).toMatchObject({ outcome: 'rebuilt' });
    expect(textsOf(again.current)).toEqual(['Hunan builds roads.']);
  });

  it('uses the index from memory, and says so, where it cannot be stored', async () => {
    const place = workplace();
    writeFileSync(place.dataDir, 'a file in its place');
    const live = await place.open();
    expect(live.origin).toMatchObject({
      how: 'built',
      snapshotBytes: null,
      problems: [
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
    expect(existsSync(place.database)).toBe(false);
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

  it('serves what is stored while the seeds folder is away, and says so', async () => {
    const place = workplace();
    await expect(workplaceWithoutSeeds().open()).rejects.toMatchObject({ code: 'SEEDS_UNREADABLE' });
    const { current } = await place.open();
    const elsewhere = `${place.seedsDir}-elsewhere`;
    renameSync(place.seedsDir, elsewhere);
    const live = await place.open();
    expect(live.current.id).toBe(current.id);
    expect(live.problems).toEqual([
      expect.stringMatching(/^the seeds folder .* cannot be read \(ENOENT\); the index in use was kept$/),
    ]);
    await expect(live.refresh({ force: false })).rejects.toMatchObject({ code: 'SEEDS_UNREADABLE' });
    renameSync(elsewhere, place.seedsDir);
    expect(await live.refresh({ force: false })).toMatchObject({ outcome: 'unchanged' });
    expect(live.problems).toEqual([]);
  });
});

function workplaceWithoutSeeds() {
  const place = workplace();
  rmSync(place.seedsDir, { recursive: true });
  return place;
}
