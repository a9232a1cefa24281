import { LRUCache } from 'lru-cache';
import type { AnalyzedDocument } from './analyzed-document.ts';
import type { Document } from './document.ts';
import type { DocumentIndex } from './document-index.ts';
import { type Glossary, glossaryOfAbbreviations } from './glossary.ts';
import type { DocumentVectors } from './meaning/document-vectors.ts';
import type { Meaning } from './meaning/meaning.ts';
import { Pace } from './pace.ts';
import { SearchIndex } from './search-index.ts';

/**
 * An index as far as somebody may see it: what all answers are made from. An index of which nobody has said who may see
 * it is of another type, and so are the files it is made of: they are its owner's alone to see.
 */
export type VisibleIndex = Pick<DocumentIndex, 'id' | 'documents' | 'glossary' | 'search' | 'meaning'> & {
  /** What its documents explain. */
  readonly abbreviations: Glossary;
  /** Name of what is admitted; `null` where nothing is held back. */
  readonly restriction: string | null;
};

/** Kept for each index; each takes some bytes for every word of the documents. */
const MAX_KEPT = 20;

type Kept = {
  readonly whole: VisibleIndex;
  readonly restricted: LRUCache<string, Promise<VisibleIndex>>;
};

const kept = new WeakMap<DocumentIndex, Kept>();

/** All of the index, for those who may see everything. */
export function unrestricted(index: DocumentIndex): VisibleIndex {
  return keptOf(index).whole;
}

/**
 * The index of some of the documents alone, as if there were no others: no word that only others hold is known, and of the
 * glossary nothing but what the admitted ones say. It has the id of the whole.
 * @param name of what is admitted: the same name, the same documents
 */
export function restrict(
  index: DocumentIndex,
  name: string,
  isAdmitted: (document: Document) => boolean,
): Promise<VisibleIndex> {
  const { restricted } = keptOf(index);
  const known = restricted.get(name);
  if (known !== undefined) return known;
  const made = make(index, name, isAdmitted);
  restricted.set(name, made);
  return made;
}

function keptOf(index: DocumentIndex): Kept {
  const known = kept.get(index);
  if (known !== undefined) return known;
  const { id, documents, glossary, search, meaning } = index;
  const abbreviations = abbreviationsIn(search);
  const made = {
    whole: { id, documents, glossary, search, meaning, abbreviations, restriction: null },
    restricted: new LRUCache<string, Promise<VisibleIndex>>({ max: MAX_KEPT }),
  };
  kept.set(index, made);
  return made;
}

async function make(
  index: DocumentIndex,
  restriction: string,
  isAdmitted: (document: Document) => boolean,
): Promise<VisibleIndex> {
  const { id, search: whole, glossary, meaning } = index;
  const admitted = [...whole.documents].filter(({ document }) => isAdmitted(document));
  if (admitted.length === index.documents.size) return unrestricted(index);
  const search = await SearchIndex.build(admitted, whole, new Pace());
  return {
    id,
    restriction,
    documents: new Map(admitted.map(({ document }) => [document.path, document])),
    glossary: glossary.asFarAs((terms) => terms.every((term) => search.termCounts(term).anywhere > 0)),
    search,
    meaning: meaning && { ...meaning, vectors: vectorsOf(admitted, meaning) },
    abbreviations: abbreviationsIn(search),
  };
}

/** Of the others there is nothing that could be looked at. */
function vectorsOf(admitted: readonly AnalyzedDocument[], { vectors }: Meaning): Meaning['vectors'] {
  const found = new Map<Document, DocumentVectors>();
  for (const { document } of admitted) {
    const own = vectors.get(document);
    if (own !== undefined) found.set(document, own);
  }
  return found;
}

function abbreviationsIn({ documents }: SearchIndex): Glossary {
  return glossaryOfAbbreviations([...documents].map(({ terms }) => terms.abbreviations));
}
