import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DocumentIndex } from '../../../index/document-index.ts';
import type { Gate } from '../../../index/gate.ts';
import type { LiveIndex } from '../../../index/live-index.ts';
import type { MeaningOptions } from '../../../index/meaning/meaning-maker.ts';
import { fakeModels } from '../../support/fake-models.ts';
import { temporaryFolder } from '../../support/folders.ts';
import { openLiveIndex, workplace } from '../../support/workplace.ts';

/** More than is encoded before an index is taken into use. */
const MANY = Array.from({ length: 100 }, (_, i) => `Paragraph ${i} is about road ${i}.`);
const LONG = MANY.join('\n\n');
const SHORT = 'Hunan builds roads.';
const INTERNAL_B = 'documents:\n  b.txt:\n    audience: internal\n';

const hasMeaning = (live: LiveIndex) => vi.waitFor(() => expect(live.current.meaning).not.toBeNull());
const behind = ({ source }: ReturnType<typeof fakeModels>) => ({ models: source, when: 'behind' as const });
const awaited = ({ source }: ReturnType<typeof fakeModels>) => ({ models: source, when: 'awaited' as const });

const now = performance.now.bind(performance);
let skippedMs = 0;

/** Goes on as if so much time had passed. */
function skipMinutes(minutes: number): void {
  skippedMs += 60_000 * minutes;
  vi.spyOn(performance, 'now').mockImplementation(() => now() + skippedMs);
}

afterEach(() => {
  vi.restoreAllMocks();
});

/** All vectors of an index, by the text they are of. */
function vectorsOf({ meaning, documents }: DocumentIndex): unknown {
  return [...documents.values()].map((document) => [
    document.path,
    meaning?.vectors.get(document)?.components,
  ]);
}

describe('an index with many new texts', () => {
  it('is in use at once, and has its meaning once all of them are encoded', async () => {
    const place = workplace({ 'a.txt': LONG });
    const fake = fakeModels();
    const letGo = fake.hold();
    const live = await place.openWith(behind(fake));
    const { id } = live.current;
    expect(live.current.meaning).toBeNull();
    expect(live.meaning).toEqual({
      isInUse: false,
      units: 100,
      unitsDone: 0,
      models: fake.models.id,
      runtime: null,
      problem: null,
    });
    letGo();
    await hasMeaning(live);
    expect(live.current.id).toBe(`${id}-0a1b2c`);
    expect(live.meaning).toEqual({
      isInUse: true,
      units: 100,
      unitsDone: 100,
      models: fake.models.id,
      runtime: 'native',
      problem: null,
    });
    expect(fake.encoded()).toEqual([...MANY].sort());
    expect(live.problems).toEqual([]);
  });

  it('is waited for by who asks for that', async () => {
    const fake = fakeModels();
    const told: number[] = [];
    const live = await workplace({ 'a.txt': LONG }).openWith({
      ...awaited(fake),
      onProgress: (done, total) => told.push(done, total),
    });
    expect(live.current.meaning).not.toBeNull();
    expect(told.slice(-2)).toEqual([100, 100]);
  });

  it('is no change to anybody when it has its meaning', async () => {
    const place = workplace({ 'a.txt': LONG });
    const fake = fakeModels();
    const letGo = fake.hold();
    const live = await place.openWith(behind(fake));
    const before = [await live.reports(), live.origin];
    letGo();
    await hasMeaning(live);
    expect([await live.reports(), live.origin]).toEqual(before);
    expect(await live.refresh({ force: false })).toMatchObject({ outcome: 'unchanged' });
  });

  it('is told from one of the same documents by other models', async () => {
    const place = workplace();
    const [one, other] = [fakeModels('aaaaaaaaaaaa'), fakeModels('bbbbbbbbbbbb')];
    const [first, second] = [await place.openWith(awaited(one)), await place.openWith(awaited(other))];
    expect(first.current.id).toMatch(/^[0-9a-f]{12}-aaaaaa$/);
    expect(second.current.id).toMatch(/^[0-9a-f]{12}-bbbbbb$/);
    expect(other.encoded()).toEqual([SHORT]);
    expect((await second.reports()).reports).toHaveLength(1);
  });
});

