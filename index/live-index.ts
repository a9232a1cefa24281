import { type Conditions, judge } from './acceptance.ts';
import { inTransaction, writing } from './database.ts';
import { readDeclined, writeDeclined } from './declined.ts';
import { buildIndex, type DocumentIndex } from './document-index.ts';
import { PlanciteError } from './errors.ts';
import type { GateFindings } from './gate.ts';
import { compareIndexes, type IndexChanges } from './index-changes.ts';
import { indexIdOf, manifestOf } from './manifest.ts';
import { Pace } from './pace.ts';
import { RefreshQueue } from './refresh-queue.ts';
import { type RefreshReport, readReports, writeReport } from './refresh-reports.ts';
import { readSeeds, type SeedSource, type SurveyedFile, surveySeeds } from './seeds.ts';
import { readSnapshot, readSnapshotId, writeSnapshot } from './snapshot.ts';

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

/** What an index is made from, where it is kept, and what a new one must not do. */
export type LiveIndexOptions = SeedSource & Conditions & { readonly dataDir: string };

const NO_CHANGES: IndexChanges = { added: [], removed: [], renamed: [], changed: [], refused: [] };

/**
 * The index in use. A refresh builds the new one beside it and then swaps it in; answers never see a mixture. What is
 * stored in the data folder, and what there was declined, is looked up anew each time: other processes may share it.
 */
export class LiveIndex {
  readonly #options: LiveIndexOptions;
  #current: DocumentIndex;
  #origin: IndexOrigin;
  /** Why the index in use is not that of the documents as they are. */
  #keptBecause: string | null = null;
  /** The index that the one in use replaced. */
  #replaced: DocumentIndex | null = null;
  /** The documents' files as they were last found. */
  #files: readonly SurveyedFile[];
  readonly #queue = new RefreshQueue();

  private constructor(options: LiveIndexOptions, current: DocumentIndex, origin: IndexOrigin) {
    this.#options = options;
    this.#current = current;
    this.#origin = origin;
    this.#files = current.seeds.files;
  }

  /**
   * Loads the snapshot in the data folder if it was made from the seeds as they are now, else builds the index and
   * stores it there. An index that cannot be stored is used all the same. A snapshot stays in use where the new index has
   * lost too much or was declined, or the catalog or glossary cannot be used.
   * @throws {PlanciteError} if the seeds folder cannot be used; without a snapshot also for the catalog and glossary
   */
  static async open(options: LiveIndexOptions): Promise<LiveIndex> {
    const started = performance.now();
    const snapshot = await readSnapshot(options.dataDir);
    if (snapshot.outcome === 'read') {
      const live = new LiveIndex(options, snapshot.index, loadedOrigin(started, null, snapshot.sizeBytes));
      await live.#catchUp();
      return live;
    }
    const isDamaged = snapshot.outcome === 'unusable';
    const problems = isDamaged ? [`the stored index was not used: ${snapshot.reason}`] : [];
    const built = await buildIndex(await readSeeds(options));
    const { golden } = await judge(null, built, options);
    const what = { replaced: null, golden, trusts: !isDamaged };
    return new LiveIndex(options, built, await store(built, what, options, started, problems));
  }

  get current(): DocumentIndex {
    return this.#current;
  }

  get origin(): IndexOrigin {
    return this.#origin;
  }

