import { setTimeout as delay } from 'node:timers/promises';
import PQueue from 'p-queue';
import type { DocumentIndex } from '../document-index.ts';
import { idWithModels } from '../index-id.ts';
import { Pace } from '../pace.ts';
import { encodeTexts, FEW } from './encode-texts.ts';
import type { Encoding } from './encoding-process.ts';
import type { Meaning, Models } from './meaning.ts';
import type { Runtime } from './model-settings.ts';
import type { ModelSource } from './model-source.ts';
import { Retries } from './retries.ts';
import { VectorDraft } from './vector-draft.ts';
import { VectorStore } from './vector-store.ts';
import type { Vector } from './vectors.ts';

/** What gives indexes their meaning, and when. */
export type MeaningOptions = {
  readonly models: ModelSource;
  /**
   * `awaited`: whoever opens or refreshes an index waits for it. `behind`: answers go by words alone until it is there, which an
   * index waits a moment for. `stored`: they do so unless nothing has to be encoded.
   */
  readonly when: 'awaited' | 'behind' | 'stored';
  /** Told of the units that have a vector, and how many there are. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  /** Told when an index has its meaning, or is not going to have it. */
  readonly onEnded?: ((ended: MeaningEnded) => void) | undefined;
};

/** What was encoded for an index; `problem` says why it has no meaning all the same. */
export type MeaningEnded = {
  readonly indexId: string;
  readonly units: number;
  readonly encoded: number;
  readonly tookMs: number;
  readonly problem: string | null;
};

/** How far an index is on its way to meaning. Plain data. */
export type MeaningStatus = {
  /** Whether answers go by it. */
  readonly isInUse: boolean;
  /** Pieces of text, and those of them that have a vector. */
  readonly units: number;
  readonly unitsDone: number;
  /** Id of the models. */
  readonly models: string;
  /** `null` until they are loaded. */
  readonly runtime: Runtime | null;
  /** Why answers will not go by it as things are; `null` if they do, or are going to. */
  readonly problem: string | null;
};

/** Where people ask without a pause, encoding goes on all the same, this slowly. */
const MAX_PAUSE_MS = 1_000;
/** No index waits longer to be in use: the next look for what must not be shown any more waits for that. */
const MAX_WAIT_MS = 1_000;
/** After so many units, those that are new are stored: a process that ends has lost no more. */
const AT_ONCE = 64;

type Job = {
  readonly index: DocumentIndex;
  readonly over: AbortController;
  hasFailed: boolean;
  readonly done: Promise<DocumentIndex>;
};

/** Gives indexes their meaning. What has a vector, in the data folder or in the index before, is not encoded again. */
export class MeaningMaker {
  readonly #options: MeaningOptions;
  readonly #store: VectorStore;
  readonly #drafts = new WeakMap<DocumentIndex, VectorDraft>();
  readonly #questions = new PQueue();
  #models: Models | null = null;
  #opening: Promise<Models> | null = null;
  #job: Job | null = null;
  /** Made for an index that did not get all of them. */
  #made = new Map<string, Vector>();
  /** Whether nothing has been stored since it was tidied; there is no need to look for that at each start. */
  #isTidy = true;
  /** Made and not stored yet. */
  readonly #unstored = new Map<string, Vector>();
  readonly #retries = new Retries();
  /** Why the last index that was worked for has no meaning. */
  #failure: string | null = null;
  /** Why nothing can be stored. */
  #obstacle: string | null = null;

  constructor(options: MeaningOptions, dataDir: string) {
    this.#options = options;
    this.#store = new VectorStore(dataDir);
  }