describe('what has a vector', () => {
  it('is not encoded again after a restart', async () => {
    const place = workplace({ 'a.txt': LONG });
    const fake = fakeModels();
    const first = await place.openWith(awaited(fake));
    fake.encoded();
    const second = await place.openWith(behind(fake));
    expect(second.current.id).toBe(first.current.id);
    expect(vectorsOf(second.current)).toEqual(vectorsOf(first.current));
    expect([fake.encoded(), second.origin.how]).toEqual([[], 'loaded']);
  });

  it('is not encoded again when its document changes, goes, or comes back elsewhere', async () => {
    const place = workplace({ 'a.txt': LONG, 'b.txt': SHORT });
    const fake = fakeModels();
    const live = await place.openWith(awaited(fake));
    fake.encoded();
    place.write('a.txt', LONG.replace('road 7.', 'bridge 7.'));
    await live.refresh({ force: false });
    expect(fake.encoded()).toEqual(['Paragraph 7 is about bridge 7.']);
    place.remove('b.txt');
    await live.refresh({ force: false });
    mkdirSync(join(place.seedsDir, 'moved'));
    place.write('moved/b.txt', SHORT);
    await live.refresh({ force: false });
    expect(live.current.meaning).not.toBeNull();
    expect(fake.encoded()).toEqual([]);
    const anew = await openLiveIndex(place.seedsDir, temporaryFolder(), { meaning: awaited(fakeModels()) });
    expect(vectorsOf(live.current)).toEqual(vectorsOf(anew.current));
  });

  it('is not encoded again when the index before returns, also by another process', async () => {
    const place = workplace({ 'a.txt': LONG });
    const fake = fakeModels();
    const live = await place.openWith(awaited(fake));
    const { id } = live.current;
    place.write('a.txt', LONG.replaceAll('road', 'bridge'));
    await live.refresh({ force: false });
    fake.encoded();
    const other = await place.openWith(behind(fake));
    await other.rollBack();
    expect(other.current.id).toBe(id);
    await live.refresh({ force: false });
    expect(live.current.id).toBe(id);
    expect(fake.encoded()).toEqual([]);
  });

  it('stays for the index before, though others were declined since', async () => {
    const place = workplace({ 'a.txt': LONG });
    const fake = fakeModels();
    const isWanted = { now: true };
    const gate: Gate = async () => ({
      questions: 0,
      hitsBefore: 0,
      hitsAfter: 0,
      changes: 0,
      changed: [],
      problem: null,
      blocked: isWanted.now ? null : 'not wanted',
    });
    const live = await place.openWith(awaited(fake), gate);
    place.write('a.txt', LONG.replaceAll('road', 'bridge'));
    await live.refresh({ force: false });
    isWanted.now = false;
    for (const word of ['tunnel', 'track', 'path']) {
      place.write('a.txt', LONG.replaceAll('road', word));
      expect(await live.refresh({ force: false })).toMatchObject({ outcome: 'kept' });
    }
    fake.encoded();
    const other = await place.openWith(awaited(fake));
    await other.rollBack();
    expect([other.current.meaning !== null, fake.encoded()]).toEqual([true, []]);
  });

  it('is not encoded by two processes that are at it at once', async () => {
    const place = workplace({ 'a.txt': LONG });
    const [slow, fast] = [fakeModels(), fakeModels()];
    const letGo = slow.hold();
    const live = await place.openWith(behind(slow));
    await place.openWith(awaited(fast));
    letGo();
    await hasMeaning(live);
    // What it was at when the other one had done it.
    expect(slow.encoded()).toHaveLength(8);
    expect(fast.encoded()).toHaveLength(100);
  });

  it('is encoded once where several documents say it', async () => {
    const fake = fakeModels();
    const live = await workplace({ 'a.txt': SHORT, 'b/a.txt': SHORT }).openWith(awaited(fake));
    expect(fake.encoded()).toEqual([SHORT]);
    expect([...(live.current.meaning?.vectors.values() ?? [])]).toHaveLength(2);
  });

  it('is used from memory where it cannot be stored, which is told', async () => {
    const place = workplace({ 'a.txt': LONG });
    const fake = fakeModels();
    writeFileSync(place.dataDir, 'a file');
    const live = await place.openWith(awaited(fake));
    expect(live.current.meaning).not.toBeNull();
    expect(live.problems).toContainEqual(expect.stringContaining('vectors cannot be stored'));
    fake.encoded();
    place.write('a.txt', LONG.replace('road 7.', 'bridge 7.'));
    await live.refresh({ force: false });
    expect(fake.encoded()).toEqual(['Paragraph 7 is about bridge 7.']);
  });

  it('is encoded again where what was stored is damaged', async () => {
    const place = workplace({ 'a.txt': LONG });
    await place.openWith(awaited(fakeModels()));
    writeFileSync(join(place.dataDir, 'vectors.db'), 'nothing of the kind');
    const fake = fakeModels();
    const live = await place.openWith(awaited(fake));
    expect([live.current.meaning !== null, live.problems, fake.encoded().length]).toEqual([true, [], 100]);
    expect((await place.openWith(awaited(fake))).current.meaning).not.toBeNull();
    expect(fake.encoded()).toEqual([]);
  });
});