  /** What a maintainer should know about the index in use. */
  get problems(): readonly string[] {
    return [...this.#origin.problems, ...(this.#keptBecause === null ? [] : [this.#keptBecause])];
  }

  /**
   * Brings the index up to date with the seeds; `force` builds it anew even if they have not changed, and takes it however
   * much it has lost. Calls during a refresh are answered together by one more after it: it may have missed what they are
   * about.
   * @throws {PlanciteError} if the seeds folder, the catalog or the glossary cannot be used; the index in use stays
   */
  async refresh({ force }: { readonly force: boolean }): Promise<RefreshReport> {
    return this.#queue.refresh(force, (isForced) => this.#refresh(isForced));
  }

  /**
   * Returns to the index before the one in use, until the documents change again.
   * @throws {PlanciteError} `NO_PREVIOUS_INDEX`, `SEEDS_UNREADABLE`, `DATA_UNWRITABLE`; the index in use stays
   */
  async rollBack(): Promise<RefreshReport> {
    return this.#queue.inTurn(() => this.#rollBack());
  }

  /** Reports of what changed the index, or would have, oldest first. */
  async reports(): Promise<RefreshReport[]> {
    return readReports(this.#options.dataDir);
  }

  /** Id of the index that the seeds as they are now would make. */
  async #findWantedId(): Promise<string> {
    this.#files = await surveySeeds(this.#options, this.#files);
    return idOf(this.#files);
  }

  /** Brings a stored index up to date; one that cannot be brought so is used as it is. */
  async #catchUp(): Promise<void> {
    try {
      await this.#refresh(false);
    } catch (err) {
      if (!(err instanceof PlanciteError) || err.code === 'SEEDS_UNREADABLE') throw err;
      this.#keptBecause = `${err.message}; the index in use was kept`;
    }
  }

  /** What the index before the one replaced held alone is forgotten now: somebody may still be at work with that one. */
  async #use(index: DocumentIndex, origin: IndexOrigin, keptBecause: string | null = null): Promise<void> {
    const forgotten = this.#replaced;
    this.#replaced = this.#current;
    this.#current = index;
    this.#origin = origin;
    this.#keptBecause = keptBecause;
    if (forgotten !== null) await index.search.retire(forgotten.search, [this.#replaced.search], new Pace());
  }

  async #refresh(force: boolean): Promise<RefreshReport> {
    const started = performance.now();
    const { dataDir } = this.#options;
    const old = this.#current;
    const stay = (outcome: 'unchanged' | 'kept', reason: string | null): RefreshReport => {
      this.#keptBecause = reason;
      return reportOf(
        { outcome, reason, oldIndexId: old.id, newIndexId: old.id, golden: null },
        NO_CHANGES,
        started,
      );
    };
    if (!force) {
      const wantedId = await this.#findWantedId();
      const declined = readDeclined(dataDir);
      const reason = declined?.indexId === wantedId ? declined.reason : null;
      const storedId = readSnapshotId(dataDir);
      // Another process on the folder has built the index of these documents, or rolled back from it.
      if (storedId !== null && storedId !== old.id && (reason !== null || storedId === wantedId)) {
        const adopted = await this.#adopt(reason, started);
        if (adopted !== null) return adopted;
      }
      if (old.id === wantedId) return stay('unchanged', null);
      if (reason !== null) return stay('kept', reason);
    }
    const built = force
      ? await buildIndex(await readSeeds(this.#options))
      : await buildIndex(await readSeeds(this.#options, old.seeds, this.#files), old);
    this.#files = built.seeds.files;
    const { golden, declinedFor } = await judge(old, built, this.#options, force);
    if (declinedFor !== null) return this.#decline(built, declinedFor, golden, started);
    const origin = await store(built, { replaced: old, golden }, this.#options, started);
    await this.#use(built, origin);
    return origin.report;
  }

  /** Takes the stored index into use; `null` if it cannot be read. */
  async #adopt(keptBecause: string | null, started: number): Promise<RefreshReport | null> {
    const old = this.#current;
    const snapshot = await readSnapshot(this.#options.dataDir, 'current', old);
    if (snapshot.outcome !== 'read') return null;
    const report = reportOf(
      {
        outcome: 'rebuilt',
        reason: keptBecause ?? 'taken over from another process',
        oldIndexId: old.id,
        newIndexId: snapshot.index.id,
        golden: null, // The other process has judged it.
      },
      compareIndexes(old, snapshot.index),
      started,
    );
    await this.#use(snapshot.index, loadedOrigin(started, report, snapshot.sizeBytes), keptBecause);
    return report;
  }

  async #decline(
    built: DocumentIndex,
    reason: string,
    golden: GateFindings | null,
    started: number,
  ): Promise<RefreshReport> {
    const { dataDir } = this.#options;
    const { id } = this.#current;
    const report = reportOf(
      { outcome: 'kept', reason, oldIndexId: id, newIndexId: id, golden },
      compareIndexes(this.#current, built),
      started,
    );
    this.#keptBecause = reason;
    const held = this.#replaced === null ? [] : [this.#replaced.search];
    await this.#current.search.retire(built.search, held, new Pace());
    try {
      await writing(dataDir, (database) =>
        inTransaction(database, () => {
          writeDeclined(database, { indexId: built.id, reason });
          writeReport(database, report);
        }),
      );
    } catch {} // It will be judged anew each time; the report is returned all the same.
    return report;
  }

  async #rollBack(): Promise<RefreshReport> {
    const started = performance.now();
    const { dataDir } = this.#options;
    const old = this.#current;
    const previous = await readSnapshot(dataDir, 'previous', old);
    if (previous.outcome !== 'read')
      throw new PlanciteError('NO_PREVIOUS_INDEX', 'there is no index before this one to return to');
    const { index } = previous;
    const wantedId = await this.#findWantedId();
    const reason = `rolled back from index ${old.id} to ${index.id}`;
    const keptBecause =
      index.id === wantedId ? null : `${reason}, until the documents change or \`reindex --force\``;
    const report = reportOf(
      { outcome: 'rebuilt', reason, oldIndexId: old.id, newIndexId: index.id, golden: null },
      compareIndexes(old, index),
      started,
    );
    const declined = keptBecause === null ? null : { indexId: wantedId, reason: keptBecause };
    let bytes: number;
    try {
      bytes = await writeSnapshot(dataDir, index, { keepsPrevious: true }, (database) => {
        writeDeclined(database, declined);
        writeReport(database, report);
      });
    } catch (err) {
      const problem = `not rolled back: ${dataDir} cannot be written to (${describe(err)})`;
      throw new PlanciteError('DATA_UNWRITABLE', problem, { cause: err });
    }
    await this.#use(index, loadedOrigin(started, report, bytes), keptBecause);
    return report;
  }
}

function idOf(files: readonly SurveyedFile[]): string {
  return indexIdOf(manifestOf(files));
}

function reportOf(
  what: Pick<RefreshReport, 'outcome' | 'reason' | 'oldIndexId' | 'newIndexId' | 'golden'>,
  changes: IndexChanges,
  started: number,
): RefreshReport {
  return {
    at: new Date().toISOString(),
    tookMs: Math.round(performance.now() - started),
    ...what,
    changes,
  };
}

function loadedOrigin(started: number, report: RefreshReport | null, snapshotBytes: number): IndexOrigin {
  return { how: 'loaded', tookMs: performance.now() - started, report, snapshotBytes, problems: [] };
}

/** Stores an index that was built, and the report of it; what cannot be stored is a problem of the index's origin. */
async function store(
  built: DocumentIndex,
  {
    replaced,
    golden,
    trusts = true,
  }: {
    readonly replaced: DocumentIndex | null;
    readonly golden: GateFindings | null;
    /** As of {@link writeSnapshot}. */
    readonly trusts?: boolean;
  },
  { dataDir }: LiveIndexOptions,
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
    const keepsPrevious = replaced !== null && replaced.id !== built.id;
    const snapshotBytes = await writeSnapshot(dataDir, built, { keepsPrevious, trusts }, (database) => {
      writeDeclined(database, null);
      writeReport(database, report);
    });
    return { ...origin, snapshotBytes, problems };
  } catch (err) {
    const problem = `the index could not be stored in ${dataDir} (${describe(err)}); it is used from memory`;
    return { ...origin, snapshotBytes: null, problems: [...problems, problem] };
  }
}

function describe(err: unknown): string {
  return err instanceof Error ? err.message : String(err);
}
