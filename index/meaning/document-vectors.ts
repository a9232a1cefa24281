import type { AnalyzedDocument } from '../analyzed-document.ts';
import type { Passage } from '../passages.ts';
import { cosine, DIMENSIONS, type Vector } from './vectors.ts';

/** The vectors of a document's units, in the order of `unitsOf`. */
export type DocumentVectors = {
  /** For each unit, the position of its passage among the document's. */
  readonly passages: Uint32Array;
  /** The vectors one after the other. */
  readonly components: Int8Array;
};

/** A passage found by meaning: the cosine of the question and the unit of it that is nearest, -1 to 1. */
export type Near = { readonly passage: Passage; readonly cosine: number };

/**
 * All passages that have a unit with a vector, with how near the question they are.
 * @param vectorsOf the vectors of a document; none if it has no units
 */
export function nearness(
  question: Vector,
  documents: Iterable<AnalyzedDocument>,
  vectorsOf: (document: AnalyzedDocument) => DocumentVectors | undefined,
): Near[] {
  const found: Near[] = [];
  for (const document of documents) {
    const vectors = vectorsOf(document);
    if (vectors === undefined) continue;
    const best = new Map<number, number>();
    vectors.passages.forEach((at, unit) => {
      const near = cosine(question, vectors.components.subarray(unit * DIMENSIONS, (unit + 1) * DIMENSIONS));
      best.set(at, Math.max(best.get(at) ?? -1, near));
    });
    for (const [at, near] of best) {
      const passage = document.passages[at];
      if (passage !== undefined) found.push({ passage, cosine: near });
    }
  }
  return found;
}
