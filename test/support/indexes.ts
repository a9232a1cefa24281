import { toTerm } from '../../index/analyzer.ts';
import { buildIndex, type DocumentIndex } from '../../index/document-index.ts';
import { readSeeds } from '../../index/seeds.ts';
import { folderWith, SEEDS_DIR } from './folders.ts';
import { equally } from './terms.ts';

const MAX_DOCUMENT_BYTES = 20_000_000;

/** The index of the documents that ship with the product. */
export async function shippedIndex(): Promise<DocumentIndex> {
  return buildIndex(await readSeeds({ seedsDir: SEEDS_DIR, maxDocumentBytes: MAX_DOCUMENT_BYTES }));
}

/** An index of these files, by path. */
export async function indexOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<DocumentIndex> {
  return buildIndex(await readSeeds({ seedsDir: folderWith(files), maxDocumentBytes: MAX_DOCUMENT_BYTES }));
}

/** All that an index holds, as far as it can be compared. */
export function contentOf({ seeds, search }: DocumentIndex): unknown {
  return {
    seeds: { ...seeds, files: seeds.files.map(({ path, sha256 }) => ({ path, sha256 })) },
    ...findableIn({ search }),
  };
}

/** All that can be found in an index, as far as it can be compared. */
export function findableIn({ search }: Pick<DocumentIndex, 'search'>) {
  const words = [...search.wordCounts.words()].sort();
  const terms = [...new Set(words.map(toTerm))];
  return {
    passages: search.passages,
    words: words.map((word) => [word, search.wordCounts.get(word)]),
    terms: terms.map((term) => [term, search.termCounts(term)]),
    hits: terms.map((term) => search.search(equally(term), 10)),
    pairs: terms.flatMap((first) => terms.filter((second) => search.isNamePair(first, second))),
  };
}
