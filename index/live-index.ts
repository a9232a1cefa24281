import { type Declined, readDeclined, removeDeclined, writeDeclined } from './declined.ts';
import { buildIndex, type DocumentIndex } from './document-index.ts';
import { PlanciteError } from './errors.ts';
import { compareIndexes, type IndexChanges } from './index-changes.ts';
import { FORMAT_VERSION, indexIdOf, type Manifest } from './manifest.ts';
import { keepReport, type RefreshReport, readReports } from './refresh-reports.ts';
import { readManifest, readSeeds, type SeedSource } from './seeds.ts';
import { readSnapshot, writeSnapshot } from './snapshot.ts';

/** How the index in use came about. */
export type IndexOrigin = {
  /** `loaded` from the snapshot, or `built` from the seeds. */
  readonly how: 'loaded' | 'built';
  readonly tookMs: number;
  /** The index in use or in the snapshot before; `null` if there was none that could be used. */
  readonly replacedId: string | null;
  /** Size of the snapshot; `null` if none could be written. */
  readonly snapshotBytes: number | null;
  /** What a maintainer should know: why a snapshot was not used or could not be written, or an index not taken. */
  readonly problems: readonly string[];
};

/** What an index is kept from and where, and how much of it a refresh may lose. */
export type LiveIndexOptions = SeedSource & {
  readonly dataDir: string;
  /** A refresh that would leave fewer passages than this share of the old ones, lost, is not taken; 0 to 1. */
  readonly maxLoss: number;
};

const NO_CHANGES: IndexChanges = { added: [], removed: [], renamed: [], changed: [], refused: [] };

type Refreshing = { force: boolean; readonly report: Promise<RefreshReport> };

/** The index in use. A refresh builds the new one beside it and then swaps it in; answers never see a mixture. */
export class LiveIndex {
  readonly #options: LiveIndexOptions;
  #current: DocumentIndex;
  #origin: IndexOrigin;
  #running: Promise<unknown> = Promise.resolve();
  #queued: Refreshing | null = null;
  #declined: Declined | null;

  private constructor(
    options: LiveIndexOptions,
    current: DocumentIndex,
    origin: IndexOrigin,
    declined: Declined | null,
  ) {
    this.#options = options;
    this.#current = current;
    this.#origin = origin;
    this.#declined = declined;
  }

  /**
   * Loads the snapshot in the data folder if it was made from the seeds as they are now, else builds the index and
   * stores it there. An index that cannot be stored is used all the same; one that lost too much is not taken in place of
   * a snapshot that has not.
   * @throws {PlanciteError} if the seeds folder, the catalog or the glossary cannot be used
   */
  static async open(options: LiveIndexOptions): Promise<LiveIndex> {
    const started = performance.now();
    const snapshot = await readSnapshot(options.dataDir);
    const stored = snapshot.outcome === 'read' ? snapshot : null;
    const loaded = (problems: readonly string[]): IndexOrigin => ({
      how: 'loaded',
      tookMs: performance.now() - started,
      replacedId: null,
      snapshotBytes: stored?.sizeBytes ?? null,
      problems,
    });
    if (stored !== null) {
      const manifest = await readManifest(options);
      if (isSame(stored.index.seeds.manifest, manifest))
        return new LiveIndex(options, stored.index, loaded([]), null);
      const declined = await readDeclined(options.dataDir);
      if (declined?.indexId === indexIdOf(manifest))
        return new LiveIndex(options, stored.index, loaded([declined.reason]), declined);
    }
    const built = buildIndex(await readSeeds(options));
    const loss = describeLoss(stored?.index ?? null, built, options.maxLoss);
    if (stored !== null && loss !== null) {
      const live = new LiveIndex(options, stored.index, loaded([]), null);
      await live.#decline(built, loss, started);
      return live;
    }
    const problems =
      snapshot.outcome === 'unusable' ? [`the stored index was not used: ${snapshot.reason}`] : [];
    const { origin } = await store(built, stored?.index ?? null, options, started, problems);
    return new LiveIndex(options, built, origin, null);
  }

  get current(): DocumentIndex {
    return this.#current;
  }

  get origin(): IndexOrigin {
    return this.#origin;
  }

  /**
   * Brings the index up to date with the seeds; `force` builds it anew even if they have not changed, and takes it however
   * much it has lost. Calls during a refresh are answered together by one more after it: it may have missed what they are
   * about.
   * @throws {PlanciteError} as `open`; the index in use stays
   */
  async refresh({ force }: { readonly force: boolean }): Promise<RefreshReport> {
    if (this.#queued !== null) {
      this.#queued.force ||= force;
      return this.#queued.report;
    }
    const report = this.#running
      .catch(() => null)
      .then(() => {
        const isForced = this.#queued?.force ?? force;
        this.#queued = null;
        return this.#refresh(isForced);
      });
    this.#queued = { force, report };
    this.#running = report;
    return report;
  }