  /** What a maintainer should know. */
  get problems(): readonly string[] {
    return [
      ...(this.#failure === null ? [] : [`answers go by words alone: ${this.#failure}`]),
      ...(this.#obstacle === null
        ? []
        : [`vectors cannot be stored (${this.#obstacle}); whatever is started makes them anew`]),
    ];
  }

  statusOf(index: DocumentIndex): MeaningStatus {
    const units = index.meaning === null ? (this.#drafts.get(index)?.units ?? 0) : unitsOf(index.meaning);
    return {
      isInUse: index.meaning !== null,
      units,
      unitsDone: units - (this.#drafts.get(index)?.missing.size ?? 0),
      models: this.#options.models.id,
      runtime: this.#models?.encoder.runtime ?? null,
      problem: index.meaning === null ? this.#failure : null,
    };
  }

  /** Answers a question; what is encoded meanwhile gives way. */
  answering<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#questions.add(work);
  }

  /**
   * The index with meaning, if it is not long in coming; else as it is.
   * @param before an index that holds some of the same documents
   * @param mayWait whether the index is not needed at once
   */
  async complete(
    index: DocumentIndex,
    before: DocumentIndex | null,
    mayWait: boolean,
  ): Promise<DocumentIndex> {
    const { when } = this.#options;
    const { missing } = await this.#draftOf(index, before);
    if (when === 'stored' && missing.size > 0) await this.#tryOut(missing.size);
    const isFew = when === 'awaited' || (when === 'behind' && missing.size <= FEW);
    if (missing.size > 0 && !(mayWait && isFew)) return index;
    const made = this.#start(index);
    return when === 'behind' ? Promise.race([made, delay(MAX_WAIT_MS, index, { ref: false })]) : made;
  }

  /** The index with meaning, however long that takes; as it is where that cannot be, or another one is wanted by then. */
  async finish(index: DocumentIndex): Promise<DocumentIndex> {
    return index.meaning !== null || this.#options.when === 'stored' ? index : this.#start(index);
  }

  /** Of an index that is in use from now on: what it needs stays stored, and once it has all of that, nothing that no index needs. */
  keep(index: DocumentIndex): void {
    const draft = this.#drafts.get(index);
    if (draft === undefined || this.#options.when === 'stored') return;
    this.#storing(() => {
      const isNew = this.#store.need(idWithModels(index.id, this.#options.models.id), draft.digests);
      this.#isTidy &&= !isNew;
      if (index.meaning === null || this.#isTidy) return;
      this.#store.tidy();
      this.#isTidy = true;
    });
  }

  /** Works for one index at a time; what has failed is tried again after a while, or for the next index. */
  #start(index: DocumentIndex): Promise<DocumentIndex> {
    const last = this.#job;
    if (last?.index === index && !(last.hasFailed && this.#retries.isDue)) return last.done;
    last?.over.abort();
    const over = new AbortController();
    const job: Job = { index, over, hasFailed: false, done: this.#make(index, over.signal) };
    this.#job = job;
    return job.done;
  }

  async #make(index: DocumentIndex, signal: AbortSignal): Promise<DocumentIndex> {
    const started = performance.now();
    let encoded = 0;
    const end = (units: number, problem: string | null): void => {
      this.#failure = problem;
      const tookMs = Math.round(performance.now() - started);
      this.#options.onEnded?.({ indexId: index.id, units, encoded, tookMs, problem });
    };
    try {
      const draft = await this.#draftOf(index, null);
      this.#recall(draft, draft.missing.size); // Another index may have got some since.
      encoded = await this.#encode(draft, signal);
      const models = await this.#open();
      signal.throwIfAborted();
      this.#made.clear();
      this.#retries.succeeded();
      const id = idWithModels(index.id, models.id);
      const complete = { ...index, id, meaning: { models, vectors: draft.vectors } };
      this.#drafts.set(complete, draft);
      end(draft.units, null);
      return complete;
    } catch (err) {
      if (signal.aborted) return index;
      if (this.#job !== null) this.#job.hasFailed = true; // One that is not over is the last one.
      this.#retries.failed();
      end(this.#drafts.get(index)?.units ?? 0, messageOf(err));
      return index;
    }
  }

  async #draftOf(index: DocumentIndex, before: DocumentIndex | null): Promise<VectorDraft> {
    const known = this.#drafts.get(index);
    if (known !== undefined) return known;
    const draft = await VectorDraft.of(index, before, this.#options.models.encoderId, new Pace());
    this.#recall(draft, draft.missing.size);
    this.#drafts.set(index, draft);
    return draft;
  }

  /**
   * Looks for the next few of those that are missing.
   * @returns whether all of them are there by now
   */
  #recall(draft: VectorDraft, few: number): boolean {
    const next = [...draft.missing.keys().take(few)];
    for (const digest of next) {
      const made = this.#made.get(digest);
      if (made !== undefined) draft.put(digest, made);
    }
    for (const [digest, vector] of this.#store.read(next)) draft.put(digest, vector);
    return !next.some((digest) => draft.missing.has(digest));
  }

  /** @returns how many were encoded */
  async #encode(draft: VectorDraft, signal: AbortSignal): Promise<number> {
    const { models, when, onProgress } = this.#options;
    let encoded = 0;
    const made = (vectors: ReadonlyMap<string, Vector>): void => {
      for (const [digest, vector] of vectors) {
        draft.put(digest, vector);
        this.#made.set(digest, vector);
        this.#unstored.set(digest, vector);
      }
      encoded += vectors.size;
      // As often where it cannot be stored and there is more and more of it.
      if (this.#unstored.size % AT_ONCE < vectors.size) this.#storing();
      onProgress?.(draft.units - draft.missing.size, draft.units);
    };
    const isAwaited = when === 'awaited';
    const turn = async (): Promise<void> => {
      if (!isAwaited && this.#questions.pending > 0)
        await Promise.race([this.#questions.onIdle(), delay(MAX_PAUSE_MS, null, { ref: false })]);
      // Another process may be at the same.
      while (draft.missing.size > 0 && this.#recall(draft, AT_ONCE));
    };
    try {
      const start = (): Encoding => models.startEncoding(isAwaited);
      await encodeTexts(draft.missing, { open: () => this.#open(), start, turn, made, signal });
      return encoded;
    } finally {
      this.#storing();
    }
  }

  /** Whoever only looks wants to know what those who make the missing vectors will meet with. */
  async #tryOut(missing: number): Promise<void> {
    this.#obstacle = this.#store.obstacleTo(missing);
    try {
      await this.#open();
    } catch (err) {
      this.#failure = messageOf(err);
    }
  }

  async #open(): Promise<Models> {
    this.#opening ??= this.#options.models.open();
    try {
      this.#models = await this.#opening;
      return this.#models;
    } catch (err) {
      this.#opening = null;
      throw err;
    }
  }

  /** Stores what is not yet, and whatever else there is to be. What cannot be stored now may be later. */
  #storing(work: () => void = () => {}): void {
    try {
      if (this.#unstored.size > 0) {
        this.#store.write(this.#unstored);
        this.#unstored.clear();
        this.#isTidy = false;
      }
      work();
      this.#obstacle = null;
    } catch (err) {
      this.#obstacle = messageOf(err);
    }
  }
}

function unitsOf({ vectors }: Meaning): number {
  return [...vectors.values()].reduce((sum, { digests }) => sum + digests.length, 0);
}

function messageOf(err: unknown): string {
  return err instanceof Error ? err.message : String(err);
}