describe('while texts are encoded', () => {
  it('a newer index has what was encoded for the older one', async () => {
    const place = workplace({ 'a.txt': LONG });
    const fake = fakeModels();
    const letGo = fake.hold();
    const live = await place.openWith(behind(fake));
    place.write('b.txt', SHORT);
    await live.refresh({ force: false });
    expect(live.current.documents.size).toBe(2);
    letGo();
    await hasMeaning(live);
    expect(live.meaning).toMatchObject({ units: 101, unitsDone: 101 });
    expect(fake.encoded()).toEqual([...MANY, SHORT].sort());
  });

  it('a document that becomes internal is so at once', async () => {
    const place = workplace({ 'a.txt': LONG, 'b.txt': SHORT });
    const fake = fakeModels();
    const letGo = fake.hold();
    const live = await place.openWith(behind(fake));
    place.write('catalog.yaml', 'documents:\n  b.txt:\n    audience: internal\n');
    await live.refresh({ force: false });
    expect(live.current.documents.get('b.txt')?.audience).toBe('internal');
    letGo();
    await hasMeaning(live);
    expect(live.current.documents.get('b.txt')?.audience).toBe('internal');
  });

  it('a few new texts of a document do not keep what is restricted in use', async () => {
    const place = workplace({ 'a.txt': SHORT, 'b.txt': SHORT });
    const fake = fakeModels();
    const live = await place.openWith(behind(fake));
    await hasMeaning(live);
    const letGo = fake.hold();
    place.write('a.txt', 'Henan builds schools.');
    place.write('catalog.yaml', 'documents:\n  b.txt:\n    audience: internal\n');
    await live.refresh({ force: false });
    expect(live.current.documents.get('b.txt')?.audience).toBe('internal');
    expect(live.current.meaning).toBeNull();
    letGo();
    await hasMeaning(live);
  });

  it('a few new texts that take long do not keep from being hidden what becomes internal or goes after them', async () => {
    const place = workplace({ 'a.txt': SHORT, 'b.txt': SHORT, 'c.txt': SHORT });
    const fake = fakeModels();
    const live = await place.openWith(behind(fake));
    await hasMeaning(live);
    const letGo = fake.hold();
    place.write('a.txt', 'Henan builds schools.');
    await live.refresh({ force: false });
    expect(live.current.documents.get('a.txt')?.text).toBe('Henan builds schools.');
    expect(live.current.meaning).toBeNull();
    place.write('catalog.yaml', INTERNAL_B);
    place.remove('c.txt');
    await live.refresh({ force: false });
    letGo();
    await hasMeaning(live);
    expect(live.current.documents.get('b.txt')?.audience).toBe('internal');
    expect([...live.current.documents.keys()]).toEqual(['a.txt', 'b.txt']);
  });

  it.each<[string, Pick<MeaningOptions, 'when'>]>([
    ['waited for', { when: 'awaited' }],
    ['made behind', { when: 'behind' }],
  ])('what becomes internal is so when its meaning is there: %s', async (_how, when) => {
    const place = workplace({ 'a.txt': LONG, 'b.txt': SHORT });
    const fake = fakeModels();
    const onProgress = (): void => place.write('catalog.yaml', INTERNAL_B);
    const live = await place.openWith({ models: fake.source, ...when, onProgress });
    await hasMeaning(live);
    expect(live.current.documents.get('b.txt')?.audience).toBe('internal');
    expect(await live.refresh({ force: false })).toMatchObject({ outcome: 'rebuilt' });
  });

  it('what becomes internal or goes while a new index is judged is not in it', async () => {
    const place = workplace({ 'a.txt': SHORT, 'b.txt': SHORT, 'c.txt': SHORT });
    const gate: Gate = async (before) => {
      if (before === null) return null;
      place.write('catalog.yaml', INTERNAL_B);
      rmSync(join(place.seedsDir, 'c.txt'), { force: true });
      return null;
    };
    const live = await place.openWith(awaited(fakeModels()), gate);
    place.write('a.txt', 'Hunan builds bridges.');
    expect(await live.refresh({ force: false })).toMatchObject({ outcome: 'rebuilt' });
    expect(live.current.documents.get('b.txt')?.audience).toBe('internal');
    expect([...live.current.documents.keys()]).toEqual(['a.txt', 'b.txt']);
    expect(await live.refresh({ force: false })).toMatchObject({ outcome: 'rebuilt' });
  });

  it('an index that was declined leaves the one in use to get its meaning', async () => {
    const place = workplace({ 'a.txt': LONG, 'b.txt': LONG.replaceAll('road', 'bridge') });
    const fake = fakeModels();
    const letGo = fake.hold();
    const live = await openLiveIndex(place.seedsDir, place.dataDir, { meaning: behind(fake), maxLoss: 0.1 });
    place.write('b.txt', '');
    expect(await live.refresh({ force: false })).toMatchObject({ outcome: 'kept' });
    letGo();
    await hasMeaning(live);
    expect(live.current.documents.size).toBe(2);
  });
});

