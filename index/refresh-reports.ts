import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GateFindings } from './gate.ts';
import type { IndexChanges } from './index-changes.ts';

/** What a refresh that changed the index, or was kept from it, did. */
export type RefreshReport = {
  /** ISO 8601 time it was done. */
  readonly at: string;
  readonly tookMs: number;
  /**
   * `unchanged`: nothing to do. `rebuilt`: a new index is in use. `kept`: the old one still is, because of what `reason`
   * says.
   */
  readonly outcome: 'unchanged' | 'rebuilt' | 'kept';
  readonly reason: string | null;
  /** `null` where there was no index before. */
  readonly oldIndexId: string | null;
  /** The index in use afterwards. */
  readonly newIndexId: string;
  /** From the old index to the one built; of an index that was not taken into use too. */
  readonly changes: IndexChanges;
  /** What the change does to the golden questions; `null` where there are none or they were not asked. */
  readonly golden: GateFindings | null;
};

const FOLDER = 'reports';
const MAX_REPORTS = 100;

/**
 * Keeps a report, and of all of them the last {@link MAX_REPORTS}.
 * @throws {Error} from the file system
 */
export async function keepReport(dataDir: string, report: RefreshReport): Promise<void> {
  const folder = join(dataDir, FOLDER);
  await mkdir(folder, { recursive: true });
  const name = `${report.at.replace(/[:.]/g, '-')}-${process.pid}.json`;
  const temporary = join(folder, `.${name}`);
  try {
    await writeFile(temporary, JSON.stringify(report), { flush: true });
    await rename(temporary, join(folder, name));
  } catch (err) {
    await rm(temporary, { force: true });
    throw err;
  }
  const names = await reportNames(folder);
  await Promise.all(names.slice(0, -MAX_REPORTS).map((old) => rm(join(folder, old), { force: true })));
}

/** The reports kept in `dataDir`, oldest first. A file that cannot be read as one is passed over. */
export async function readReports(dataDir: string): Promise<RefreshReport[]> {
  const folder = join(dataDir, FOLDER);
  const read = await Promise.all(
    (await reportNames(folder)).map(async (name) => {
      try {
        const report = JSON.parse(await readFile(join(folder, name), 'utf8')) as RefreshReport;
        return { ...report, golden: report.golden ?? null }; // An older version did not ask any.
      } catch {
        return null; // Cut short by a full disk, or removed meanwhile.
      }
    }),
  );
  return read.filter((report) => report !== null);
}

async function reportNames(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => /^\d.*\.json$/.test(name)).sort();
  } catch {
    return []; // No report was ever kept.
  }
}
