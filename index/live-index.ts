import { type Conditions, judge } from './acceptance.ts';
import { readDeclined } from './declined.ts';
import { buildIndex, type DocumentIndex, isMadeFrom } from './document-index.ts';
import { PlanciteError } from './errors.ts';
import type { GateFindings } from './gate.ts';
import { HeldSeeds } from './held-seeds.ts';
import { compareIndexes, NO_CHANGES } from './index-changes.ts';
import { documentsIdOf } from './index-id.ts';
import {
  type IndexOrigin,
  loadedOrigin,
  reportOf,
  storeBuilt,
  storeDeclined,
  storeRestrained,
  storeRolledBack,
} from './index-origin.ts';
import { seedsIdOf } from './manifest.ts';
import { MeaningMaker, type MeaningOptions, type MeaningStatus } from './meaning/meaning-maker.ts';
import { Pace } from './pace.ts';
import { RefreshQueue } from './refresh-queue.ts';
import { type RefreshReport, type Reports, readReports } from './refresh-reports.ts';
import { describeHeld } from './restrictions.ts';
import type { SeedSource, Seeds } from './seeds.ts';
import { readSnapshot, readSnapshotIds } from './snapshot.ts';

/** What an index is made from, where it is kept, and what a new one must not do. */
export type LiveIndexOptions = SeedSource &
  Conditions & {
    readonly dataDir: string;
    /** What indexes get their meaning by; without it, they have none. */
    readonly meaning?: MeaningOptions | null;
  };

/**
 * The index in use. A refresh builds the new one beside it and then swaps it in; answers never see a mixture. What is
 * stored in the data folder, and what there was declined, is looked up anew each time: other processes may share it.
 * Whatever keeps a new index from being taken, what its documents forbid to show is not shown from then on.
 */
export class LiveIndex {
  readonly #options: LiveIndexOptions;
  readonly #seeds: HeldSeeds;
  readonly #meaning: MeaningMaker | null;
  #current: DocumentIndex;
  #origin: IndexOrigin;
  /** Why the index in use is not that of the documents as they are. */
  #keptBecause: string | null = null;
  /** Id of the seeds that the index in use was kept within bounds by. */
  #restrainedBy: string | null = null;
  /** The index that the one in use replaced. */
  #replaced: DocumentIndex | null = null;
  readonly #queue = new RefreshQueue();

  private constructor(
    options: LiveIndexOptions,
    seeds: HeldSeeds,
    meaning: MeaningMaker | null,
    current: DocumentIndex,
    origin: IndexOrigin,
  ) {
    this.#options = options;
    this.#seeds = seeds;
    this.#meaning = meaning;
    this.#current = current;
    this.#origin = origin;
  }

  /**
   * Loads the snapshot in the data folder if it was made from the seeds as they are now, else builds the index and
   * stores it there. An index that cannot be stored is used all the same. A snapshot stays in use where the new index has
   * lost too much or was declined, or seeds, catalog or glossary cannot be used.
   * @throws {PlanciteError} without a snapshot, if the seeds folder, the catalog or the glossary cannot be used
   */
  static async open(options: LiveIndexOptions): Promise<LiveIndex> {
    const started = performance.now();
    const seeds = new HeldSeeds(options, options.dataDir);
    const meaning = options.meaning ? new MeaningMaker(options.meaning, options.dataDir) : null;
    const asFarAsKnown = async (index: DocumentIndex): Promise<DocumentIndex> =>
      meaning === null ? index : meaning.complete(index, null, false);
    const snapshot = await readSnapshot(options.dataDir);
    if (snapshot.outcome === 'read') {
      seeds.remember(snapshot.index.seeds.files);
      const index = await asFarAsKnown(await seeds.bound(snapshot.index, null));
      const origin = loadedOrigin(started, null, snapshot.sizeBytes);
      const live = new LiveIndex(options, seeds, meaning, index, origin);
      await live.#catchUp();
      await live.#pursueMeaning();
      return live;
    }
    const isDamaged = snapshot.outcome === 'unusable';
    const problems = isDamaged ? [`the stored index was not used: ${snapshot.reason}`] : [];
    const built = await asFarAsKnown(await buildIndex(await seeds.read(null)));
    const { golden } = await judge(null, built, options);
    const what = { replaced: null, golden, isSound: !isDamaged };
    const origin = await storeBuilt(built, what, options, started, problems);
    const live = new LiveIndex(options, seeds, meaning, built, origin);
    await live.#pursueMeaning();
    return live;
  }

  get current(): DocumentIndex {
    return this.#current;
  }

  get origin(): IndexOrigin {
    return this.#origin;
  }