describe('a process that encodes and dies', () => {
  it('is followed by another one', async () => {
    const fake = fakeModels();
    fake.fates.push('encoded', 'dies');
    const live = await workplace({ 'a.txt': LONG }).openWith(behind(fake));
    await hasMeaning(live);
    expect([fake.processes, live.problems, fake.encoded().length]).toEqual([2, [], 100]);
  });

  it('is not followed by a third one: answers go by words alone, and status says why', async () => {
    const place = workplace({ 'a.txt': LONG });
    const fake = fakeModels();
    fake.fates.push('encoded', 'dies', 'dies');
    const live = await place.openWith(behind(fake));
    const problem = 'answers go by words alone: the process that encodes has ended (SIGKILL)';
    await vi.waitFor(() => expect(live.problems).toEqual([problem]));
    expect(live.current.meaning).toBeNull();
    expect(live.meaning).toMatchObject({
      isInUse: false,
      units: 100,
      unitsDone: 8,
      problem: 'the process that encodes has ended (SIGKILL)',
    });
    await live.refresh({ force: false });
    expect([live.problems, fake.processes]).toEqual([[problem], 2]);
    // The next index is another try.
    place.write('b.txt', SHORT);
    await live.refresh({ force: false });
    await hasMeaning(live);
    expect(live.problems).toEqual([]);
    expect(fake.encoded().filter((text) => text === MANY[0])).toHaveLength(1);
  });

  it('is followed by another one at a later refresh, at longer and longer intervals', async () => {
    const fake = fakeModels();
    fake.fates.push(...Array.from({ length: 6 }, () => 'dies' as const));
    const live = await workplace({ 'a.txt': LONG }).openWith(awaited(fake));
    const look = async (): Promise<number> => {
      await live.refresh({ force: false });
      return fake.processes;
    };
    expect([await look(), await look()]).toEqual([2, 2]);
    skipMinutes(1);
    expect([await look(), await look()]).toEqual([4, 4]);
    skipMinutes(1);
    expect(await look()).toBe(4);
    skipMinutes(1);
    expect(await look()).toBe(6);
    skipMinutes(10);
    expect(await look()).toBe(7);
    expect(live.current.meaning).not.toBeNull();
    expect([live.problems, live.meaning?.problem]).toEqual([[], null]);
  });

  it('is not needed any more where another one has made the vectors', async () => {
    const place = workplace({ 'a.txt': LONG });
    const fake = fakeModels();
    fake.fates.push('dies', 'dies');
    const live = await place.openWith(awaited(fake));
    await place.openWith(awaited(fakeModels()));
    skipMinutes(1);
    await live.refresh({ force: false });
    expect([live.current.meaning !== null, fake.processes, fake.encoded()]).toEqual([true, 2, []]);
  });

  it('costs who waits for it no more than the meaning', async () => {
    const fake = fakeModels();
    fake.fates.push(...Array.from({ length: 9 }, () => 'dies' as const));
    const live = await workplace({ 'a.txt': LONG }).openWith(awaited(fake));
    expect([live.current.meaning, live.problems]).toEqual([null, [expect.stringContaining('words alone')]]);
  });
});

