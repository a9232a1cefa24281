import { LRUCache } from 'lru-cache';
import type { Document } from './document.ts';
import type { DocumentIndex } from './document-index.ts';
import { type Glossary, glossaryOfAbbreviations } from './glossary.ts';
import { Pace } from './pace.ts';
import { SearchIndex } from './search-index.ts';

/**
 * An index as far as somebody may see it: what all answers are made from. An index of which nobody has said who may see
 * it is of another type, and so are the files it is made of: they are its owner's alone to see.
 */
export type VisibleIndex = Pick<DocumentIndex, 'id' | 'documents' | 'glossary' | 'search'> & {
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
  const { id, documents, glossary, search } = index;
  const made = {
    whole: { id, documents, glossary, search, abbreviations: abbreviationsIn(search), restriction: null },
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
  const { id, search: whole, glossary } = index;
  const admitted = [...whole.documents].filter(({ document }) => isAdmitted(document));
  if (admitted.length === index.documents.size) return unrestricted(index);
  const search = await SearchIndex.build(admitted, whole, new Pace());
  return {
    id,
    restriction,
    documents: new Map(admitted.map(({ document }) => [document.path, document])),
    glossary: glossary.asFarAs((terms) => terms.every((term) => search.termCounts(term).anywhere > 0)),
    search,
    abbreviations: abbreviationsIn(search),
  };
}

function abbreviationsIn({ documents }: SearchIndex): Glossary {
  return glossaryOfAbbreviations([...documents].map(({ terms }) => terms.abbreviations));
}
