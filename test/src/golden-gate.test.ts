import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LiveIndex } from '../../index/live-index.ts';
import { checkSeeds } from '../../src/check.ts';
import { createGoldenGate } from '../../src/golden-gate.ts';
import { folderWith, temporaryFolder } from '../support/folders.ts';
import { TODAY } from '../support/questions.ts';

const LEAVE = 'Leave rules\n\nStaff have thirty days of paid leave a year.\n\nUnused days end in March.\n';
const TRAVEL = 'Travel rules\n\nTrains are booked by the travel office.\n';
const GOLD = [
  {
    id: 'leave',
    question: 'How many days of paid leave do staff have?',
    answerable: true,
    gold: [{ doc: 'leave.txt', quote: 'Staff have thirty days of paid leave a year.' }],
  },
  {
    id: 'trains',
    question: 'Who books trains?',
    answerable: true,
    gold: [{ doc: 'travel.txt', quote: 'Trains are booked by the travel office.' }],
  },
  { id: 'sauna', question: 'Where is the sauna?', answerable: false },
];
const jsonl = (lines: readonly object[]): string => lines.map((line) => JSON.stringify(line)).join('\n');

function workplace(golden: string | null = jsonl(GOLD)) {
  const seedsDir = folderWith({
    'leave.txt': LEAVE,
    'travel.txt': TRAVEL,
    ...(golden !== null && { 'golden.jsonl': golden }),
  });
  const dataDir = temporaryFolder();
  const source = { seedsDir, maxDocumentBytes: 10_000 };
  return {
    seedsDir,
    write: (path: string, content: string) => writeFileSync(join(seedsDir, path), content),
    check: () => checkSeeds(source),
    open: (mode: 'report' | 'block' = 'report') =>
      LiveIndex.open({
        ...source,
        dataDir,
        maxLoss: 1,
        gate: createGoldenGate(source, { mode, now: () => TODAY }),
      }),
  };
}

