import { type Near, nearness } from '../../index/meaning/document-vectors.ts';
import type { Passage } from '../../index/passages.ts';
import type { VisibleIndex } from '../../index/restricted-index.ts';

/** What is near a question in meaning, whatever words it says it in. */
export type Nearest = {
  readonly of: (passage: Passage) => Near | undefined;
  /** The nearest passages first. */
  readonly passages: readonly Passage[];
};

/** Passages found by meaning are looked at beside those found by words. */
const MAX_PASSAGES = 30;

/**
 * `null` where the index knows nothing of meaning, or not yet.
 * @param paths of the documents to look at; without them, all
 */
export async function findNearest(
  text: string,
  { meaning, search }: VisibleIndex,
  paths?: ReadonlySet<string>,
): Promise<Nearest | null> {
  if (meaning === null) return null;
  const question = await meaning.models.encoder.encodeQuestion(text);
  const documents = [...search.documents].filter(({ document }) => paths?.has(document.path) ?? true);
  const all = nearness(question, documents, (document) => meaning.vectors.get(document));
  const byPassage = new Map(all.map((near) => [near.passage, near]));
  return {
    of: (passage) => byPassage.get(passage),
    passages: all
      .toSorted((a, b) => b.cosine - a.cosine)
      .slice(0, MAX_PASSAGES)
      .map(({ passage }) => passage),
  };
}