  /** What a maintainer should know about the index in use. */
  get problems(): readonly string[] {
    return [
      ...this.#origin.problems,
      ...(this.#keptBecause === null ? [] : [this.#keptBecause]),
      ...this.#seeds.problems,
      ...(this.#meaning?.problems ?? []),
      ...describeHeld(this.#current.seeds.held),
    ];
  }

  /** How far the index in use is on its way to meaning; `null` where none has any. */
  get meaning(): MeaningStatus | null {
    return this.#meaning?.statusOf(this.#current) ?? null;
  }

  /** Does what somebody waits for; the making of meaning gives way. */
  async answering<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#meaning === null ? work() : this.#meaning.answering(work);
  }

  /**
   * Brings the index up to date with the seeds; `force` builds it anew even if they have not changed, and takes it however
   * much it has lost, and whatever the catalog does not restrict any more. Calls during a refresh are answered together by
   * one more after it: it may have missed what they are about.
   * @throws {PlanciteError} if the seeds folder, the catalog or the glossary cannot be used; the index in use stays
   */
  async refresh({ force }: { readonly force: boolean }): Promise<RefreshReport> {
    const report = await this.#queue.refresh(force, (isForced) => this.#refresh(isForced));
    await this.#pursueMeaning();
    return report;
  }

  /**
   * Returns to the index before the one in use, until the documents change again. What has been restricted or deleted since
   * stays so.
   * @throws {PlanciteError} `NO_PREVIOUS_INDEX`, `SEEDS_UNREADABLE`, `DATA_UNWRITABLE`; the index in use stays
   */
  async rollBack(): Promise<RefreshReport> {
    const report = await this.#queue.inTurn(() => this.#rollBack());
    await this.#pursueMeaning();
    return report;
  }

  /** Reports of what changed the index, or would have. */
  async reports(): Promise<Reports> {
    return readReports(this.#options.dataDir);
  }

  /** Brings a stored index up to date; one that cannot be brought so is used as it is. */
  async #catchUp(): Promise<void> {
    try {
      await this.#refresh(false);
    } catch (err) {
      if (!(err instanceof PlanciteError)) throw err;
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

  /** An index that has its meaning only now is of the same documents: that is no change to anybody. */
  async #pursueMeaning(): Promise<void> {
    const meaning = this.#meaning;
    const index = this.#current;
    meaning?.keep(index);
    if (meaning === null || index.meaning !== null) return;
    const pursued = meaning.finish(index).then((complete) =>
      this.#queue.inTurn(async () => {
        if (this.#current !== index) return;
        this.#current = await this.#seeds.boundSince(complete);
        meaning.keep(complete);
      }),
    );
    if (this.#options.meaning?.when === 'awaited') await pursued;
  }

  /** With its meaning, if that is not long in coming, or is there already where the one in use shows what it must not. */
  async #withMeaning(index: DocumentIndex, isUrgent: boolean): Promise<DocumentIndex> {
    return this.#meaning === null ? index : this.#meaning.complete(index, this.#current, !isUrgent);
  }

  async #refresh(force: boolean): Promise<RefreshReport> {
    const started = performance.now();
    const { dataDir } = this.#options;
    const old = this.#current;
    const stay = (outcome: 'unchanged' | 'kept', reason: string | null): RefreshReport => {
      this.#keptBecause = reason;
      const { id } = this.#current;
      return reportOf(
        { outcome, reason, oldIndexId: old.id, newIndexId: id, golden: null },
        NO_CHANGES,
        started,
      );
    };
    if (!force) {
      const wantedId = await this.#seeds.findId();
      const declined = readDeclined(dataDir);
      const reason = declined?.seedsId === wantedId ? declined.reason : null;
      const stored = readSnapshotIds(dataDir);
      // Another process on the folder has built the index of these documents, or rolled back from it.
      if (
        stored !== null &&
        stored.indexId !== documentsIdOf(old.id) &&
        (reason !== null || stored.seedsId === wantedId)
      ) {
        const adopted = await this.#adopt(reason, started);
        if (adopted !== null) return adopted;
      }
      if (isMadeFrom(old, wantedId)) {
        await this.#restrain(null); // Another process may have heard what this one has missed.
        return stay('unchanged', null);
      }
      if (reason !== null) {
        if (this.#restrainedBy !== wantedId) await this.#restrain(await this.#seeds.readAnyhow(old.seeds));
        return stay('kept', reason);
      }
    }
    const built = await this.#build(force);
    // What could not be read has left nothing but what there was.
    if (!force && built.id === documentsIdOf(old.id)) return stay('unchanged', null);
    const isUrgent = !(await this.#seeds.isBound(old, built.seeds)); // By words alone it is judged sooner.
    const complete = await this.#withMeaning(built, isUrgent);
    const { golden, declinedFor } = await judge(old, isUrgent ? built : complete, this.#options, force);
    if (declinedFor !== null) return this.#decline(built, declinedFor, golden, started);
    const index = await this.#seeds.boundSince(complete);
    const origin = await storeBuilt(index, { replaced: old, golden, trusts: !force }, this.#options, started);
    await this.#use(index, origin);
    return origin.report;
  }

  /** Where no index can be built, what is known of the documents restrains the one in use all the same. */
  async #build(force: boolean): Promise<DocumentIndex> {
    const old = this.#current;
    let seeds: Seeds | null = null;
    try {
      seeds = await this.#seeds.read(old.seeds, { anew: force });
      return await buildIndex(seeds, force ? null : old);
    } catch (err) {
      if (err instanceof PlanciteError && err.code !== 'SEEDS_UNREADABLE')
        await this.#restrain(seeds ?? (await this.#seeds.readAnyhow(old.seeds)), err.message);
      throw err;
    }
  }

  /**
   * Keeps the index in use within the bounds of the documents as they are now, and stores it so.
   * @param reason to be reported if there is anything to restrain
   */
  async #restrain(now: Seeds | null, reason: string | null = null): Promise<void> {
    const started = performance.now();
    const old = this.#current;
    const index = await this.#seeds.bound(old, now);
    if (index !== old) {
      const ids = { oldIndexId: old.id, newIndexId: index.id };
      const report = reportOf(
        { outcome: 'kept', reason, ...ids, golden: null },
        compareIndexes(old, index),
        started,
      );
      await this.#use(index, this.#origin, this.#keptBecause);
      await storeRestrained(index, reason === null ? null : report, this.#options);
    }
    if (now !== null) this.#restrainedBy = seedsIdOf(now.files);
  }

  /** Takes the stored index into use; `null` if it cannot be read. */
  async #adopt(keptBecause: string | null, started: number): Promise<RefreshReport | null> {
    const old = this.#current;
    const snapshot = await readSnapshot(this.#options.dataDir, 'current', old);
    if (snapshot.outcome !== 'read') return null;
    // It may have been stored before something was restricted, by this process or another.
    const bound = await this.#seeds.bound(snapshot.index, null);
    if (bound.id === documentsIdOf(old.id)) return null;
    const index = await this.#withMeaning(bound, true);
    const report = reportOf(
      {
        outcome: 'rebuilt',
        reason: keptBecause ?? 'taken over from another process',
        oldIndexId: old.id,
        newIndexId: index.id,
        golden: null, // The other process has judged it.
      },
      compareIndexes(old, index),
      started,
    );
    await this.#use(index, loadedOrigin(started, report, snapshot.sizeBytes), keptBecause);
    if (keptBecause !== null) await this.#restrain(await this.#seeds.readAnyhow(old.seeds));
    return report;
  }

  async #decline(
    built: DocumentIndex,
    reason: string,
    golden: GateFindings | null,
    started: number,
  ): Promise<RefreshReport> {
    const changes = compareIndexes(this.#current, built);
    const held = this.#replaced === null ? [] : [this.#replaced.search];
    await this.#current.search.retire(built.search, held, new Pace());
    this.#keptBecause = reason;
    const { id: oldIndexId } = this.#current;
    await this.#restrain(built.seeds);
    const { id: newIndexId } = this.#current;
    const report = reportOf({ outcome: 'kept', reason, oldIndexId, newIndexId, golden }, changes, started);
    await storeDeclined({ seedsId: seedsIdOf(built.seeds.files), reason }, report, this.#options);
    return report;
  }

  async #rollBack(): Promise<RefreshReport> {
    const started = performance.now();
    const old = this.#current;
    const previous = await readSnapshot(this.#options.dataDir, 'previous', old);
    if (previous.outcome !== 'read')
      throw new PlanciteError('NO_PREVIOUS_INDEX', 'there is no index before this one to return to');
    const wantedId = await this.#seeds.findId();
    const now = await this.#seeds.readAnyhow(old.seeds);
    const index = await this.#withMeaning(await this.#seeds.bound(previous.index, now), true);
    const reason = `rolled back from index ${documentsIdOf(old.id)} to ${documentsIdOf(index.id)}`;
    const keptBecause = isMadeFrom(index, wantedId)
      ? null
      : `${reason}, until the documents change or \`reindex --force\``;
    const report = reportOf(
      { outcome: 'rebuilt', reason, oldIndexId: old.id, newIndexId: index.id, golden: null },
      compareIndexes(old, index),
      started,
    );
    const declined = keptBecause === null ? null : { seedsId: wantedId, reason: keptBecause };
    const bytes = await storeRolledBack(index, declined, report, this.#options);
    this.#restrainedBy = wantedId;
    await this.#use(index, loadedOrigin(started, report, bytes), keptBecause);
    return report;
  }
}
