import type { AnalyzedDocument } from '../analyzed-document.ts';
import type { Document } from '../document.ts';
import type { Passage } from '../passages.ts';
import { cosine, DIMENSIONS, type Vector } from './vectors.ts';

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
  for (const { document, passages } of documents) {
    const vectors = vectorsOf(document);
    if (vectors === undefined) continue;
    const cosines = new Map<number, number[]>();
    vectors.passages.forEach((at, unit) => {
      const near = cosine(question, vectors.components.subarray(unit * DIMENSIONS, (unit + 1) * DIMENSIONS));
      const units = cosines.get(at);
      if (units === undefined) cosines.set(at, [near]);
      else units.push(near);
    });
    for (const [at, units] of cosines) {
      const passage = passages[at];
      if (passage !== undefined) found.push({ passage, units, cosine: Math.max(...units) });
    }
  }
  return found;
}
