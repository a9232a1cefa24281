import type { Conditions } from './acceptance.ts';
import { type DocumentIndex, isMadeFrom } from './document-index.ts';
import { PlanciteError } from './errors.ts';
import { seedsIdOf } from './manifest.ts';
import { Restrictions } from './restrictions.ts';
import {
  readSeeds,
  type SeedSettings,
  type SeedSource,
  type Seeds,
  type SurveyedFile,
  surveySeeds,
} from './seeds.ts';
import { isWithin, type Restraint, restraintBy, tighten } from './tightened-index.ts';

const RESTRICTED_SINCE = 'its owner says so now, though the index in use is older';

/** The seeds as they are read, with who may see them as it was last said, and what follows from that for older indexes. */
export class HeldSeeds {
  readonly #source: SeedSource & Pick<Conditions, 'maxLoss'>;
  readonly #restrictions: Restrictions;
  /** The documents' files as they were last found. */
  #files: readonly SurveyedFile[] = [];
  #unremembered: readonly string[] = [];

  constructor(source: SeedSource & Pick<Conditions, 'maxLoss'>, dataDir: string) {
    this.#source = source;
    this.#restrictions = new Restrictions(dataDir);
  }

  /** What is to be mended, as it will be forgotten. */
  get problems(): readonly string[] {
    return this.#unremembered;
  }

  /** Files as an index that is stored has found them: what has not changed since need not be opened. */
  remember(files: readonly SurveyedFile[]): void {
    this.#files = files;
  }

  /**
   * What the seeds as they are now are known by.
   * @throws {PlanciteError} `SEEDS_UNREADABLE`
   */
  async findId(): Promise<string> {
    this.#files = await surveySeeds(this.#source, this.#files);
    return seedsIdOf(this.#files);
  }

  /**
   * @param before those that were answered from until now
   * @param anew reads every file, and takes back what the catalog said and does not say any more
   * @param instead settings to go by, whatever the folder holds
   * @throws {PlanciteError} as {@link readSeeds}
   */
  async read(
    before: Seeds | null,
    {
      anew = false,
      instead = null,
    }: { readonly anew?: boolean; readonly instead?: SeedSettings | null } = {},
  ): Promise<Seeds> {
    const read = await readSeeds(this.#source, before, { known: this.#files, instead, anew });
    const lifts = anew && instead === null;
    const { unremembered, ...held } = await this.#restrictions.hold(read, before, {
      lifts,
      isStale: instead !== null,
    });
    this.#unremembered = unremembered;
    this.#files = read.files;
    return { ...read, ...held };
  }

  /**
   * The same by the settings of those before, where those in the folder cannot be used.
   * @throws {PlanciteError} `SEEDS_UNREADABLE`
   */
  async readAnyhow(before: Seeds): Promise<Seeds> {
    try {
      return await this.read(before);
    } catch (err) {
      if (!(err instanceof PlanciteError) || err.code === 'SEEDS_UNREADABLE') throw err;
      return this.read(before, { instead: before });
    }
  }

  /** An older index without what the seeds as they are now forbid to show; without them, by what is remembered alone. */
  async bound(older: DocumentIndex, now: Seeds | null): Promise<DocumentIndex> {
    return tighten(older, await this.#restraintBy(older, now), RESTRICTED_SINCE);
  }

  /** An index that took its time without what the seeds have forbidden to show meanwhile. */
  async boundSince(made: DocumentIndex): Promise<DocumentIndex> {
    try {
      const isAsRead = isMadeFrom(made, await this.findId());
      return await this.bound(made, isAsRead ? null : await this.readAnyhow(made.seeds));
    } catch (err) {
      if (!(err instanceof PlanciteError)) throw err;
      return this.bound(made, null); // The folder is away: what is remembered counts.
    }
  }

  /** Whether an older index shows nothing that the seeds as they are now forbid to show. */
  async isBound(older: DocumentIndex, now: Seeds): Promise<boolean> {
    return isWithin(older, await this.#restraintBy(older, now));
  }

  async #restraintBy(older: DocumentIndex, now: Seeds | null): Promise<Restraint> {
    const { withheld, internal } = restraintBy(older, now, this.#source);
    const known = await this.#restrictions.internalAmong(older.seeds.documents);
    return { withheld, internal: internal.union(known) };
  }
}
