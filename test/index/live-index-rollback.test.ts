import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { LiveIndex } from '../../index/live-index.ts';
import { textsOf, workplace } from '../support/workplace.ts';

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
    using other = new DatabaseSync(place.database);
    other.exec('BEGIN IMMEDIATE'); // Another process that does not come to an end.
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
