import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { keepReport, type RefreshReport, readReports } from '../../index/refresh-reports.ts';
import { temporaryFolder } from '../support/folders.ts';

function report(second: number): RefreshReport {
  return {
    at: new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString(),
    tookMs: 1,
    outcome: 'rebuilt',
    reason: null,
    oldIndexId: null,
    newIndexId: String(second),
    changes: { added: [], removed: [], renamed: [], changed: [], refused: [] },
    golden: null,
  };
}

it('keeps the last hundred reports, in order, and passes over what is none', async () => {
  const dataDir = temporaryFolder();
  expect(await readReports(dataDir)).toEqual([]);
  for (let second = 0; second < 105; second += 1) await keepReport(dataDir, report(second));
  writeFileSync(join(dataDir, 'reports', '9999-cut-short.json'), '{"at": "20');
  const ids = (await readReports(dataDir)).map(({ newIndexId }) => newIndexId);
  expect(ids).toEqual(Array.from({ length: 100 }, (_, i) => String(i + 5)));
});

it('rejects where nothing can be written', async () => {
  const dataDir = temporaryFolder();
  writeFileSync(join(dataDir, 'reports'), 'a file in its place');
  await expect(keepReport(dataDir, report(1))).rejects.toThrow('EEXIST');
  mkdirSync(join(dataDir, 'other'));
  expect(await readReports(dataDir)).toEqual([]);
});