it('has its meaning once models that were away are there again', async () => {
  const fake = fakeModels();
  const isThere = { now: false };
  const open = async () => {
    if (isThere.now) return fake.models;
    throw new Error('no such model');
  };
  const live = await workplace().openWith({ models: { ...fake.source, open }, when: 'awaited' });
  expect(live.meaning).toMatchObject({ isInUse: false, problem: 'no such model' });
  isThere.now = true;
  skipMinutes(1);
  await live.refresh({ force: false });
  expect([live.current.meaning !== null, live.problems]).toEqual([true, []]);
});

describe('an index that is only looked at', () => {
  it('has its meaning if nothing has to be encoded for it, and tells how far it is', async () => {
    const place = workplace({ 'a.txt': LONG });
    const fake = fakeModels();
    const stored = { models: fake.source, when: 'stored' as const };
    expect((await place.openWith(stored)).meaning).toMatchObject({
      isInUse: false,
      units: 100,
      unitsDone: 0,
    });
    expect([fake.encoded(), fake.processes]).toEqual([[], 0]);
    const broken = { ...fake.source, open: () => Promise.reject(new Error('no such model')) };
    expect((await place.openWith({ models: broken, when: 'stored' })).problems).toEqual([
      'answers go by words alone: no such model',
    ]);
    const live = await place.openWith(awaited(fake));
    expect((await place.openWith(stored)).current.id).toBe(live.current.id);
  });

  it('tells that whoever makes its meaning cannot store it', async () => {
    const place = workplace({ 'a.txt': LONG });
    writeFileSync(place.dataDir, 'a file');
    const live = await place.openWith({ models: fakeModels().source, when: 'stored' });
    expect(live.problems).toContainEqual(expect.stringMatching(/vectors cannot be stored .*EEXIST.*anew/));
  });
});

describe('the golden questions', () => {
  it('are asked of two indexes with meaning, or of two without', async () => {
    const place = workplace({ 'a.txt': SHORT });
    const fake = fakeModels();
    const asked: (boolean | null)[][] = [];
    const gate: Gate = async (before, after) => {
      asked.push([before && before.meaning !== null, after.meaning !== null]);
      return null;
    };
    const live = await place.openWith(behind(fake), gate);
    await hasMeaning(live);
    place.write('a.txt', 'Hunan builds bridges.');
    await live.refresh({ force: false });
    const letGo = fake.hold();
    place.write('a.txt', LONG);
    await live.refresh({ force: false });
    letGo();
    await hasMeaning(live);
    place.write('b.txt', SHORT);
    await live.refresh({ force: false });
    // What is to be hidden waits for no model.
    place.write('catalog.yaml', INTERNAL_B);
    await live.refresh({ force: false });
    expect(live.current.meaning).not.toBeNull();
    expect(asked).toEqual([
      [null, false],
      [true, true],
      [false, false],
      [true, true],
      [false, false],
    ]);
  });
});

it('is not delayed by questions without end', async () => {
  const fake = fakeModels();
  const live = await workplace({ 'a.txt': LONG }).openWith(behind(fake));
  const question = Promise.withResolvers<string>();
  const answer = live.answering(() => question.promise);
  await vi.waitFor(() => expect(live.meaning?.unitsDone).toBeGreaterThan(8), { timeout: 10_000 });
  question.resolve('answered');
  expect(await answer).toBe('answered');
  await hasMeaning(live);
});

it('is nothing at all without models', async () => {
  const place = workplace({ 'a.txt': LONG });
  const live = await place.open();
  expect([live.current.meaning, live.meaning]).toEqual([null, null]);
  expect(existsSync(join(place.dataDir, 'vectors.db'))).toBe(false);
});
