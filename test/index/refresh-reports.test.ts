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

it('keeps the last hundred reports, in order', async () => {
  const dataDir = temporaryFolder();
  expect(readReports(dataDir)).toEqual([]);
  await writing(dataDir, (database) => {
    for (let second = 0; second < 105; second += 1) writeReport(database, report(second));
  });
  expect(readReports(dataDir)).toEqual(Array.from({ length: 100 }, (_, i) => report(i + 5)));
});

it('has none where there is something else in their place', () => {
  expect(readReports(folderWith({ 'index.db': 'no database' }))).toEqual([]);
});