  /** Reports of what changed the index, or would have, oldest first. */
  reports(): Promise<RefreshReport[]> {
    return readReports(this.#options.dataDir);
  }

  async #refresh(force: boolean): Promise<RefreshReport> {
    const started = performance.now();
    const old = this.#current;
    if (!force) {
      const manifest = await readManifest(this.#options);
      if (isSame(old.seeds.manifest, manifest)) return reportOf('unchanged', null, old.id, started);
      if (this.#declined?.indexId === indexIdOf(manifest))
        return reportOf('kept', this.#declined.reason, old.id, started);
    }
    const built = buildIndex(await readSeeds(this.#options));
    const loss = force ? null : describeLoss(old, built, this.#options.maxLoss);
    if (loss !== null) return this.#decline(built, loss, started);
    const { origin, report } = await store(built, old, this.#options, started, []);
    this.#current = built;
    this.#origin = origin;
    await this.#forget();
    return report;
  }

  async #decline(built: DocumentIndex, reason: string, started: number): Promise<RefreshReport> {
    const old = this.#current;
    const report: RefreshReport = {
      at: new Date().toISOString(),
      tookMs: Math.round(performance.now() - started),
      outcome: 'kept',
      reason,
      oldIndexId: old.id,
      newIndexId: old.id,
      changes: compareIndexes(old, built),
    };
    await this.#remember({ indexId: built.id, reason });
    await keepReport(this.#options.dataDir, report).catch(() => null); // The report is returned all the same.
    return report;
  }

  /** Notes what is declined, for this process and the next; where it cannot be stored, the next judges anew. */
  async #remember(declined: Declined): Promise<void> {
    this.#declined = declined;
    this.#origin = { ...this.#origin, problems: [declined.reason] };
    await writeDeclined(this.#options.dataDir, declined).catch(() => null);
  }

  /**
   * Returns to the index before the one in use, until the documents change again.
   * @throws {PlanciteError} `NO_PREVIOUS_INDEX`, `SEEDS_UNREADABLE`
   */
  async rollBack(): Promise<RefreshReport> {
    const report = this.#running.catch(() => null).then(() => this.#rollBack());
    this.#running = report;
    return report;
  }

  async #rollBack(): Promise<RefreshReport> {
    const started = performance.now();
    const { dataDir } = this.#options;
    const previous = await readSnapshot(dataDir, 'previous');
    if (previous.outcome !== 'read')
      throw new PlanciteError('NO_PREVIOUS_INDEX', 'there is no index before this one to return to');
    const old = this.#current;
    const indexId = indexIdOf(await readManifest(this.#options));
    const { origin, report } = await store(previous.index, old, this.#options, started, []);
    this.#current = previous.index;
    this.#origin = origin;
    if (indexId === previous.index.id) await this.#forget();
    else
      await this.#remember({
        indexId,
        reason: `rolled back from index ${old.id} to ${previous.index.id}, until the documents change or \`reindex --force\``,
      });
    return report;
  }

  async #forget(): Promise<void> {
    this.#declined = null;
    await removeDeclined(this.#options.dataDir).catch(() => null); // It names an index that is in use: it does nothing.
  }
}

/** A report of a refresh that left the index as it is. */
function reportOf(
  outcome: 'unchanged' | 'kept',
  reason: string | null,
  indexId: string,
  started: number,
): RefreshReport {
  return {
    at: new Date().toISOString(),
    tookMs: Math.round(performance.now() - started),
    outcome,
    reason,
    oldIndexId: indexId,
    newIndexId: indexId,
    changes: NO_CHANGES,
  };
}

/** Stores an index that was built, and the report of it; what cannot be stored is a problem of the index's origin. */
async function store(
  built: DocumentIndex,
  replaced: DocumentIndex | null,
  { dataDir }: LiveIndexOptions,
  started: number,
  problems: readonly string[],
): Promise<{ readonly origin: IndexOrigin; readonly report: RefreshReport }> {
  const tookMs = performance.now() - started;
  const replacedId = replaced?.id ?? null;
  const report: RefreshReport = {
    at: new Date().toISOString(),
    tookMs: Math.round(tookMs),
    outcome: 'rebuilt',
    reason: null,
    oldIndexId: replacedId,
    newIndexId: built.id,
    changes: compareIndexes(replaced, built),
  };
  const origin = { how: 'built' as const, tookMs, replacedId };
  try {
    const keepsPrevious = replaced !== null && replaced.id !== built.id;
    const snapshotBytes = await writeSnapshot(dataDir, built, { keepsPrevious });
    await keepReport(dataDir, report);
    return { report, origin: { ...origin, snapshotBytes, problems } };
  } catch (err) {
    const problem = `the index could not be stored in ${dataDir} (${err instanceof Error ? err.message : String(err)}); it is used from memory`;
    return { report, origin: { ...origin, snapshotBytes: null, problems: [...problems, problem] } };
  }
}

/** Why an index is not taken in place of another: a wiped or unmounted folder must not empty the answers. */
function describeLoss(before: DocumentIndex | null, after: DocumentIndex, maxLoss: number): string | null {
  if (before === null || before.search.passages.length === 0) return null;
  const lost = 1 - after.search.passages.length / before.search.passages.length;
  if (lost <= maxLoss) return null;
  const share = Math.round(100 * lost);
  return `the documents as they are now would lose ${share} % of the passages (${after.documents.size} of ${before.documents.size} documents are left): the index in use was kept; \`reindex --force\` takes the new one (REFRESH_MAX_LOSS)`;
}

function isSame(a: Manifest, b: Manifest): boolean {
  return a.formatVersion === FORMAT_VERSION && JSON.stringify(a) === JSON.stringify(b);
}