describe('the golden gate', () => {
  it('replays the questions on the first index there is', async () => {
    const live = await workplace().open();
    expect(live.origin.report?.golden).toEqual({
      questions: 3,
      hitsBefore: null,
      hitsAfter: 3,
      changes: 0,
      changed: [],
      problem: null,
      blocked: null,
    });
  });

  it('says nothing where there are no questions', async () => {
    const live = await workplace(null).open();
    expect(live.origin.report?.golden).toBeNull();
  });

  it('tells which answers change, and how', async () => {
    const place = workplace();
    const live = await place.open();
    place.write('leave.txt', LEAVE.replace('thirty days of paid leave a year', 'no leave this year'));
    const { outcome, golden } = await live.refresh({ force: false });
    expect(outcome).toBe('rebuilt');
    expect(golden).toMatchObject({ questions: 3, hitsBefore: 3, hitsAfter: 2, changes: 1, blocked: null });
    expect(golden?.changed).toMatchObject([
      {
        id: 'leave',
        question: GOLD[0]?.question,
        before: {
          isHit: true,
          document: 'leave.txt',
          excerpt: 'Staff have thirty days of paid leave a year.',
        },
        after: { isHit: false },
      },
    ]);
    expect((await live.reports()).reports.at(-1)?.golden).toEqual(golden);
  });

  it('stops an index that answers fewer right if told to, once, until it is forced', async () => {
    const place = workplace();
    const live = await place.open('block');
    const { current } = live;
    place.write('travel.txt', 'Travel rules\n\nNothing is booked any more.\n');
    const report = await live.refresh({ force: false });
    expect(report).toMatchObject({
      outcome: 'kept',
      reason: expect.stringMatching(/^2 of 3 golden questions would be answered right instead of 3: /),
      changes: { changed: [{ path: 'travel.txt' }] },
      golden: { blocked: report.reason, changed: [{ id: 'trains' }] },
    });
    expect(live.current).toBe(current);
    expect(live.problems).toEqual([report.reason]);
    expect(await live.refresh({ force: false })).toMatchObject({ outcome: 'kept', golden: null });
    expect((await live.reports()).reports).toHaveLength(2);
    const restarted = await place.open('block');
    expect([restarted.current.id, restarted.problems]).toEqual([current.id, [report.reason]]);
    expect(await restarted.refresh({ force: true })).toMatchObject({
      outcome: 'rebuilt',
      golden: { hitsBefore: 3, hitsAfter: 2, blocked: null },
    });
    expect((await place.open('block')).problems).toEqual([]);
  });

  it('stops it at a start too, and lets a better one pass', async () => {
    const place = workplace();
    const { current } = await place.open('block');
    place.write('travel.txt', 'Travel rules\n\nNothing is booked any more.\n');
    const started = await place.open('block');
    expect(started.current.id).toBe(current.id);
    expect((await started.reports()).reports.at(-1)).toMatchObject({
      outcome: 'kept',
      golden: { hitsAfter: 2 },
    });
    place.write('travel.txt', TRAVEL.replace('Travel rules', 'Rules for travel'));
    expect(await started.refresh({ force: false })).toMatchObject({
      outcome: 'rebuilt',
      golden: { hitsBefore: 3, hitsAfter: 3, blocked: null },
    });
  });

  it('counts an answer that lacks what must stand with it as missed', async () => {
    const [leave, ...others] = GOLD;
    const place = workplace(jsonl([{ ...leave, with: ['except'] }, ...others]));
    place.write('leave.txt', LEAVE.replace('a year.', 'a year, except in their first.'));
    const live = await place.open('block');
    expect(live.origin.report?.golden?.hitsAfter).toBe(3);
    place.write('leave.txt', LEAVE);
    expect(await live.refresh({ force: false })).toMatchObject({
      outcome: 'kept',
      golden: { hitsAfter: 2, changed: [{ id: 'leave', after: { isHit: false } }] },
    });
  });

  it('counts a question without an answer as missed once it is given one', async () => {
    const place = workplace();
    const live = await place.open();
    place.write('sauna.txt', 'House rules\n\nThe sauna is on the fourth floor.\n');
    expect((await live.refresh({ force: false })).golden).toMatchObject({
      hitsAfter: 2,
      changed: [{ id: 'sauna', before: { isHit: true, excerpt: null }, after: { isHit: false } }],
    });
  });

  it.each<[string, (place: ReturnType<typeof workplace>) => void, string]>([
    [
      'are malformed',
      (place) => place.write('golden.jsonl', 'oops\n{}\n'),
      'golden.jsonl, line 1: this is not JSON; 1 more lines, which `check` names',
    ],
    [
      'lead out of the folder',
      (place) => {
        rmSync(join(place.seedsDir, 'golden.jsonl'));
        symlinkSync('/etc/hostname', join(place.seedsDir, 'golden.jsonl'));
      },
      'golden.jsonl: it is no file, or a link that leads out of the folder',
    ],
    [
      'are too large',
      (place) => place.write('golden.jsonl', ' '.repeat(10_001)),
      'golden.jsonl: its 10001 bytes are more than MAX_DOCUMENT_BYTES, 10000',
    ],
  ])('stops nothing, and says why, where the questions %s', async (_what, spoil, problem) => {
    const place = workplace();
    const live = await place.open('block');
    spoil(place);
    rmSync(join(place.seedsDir, 'travel.txt'));
    expect(await live.refresh({ force: false })).toMatchObject({
      outcome: 'rebuilt',
      golden: { questions: 0, problem, blocked: null },
    });
  });

  it('takes the questions neither for a document nor for a change of one', async () => {
    const place = workplace();
    const live = await place.open();
    expect([...live.current.documents.keys()]).toEqual(['leave.txt', 'travel.txt']);
    expect(live.current.seeds.refused).toEqual([]);
    place.write('golden.jsonl', '');
    expect(await live.refresh({ force: false })).toMatchObject({ outcome: 'unchanged' });
  });

  it('asks the index in use too what was not asked before', async () => {
    const place = workplace();
    const live = await place.open();
    place.write('golden.jsonl', jsonl(GOLD.slice(1)));
    rmSync(join(place.seedsDir, 'travel.txt'));
    const { golden } = await live.refresh({ force: false });
    expect(golden).toMatchObject({ questions: 2, hitsBefore: 2, hitsAfter: 1, changed: [{ id: 'trains' }] });
  });

  it('takes a file of that name in a subfolder for any other', async () => {
    const seedsDir = folderWith({ 'a.txt': LEAVE, 'sub/golden.jsonl': '' });
    expect((await checkSeeds({ seedsDir, maxDocumentBytes: 1_000 })).refused).toEqual([
      { path: 'sub/golden.jsonl', reason: expect.stringMatching(/^files of this kind are not read/) },
    ]);
  });

  it('lets people ask between the questions', async () => {
    const many = Array.from({ length: 40 }, (_, i) => ({ ...GOLD[0], id: String(i) }));
    const place = workplace(jsonl(many));
    let turns = 0;
    const turn = (): void => {
      turns += 1;
      next = setImmediate(turn);
    };
    let next = setImmediate(turn);
    const live = await place.open();
    clearImmediate(next);
    expect((await live.reports()).reports.at(-1)?.golden?.questions).toBe(many.length);
    expect(turns).toBeGreaterThanOrEqual(many.length);
  });
});

describe('a check', () => {
  it('finds golden questions in order, however their passages are wrapped', async () => {
    const wrapped = { ...GOLD[0], gold: [{ doc: 'leave.txt', quote: 'thirty days\n of   paid leave' }] };
    expect((await workplace(jsonl([...GOLD, wrapped])).check()).problems).toEqual([]);
  });

  it('names each line that is not', async () => {
    const at = (place: object, more: object = {}) => ({ ...GOLD[0], gold: [place], ...more });
    const lines = [
      'oops',
      ...[
        { id: 1 },
        at({ doc: 'leave.txt', quote: 'forty days' }),
        at({ doc: 'gone.txt', quote: 'x' }),
        at({ doc: 'leave.txt', range: [0, 5_000] }),
        at({ doc: 'leave.txt', range: [0, 11] }),
        at({ doc: 'gone.txt', quote: 'x' }, { answerable: false }),
        at({ doc: 'leave.txt', quote: 'thirty days' }, { with: ['Staff have', 'except'] }),
        at({ doc: 'leave.txt', quote: 'thirty days', with: ['unless'] }, { with: ['except'] }),
      ].map((line) => JSON.stringify(line)),
    ];
    expect((await workplace(`\n${lines.join('\n')}`).check()).problems).toEqual([
      'golden.jsonl, line 2: this is not JSON',
      expect.stringMatching(/^golden\.jsonl, line 3: question: .*answerable: /),
      'golden.jsonl, line 4: leave.txt does not say “forty days”',
      'golden.jsonl, line 5: there is no document gone.txt',
      'golden.jsonl, line 6: leave.txt has no range 0 to 5000',
      'golden.jsonl, line 9: leave.txt does not say “except”',
      'golden.jsonl, line 10: leave.txt does not say “unless”',
    ]);
  });
});
