import { LRUCache } from 'lru-cache';
import type { Document } from './document.ts';
import type { DocumentIndex } from './document-index.ts';
import { Pace } from './pace.ts';
import { SearchIndex } from './search-index.ts';

/** Kept for each index; each takes some bytes for every word of the documents. */
const MAX_KEPT = 20;

const restricted = new WeakMap<DocumentIndex, LRUCache<string, Promise<DocumentIndex>>>();

/**
 * The index of some of the documents alone, as if there were no others: no word that only others hold is known. It has
 * the id of the whole.
 * @param name of what is admitted: the same name, the same documents
 */
export function restrict(
  index: DocumentIndex,
  name: string,
  isAdmitted: (document: Document) => boolean,
): Promise<DocumentIndex> {
  const kept = restricted.get(index) ?? new LRUCache<string, Promise<DocumentIndex>>({ max: MAX_KEPT });
  restricted.set(index, kept);
  const known = kept.get(name);
  if (known !== undefined) return known;
  const made = make(index, isAdmitted);
  kept.set(name, made);
  return made;
}

async function make(
  index: DocumentIndex,
  isAdmitted: (document: Document) => boolean,
): Promise<DocumentIndex> {
  const admitted = [...index.search.documents].filter(({ document }) => isAdmitted(document));
  if (admitted.length === index.documents.size) return index;
  return {
    ...index,
    documents: new Map(admitted.map(({ document }) => [document.path, document])),
    search: await SearchIndex.build(admitted, index.search, new Pace()),
  };
}
