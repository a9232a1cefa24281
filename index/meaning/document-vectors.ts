import type { AnalyzedDocument } from '../analyzed-document.ts';
import type { Document } from '../document.ts';
import type { Passage } from '../passages.ts';
import { roundCosine } from './rounding.ts';
import { DIMENSIONS, lengthOf, productWith, type Vector } from './vectors.ts';

/** The vectors of a document's units, in the order of `unitsOf`. */
export type DocumentVectors = {
  /** For each unit, the position of its passage among the document's. */
  readonly passages: Uint32Array;
  /** The vectors one after the other. */
  readonly components: Int8Array;
  /** What each unit is known by: see {@link digestOf}. */
  readonly digests: readonly string[];
};

/** How near a question a passage is: the cosine of each of its units, in reading order, -1 to 1, and the largest of them. */
export type Near = { readonly passage: Passage; readonly units: readonly number[]; readonly cosine: number };

/** Lengths of the vectors of a document, which every question needs. */
const lengthsOf = new WeakMap<DocumentVectors, Float64Array>();

/**
 * All passages that have units, with how near the question they are; in the order of the documents.
 * @param vectorsOf the vectors of a document; none if it has no units
 */
export function nearness(
  question: Vector,
  documents: Iterable<AnalyzedDocument>,
  vectorsOf: (document: Document) => DocumentVectors | undefined,
): Near[] {
  const found: Near[] = [];
  const own = lengthOf(question, 0);
  for (const { document, passages } of documents) {
    const vectors = vectorsOf(document);
    if (vectors === undefined) continue;
    const lengths = lengthsOf.get(vectors) ?? measure(vectors);
    let last = -1;
    let units: number[] = [];
    vectors.passages.forEach((at, unit) => {
      const passage = passages[at];
      if (at !== last && passage !== undefined) {
        units = [];
        found.push({ passage, units, cosine: 0 });
        last = at;
      }
      const length = own * (lengths[unit] ?? 0);
      const product = productWith(question, vectors.components, unit * DIMENSIONS);
      units.push(length === 0 ? 0 : roundCosine(product / length));
    });
  }
  return found.map(({ passage, units }) => ({ passage, units, cosine: Math.max(...units) }));
}

function measure(vectors: DocumentVectors): Float64Array {
  const lengths = Float64Array.from(vectors.passages, (_, unit) =>
    lengthOf(vectors.components, unit * DIMENSIONS),
  );
  lengthsOf.set(vectors, lengths);
  return lengths;
}
