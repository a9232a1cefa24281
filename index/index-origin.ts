import { writeDeclined } from './declined.ts';
import type { DocumentIndex } from './document-index.ts';
import type { GateFindings } from './gate.ts';
import { compareIndexes, type IndexChanges } from './index-changes.ts';
import { documentsIdOf } from './index-id.ts';
import { type RefreshReport, writeReport } from './refresh-reports.ts';
import { writeSnapshot } from './snapshot.ts';

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
  { dataDir }: { readonly dataDir: string },
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

export function messageOf(err: unknown): string {
  return err instanceof Error ? err.message : String(err);
}
