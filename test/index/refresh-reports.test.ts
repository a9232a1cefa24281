import { expect, it } from 'vitest';
import { writing } from '../../index/database.ts';
import { NO_CHANGES } from '../../index/index-changes.ts';
import { type RefreshReport, readReports, writeReport } from '../../index/refresh-reports.ts';
import { folderWith, temporaryFolder } from '../support/folders.ts';

function report(second: number): RefreshReport {
  return {
    at: new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString(),
    tookMs: 1,
    outcome: 'rebuilt',
    reason: null,
    oldIndexId: null,
    newIndexId: String(second),
    changes: NO_CHANGES,
    golden: null,
  };
}

async function store(dataDir: string, count: number): Promise<void> {
  await writing(dataDir, (database) => {
    for (let second = 0; second < count; second += 1) writeReport(database, report(second));
  });
}

it('keeps the last hundred reports, in order', async () => {
  const dataDir = temporaryFolder();
  expect(readReports(dataDir)).toEqual({ reports: [], problem: null });
  await store(dataDir, 105);
  const reports = Array.from({ length: 100 }, (_, i) => report(i + 5));
  expect(readReports(dataDir)).toEqual({ reports, problem: null });
});

it.each([
  ['is no JSON', 'nonsense'],
  ['lacks what a report says', '{"at":"2026-01-01T00:00:00Z"}'],
  ['has another shape', JSON.stringify({ ...report(1), changes: { added: 'one' } })],
])('gives the others, and says so, where one %s', async (_how, content) => {
  const dataDir = temporaryFolder();
  await store(dataDir, 3);
  await writing(dataDir, (database) => {
    database.prepare('UPDATE report SET content = ? WHERE id = 2').run(content);
  });
  expect(readReports(dataDir)).toEqual({
    reports: [report(0), report(2)],
    problem: 'stored reports of changes that cannot be read: 1',
  });
});

it('says so where there is something else in their place', () => {
  expect(readReports(folderWith({ 'index.db': 'no database' }))).toEqual({
    reports: [],
    problem: expect.stringContaining('the stored reports of changes cannot be read: '),
  });
});
