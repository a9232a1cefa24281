import { inTransaction, writing } from './database.ts';
import { type Declined, writeDeclined } from './declined.ts';
import type { DocumentIndex } from './document-index.ts';
import { PlanciteError } from './errors.ts';
import type { GateFindings } from './gate.ts';
import { compareIndexes, type IndexChanges } from './index-changes.ts';
import { documentsIdOf } from './index-id.ts';
import { type RefreshReport, writeReport } from './refresh-reports.ts';
import { writeSnapshot } from './snapshot.ts';

/** Where indexes are stored. */
type Folder = { readonly dataDir: string };

/** How the index in use came about. */
export type IndexOrigin = {
  /** `loaded` from a snapshot, or `built` from the seeds. */
  readonly how: 'loaded' | 'built';
  readonly tookMs: number;
  /** Of the change that brought it about; `null` if it was there before. */
  readonly report: RefreshReport | null;
  /** Size of the snapshot; `null` if none could be written. */
  readonly snapshotBytes: number | null;
  /** What a maintainer should know: why a snapshot was not used or could not be written. */
  readonly problems: readonly string[];
};

/** Reports tell of documents: an index without its meaning yet is the same there as with it. */
export function reportOf(
  {
    oldIndexId,
    newIndexId,
    ...what
  }: Pick<RefreshReport, 'outcome' | 'reason' | 'oldIndexId' | 'newIndexId' | 'golden'>,
  changes: IndexChanges,
  started: number,
): RefreshReport {
  return {
    at: new Date().toISOString(),
    tookMs: Math.round(performance.now() - started),
    ...what,
    oldIndexId: oldIndexId === null ? null : documentsIdOf(oldIndexId),
    newIndexId: documentsIdOf(newIndexId),
    changes,
  };
}

export function loadedOrigin(
  started: number,
  report: RefreshReport | null,
  snapshotBytes: number,
): IndexOrigin {
  return { how: 'loaded', tookMs: performance.now() - started, report, snapshotBytes, problems: [] };
}

/** Stores an index that was built, and the report of it; what cannot be stored is a problem of the index's origin. */
export async function storeBuilt(
  built: DocumentIndex,
  {
    replaced,
    golden,
    trusts = true,
    isSound = true,
  }: {
    readonly replaced: DocumentIndex | null;
    readonly golden: GateFindings | null;
    /** Both as of {@link writeSnapshot}. */
    readonly trusts?: boolean;
    readonly isSound?: boolean;
  },
  { dataDir }: Folder,
  started: number,
  problems: readonly string[] = [],
): Promise<IndexOrigin & { readonly report: RefreshReport }> {
  const report = reportOf(
    { outcome: 'rebuilt', reason: null, oldIndexId: replaced?.id ?? null, newIndexId: built.id, golden },
    compareIndexes(replaced, built),
    started,
  );
  const origin = { how: 'built' as const, tookMs: performance.now() - started, report };
  try {
    const keepsPrevious = replaced !== null && documentsIdOf(replaced.id) !== documentsIdOf(built.id);
    const snapshotBytes = await writeSnapshot(
      dataDir,
      built,
      { keepsPrevious, trusts, isSound },
      (database) => {
        writeDeclined(database, null);
        writeReport(database, report);
      },
    );
    return { ...origin, snapshotBytes, problems };
  } catch (err) {
    const problem = `the index could not be stored in ${dataDir} (${messageOf(err)}); it is used from memory`;
    return { ...origin, snapshotBytes: null, problems: [...problems, problem] };
  }
}

/**
 * Stores an index that was kept within bounds, in place of the one it was.
 * @param report of it, if there is to be one
 */
export async function storeRestrained(
  index: DocumentIndex,
  report: RefreshReport | null,
  { dataDir }: Folder,
): Promise<void> {
  try {
    await writeSnapshot(dataDir, index, { keepsPrevious: false }, (database) => {
      if (report !== null) writeReport(database, report);
    });
  } catch {} // The next start restrains it again.
}

/** Stores that an index was not taken. */
export async function storeDeclined(
  declined: Declined,
  report: RefreshReport,
  { dataDir }: Folder,
): Promise<void> {
  try {
    await writing(dataDir, (database) =>
      inTransaction(database, () => {
        writeDeclined(database, declined);
        writeReport(database, report);
      }),
    );
  } catch {} // It will be judged anew each time; the report is returned all the same.
}

/**
 * Stores an index that was returned to.
 * @param declined what is not to be taken in its place
 * @returns bytes of the database
 * @throws {PlanciteError} `DATA_UNWRITABLE`
 */
export async function storeRolledBack(
  index: DocumentIndex,
  declined: Declined | null,
  report: RefreshReport,
  { dataDir }: Folder,
): Promise<number> {
  try {
    return await writeSnapshot(dataDir, index, { keepsPrevious: true }, (database) => {
      writeDeclined(database, declined);
      writeReport(database, report);
    });
  } catch (err) {
    const problem = `not rolled back: ${dataDir} cannot be written to (${messageOf(err)})`;
    throw new PlanciteError('DATA_UNWRITABLE', problem, { cause: err });
  }
}

function messageOf(err: unknown): string {
  return err instanceof Error ? err.message : String(err);
}
