import type { DatabaseSync } from 'node:sqlite';
import { openToRead } from './database.ts';
import type { GateFindings } from './gate.ts';
import { type IndexChanges, NO_CHANGES } from './index-changes.ts';

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

const MAX_REPORTS = 100;

/**
 * Puts a report into a database open for writing, which holds the last {@link MAX_REPORTS} of them.
 * @throws {Error} from SQLite
 */
export function writeReport(database: DatabaseSync, report: RefreshReport): void {
  database.prepare('INSERT INTO report (content) VALUES (?)').run(JSON.stringify(report));
  database.prepare('DELETE FROM report WHERE id <= (SELECT max(id) FROM report) - ?').run(MAX_REPORTS);
}

/** The reports kept in `dataDir`, oldest first. */
export function readReports(dataDir: string): RefreshReport[] {
  try {
    using database = openToRead(dataDir);
    const rows = database?.prepare('SELECT content FROM report ORDER BY id').all() ?? [];
    return rows.map(({ content }) => toReport(JSON.parse(String(content)) as RefreshReport));
  } catch {
    return []; // What is wrong with the database is told where the index is read.
  }
}

/** Reports outlast the versions that wrote them: what an older one did not tell of did not happen. */
function toReport(report: RefreshReport): RefreshReport {
  return { ...report, changes: { ...NO_CHANGES, ...report.changes } };
}
