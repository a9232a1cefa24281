import { buildIndex, type DocumentIndex } from './document-index.ts';
import { FORMAT_VERSION, type Manifest } from './manifest.ts';
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
  /** What a maintainer should know: why a snapshot was not used or could not be written. */
  readonly problems: readonly string[];
};

/** What a refresh did. */
export type RefreshReport = {
  readonly outcome: 'unchanged' | 'rebuilt';
  readonly oldIndexId: string;
  readonly newIndexId: string;
  readonly origin: IndexOrigin;
};

/** The index in use. A refresh builds the new one beside it and then swaps it in; answers never see a mixture. */
export class LiveIndex {
  readonly #source: SeedSource;
  readonly #dataDir: string;
  #current: DocumentIndex;
  #origin: IndexOrigin;
  #refreshing: { readonly force: boolean; readonly report: Promise<RefreshReport> } | null = null;

  private constructor(source: SeedSource, dataDir: string, current: DocumentIndex, origin: IndexOrigin) {
    this.#source = source;
    this.#dataDir = dataDir;
    this.#current = current;
    this.#origin = origin;
  }

  /**
   * Loads the snapshot in `dataDir` if it was made from the seeds as they are now, else builds the index and
   * stores it there. An index that cannot be stored is used all the same.
   * @throws {PlanciteError} if the seeds folder, the catalog or the glossary cannot be used
   */
  static async open(source: SeedSource, dataDir: string): Promise<LiveIndex> {
    const started = performance.now();
    const snapshot = await readSnapshot(dataDir);
    if (snapshot.outcome === 'read' && isSame(snapshot.index.seeds.manifest, await readManifest(source))) {
      const tookMs = performance.now() - started;
      const origin: IndexOrigin = {
        how: 'loaded',
        tookMs,
        replacedId: null,
        snapshotBytes: snapshot.sizeBytes,
        problems: [],
      };
      return new LiveIndex(source, dataDir, snapshot.index, origin);
    }
    const problems =
      snapshot.outcome === 'unusable' ? [`the stored index was not used: ${snapshot.reason}`] : [];
    const replacedId = snapshot.outcome === 'read' ? snapshot.index.id : null;
    const { index, origin } = await build(source, dataDir, replacedId, problems);
    return new LiveIndex(source, dataDir, index, origin);
  }

  get current(): DocumentIndex {
    return this.#current;
  }

  get origin(): IndexOrigin {
    return this.#origin;
  }

  /**
   * Brings the index up to date with the seeds; `force` builds it anew even if they have not changed. A call
   * during a refresh joins it, unless that one is not forced and this one is: then it follows it.
   * @throws {PlanciteError} as `open`; the index in use stays
   */
  async refresh({ force }: { readonly force: boolean }): Promise<RefreshReport> {
    const running = this.#refreshing;
    if (running !== null && (running.force || !force)) return running.report;
    const report = Promise.resolve(running?.report.catch(() => null)).then(() => this.#refresh(force));
    const refreshing = { force, report };
    this.#refreshing = refreshing;
    return report.finally(() => {
      if (this.#refreshing === refreshing) this.#refreshing = null;
    });
  }

  async #refresh(force: boolean): Promise<RefreshReport> {
    const oldIndexId = this.#current.id;
    if (!force && isSame(this.#current.seeds.manifest, await readManifest(this.#source))) {
      return { outcome: 'unchanged', oldIndexId, newIndexId: oldIndexId, origin: this.#origin };
    }
    const { index, origin } = await build(this.#source, this.#dataDir, oldIndexId, []);
    this.#current = index;
    this.#origin = origin;
    return { outcome: 'rebuilt', oldIndexId, newIndexId: index.id, origin };
  }
}

async function build(
  source: SeedSource,
  dataDir: string,
  replacedId: string | null,
  problems: readonly string[],
): Promise<{ index: DocumentIndex; origin: IndexOrigin }> {
  const started = performance.now();
  const index = buildIndex(await readSeeds(source));
  const tookMs = performance.now() - started;
  try {
    const snapshotBytes = await writeSnapshot(dataDir, index);
    return { index, origin: { how: 'built', tookMs, replacedId, snapshotBytes, problems } };
  } catch (err) {
    const problem = `the index could not be stored in ${dataDir} (${err instanceof Error ? err.message : String(err)}); it is used from memory`;
    return {
      index,
      origin: { how: 'built', tookMs, replacedId, snapshotBytes: null, problems: [...problems, problem] },
    };
  }
}

function isSame(a: Manifest, b: Manifest): boolean {
  return a.formatVersion === FORMAT_VERSION && JSON.stringify(a) === JSON.stringify(b);
}
