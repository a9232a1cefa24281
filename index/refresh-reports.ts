import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { MAX_REPORTS, openToRead, storedReports } from './database.ts';
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

/** The reports of a data folder, oldest first. */
export type Reports = {
  readonly reports: readonly RefreshReport[];
  /** Why there may have been more; `null` if these are all. */
  readonly problem: string | null;
};

const texts = z.array(z.string());
const outcome = z.looseObject({ isHit: z.boolean(), document: z.string().nullable() });

/** What a report must hold to be shown. One that another version wrote may hold more. */
const Stored = z.looseObject({
  at: z.string().refine((time) => !Number.isNaN(Date.parse(time))),
  tookMs: z.number(),
  outcome: z.enum(['unchanged', 'rebuilt', 'kept']),
  reason: z.string().nullable(),
  oldIndexId: z.string().nullable(),
  newIndexId: z.string(),
  changes: z.looseObject({
    added: texts,
    removed: texts,
    renamed: z.array(z.looseObject({ from: z.string(), to: z.string() })),
    changed: z.array(
      z.looseObject({ path: z.string(), appeared: texts, vanished: texts, moved: z.number() }),
    ),
    refused: z.array(z.looseObject({ path: z.string(), reason: z.string() })),
  }),
  golden: z
    .looseObject({
      questions: z.number(),
      hitsBefore: z.number().nullable(),
      hitsAfter: z.number(),
      changes: z.number(),
      changed: z.array(
        z.looseObject({ id: z.string(), question: z.string(), before: outcome, after: outcome }),
      ),
      problem: z.string().nullable(),
    })
    .nullable(),
});

/**
 * Puts a report into a database open for writing, which holds the last {@link MAX_REPORTS} of them.
 * @throws {Error} from SQLite
 */
export function writeReport(database: DatabaseSync, report: RefreshReport): void {
  database.prepare('INSERT INTO report (content) VALUES (?)').run(JSON.stringify(report));
  database.prepare('DELETE FROM report WHERE id <= (SELECT max(id) FROM report) - ?').run(MAX_REPORTS);
}

/** The reports kept in `dataDir`, as far as they can be read. */
export function readReports(dataDir: string): Reports {
  try {
    using database = openToRead(dataDir);
    if (database === null) return { reports: [], problem: null };
    const { contents, unreadable } = storedReports(database);
    const reports = contents.map(parseReport).filter((report) => report !== null);
    const lost = contents.length - reports.length + unreadable;
    return { reports, problem: lost === 0 ? null : `stored reports of changes that cannot be read: ${lost}` };
  } catch (err) {
    const reason = err instanceof Error ? err.message : String(err);
    return { reports: [], problem: `the stored reports of changes cannot be read: ${reason}` };
  }
}

function parseReport(content: string): RefreshReport | null {
  try {
    return toReport(Stored.parse(JSON.parse(content)) as unknown as RefreshReport); // It holds all that is shown of one.
  } catch {
    return null;
  }
}

/** Reports outlast the versions that wrote them: what an older one did not tell of did not happen. */
function toReport(report: RefreshReport): RefreshReport {
  return { ...report, changes: { ...NO_CHANGES, ...report.changes } };
}
