import type { Document } from './document.ts';
import { type Glossary, parseGlossary } from './glossary.ts';
import { indexIdOf } from './manifest.ts';
import { type Passage, splitPassages } from './passages.ts';
import { SearchIndex, type StoredSearchIndex } from './search-index.ts';
import type { Seeds } from './seeds.ts';

/** All that answers are made from, at one state of the seeds. Nothing changes it once it is made. */
export type DocumentIndex = {
  /** The same for the same seeds and the same version of the code, on any machine. */
  readonly id: string;
  readonly seeds: Seeds;
  /** By path, in the order of the paths. */
  readonly documents: ReadonlyMap<string, Document>;
  readonly glossary: Glossary;
  readonly search: SearchIndex;
};

/** Plain data from which a {@link DocumentIndex} is restored without reading or analyzing anything again. */
export type StoredIndex = {
  readonly seeds: Seeds;
  readonly passages: readonly Passage[];
  readonly search: StoredSearchIndex;
};

/** @throws {PlanciteError} `GLOSSARY_INVALID` */
export function buildIndex(seeds: Seeds): DocumentIndex {
  const passages = seeds.documents.flatMap(splitPassages);
  return assemble(seeds, (documents) => SearchIndex.build(documents, passages));
}

export function restoreIndex({ seeds, passages, search }: StoredIndex): DocumentIndex {
  return assemble(seeds, (documents) => SearchIndex.restore(documents, passages, search));
}

export function storeIndex({ seeds, search }: DocumentIndex): StoredIndex {
  return { seeds, passages: search.passages, search: search.toStored() };
}

function assemble(
  seeds: Seeds,
  makeSearch: (documents: ReadonlyMap<string, Document>) => SearchIndex,
): DocumentIndex {
  const glossary = parseGlossary(seeds.glossary);
  const documents = new Map(seeds.documents.map((document) => [document.path, document]));
  return { id: indexIdOf(seeds.manifest), seeds, documents, glossary, search: makeSearch(documents) };
}
