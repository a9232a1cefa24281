import type { Document } from '../document.ts';
import type { DocumentIndex } from '../document-index.ts';
import type { Pace } from '../pace.ts';
import type { DocumentVectors } from './document-vectors.ts';
import { digestOf, textOf, type UnitText } from './unit-texts.ts';
import { unitsOf } from './units.ts';
import { DIMENSIONS, type Vector } from './vectors.ts';

/** A text without a vector, and all places where its vector belongs. */
type Missing = { readonly text: UnitText; readonly places: Int8Array[] };

/** The vectors of an index's units, as far as they are known. */
export class VectorDraft {
  readonly vectors = new Map<Document, DocumentVectors>();
  /** By digest, in reading order. */
  readonly #missing = new Map<string, Missing>();
  #units = 0;

  /** @param before an index some documents of which may be the same */
  static async of(
    { search }: DocumentIndex,
    before: DocumentIndex | null,
    encoderId: string,
    pace: Pace,
  ): Promise<VectorDraft> {
    const draft = new VectorDraft();
    const known = before?.meaning?.models.encoder.id === encoderId ? before.meaning.vectors : null;
    for (const { document, passages } of search.documents) {
      const same = known?.get(document);
      if (same === undefined) draft.#add(document, unitsOf(document, passages), encoderId);
      else draft.#take(document, same);
      if (pace.isDue) await pace.rest();
    }
    if (known !== null && draft.#missing.size > 0)
      for (const [document, vectors] of known) if (!draft.vectors.has(document)) draft.#takeFrom(vectors);
    return draft;
  }

  get units(): number {
    return this.#units;
  }

  /** Digests of texts without a vector, in reading order, with the texts. */
  get missing(): ReadonlyMap<string, { readonly text: UnitText }> {
    return this.#missing;
  }

  /** Of all units. */
  get digests(): string[] {
    return [...this.vectors.values()].flatMap(({ digests }) => digests);
  }

  put(digest: string, vector: Vector): void {
    for (const place of this.#missing.get(digest)?.places ?? []) place.set(vector);
    this.#missing.delete(digest);
  }

  #add(document: Document, units: ReturnType<typeof unitsOf>, encoderId: string): void {
    const components = new Int8Array(units.length * DIMENSIONS);
    const digests = units.map((unit, i) => {
      const text = textOf(document, unit);
      const digest = digestOf(encoderId, text);
      const place = components.subarray(i * DIMENSIONS, (i + 1) * DIMENSIONS);
      const missing = this.#missing.get(digest);
      if (missing === undefined) this.#missing.set(digest, { text, places: [place] });
      else missing.places.push(place);
      return digest;
    });
    this.#take(document, {
      passages: Uint32Array.from(units, ({ passage }) => passage),
      components,
      digests,
    });
  }

  #take(document: Document, vectors: DocumentVectors): void {
    this.vectors.set(document, vectors);
    this.#units += vectors.digests.length;
  }

  /** What a document said that is not there any more, as it was, another one may say. */
  #takeFrom({ components, digests }: DocumentVectors): void {
    for (const [i, digest] of digests.entries())
      this.put(digest, components.subarray(i * DIMENSIONS, (i + 1) * DIMENSIONS));
  }
}
