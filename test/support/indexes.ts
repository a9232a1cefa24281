import { buildIndex, type DocumentIndex } from '../../index/document-index.ts';
import { readSeeds } from '../../index/seeds.ts';
import { folderWith, SEEDS_DIR } from './folders.ts';

const MAX_DOCUMENT_BYTES = 20_000_000;

/** The index of the documents that ship with the product. */
export async function shippedIndex(): Promise<DocumentIndex> {
  return buildIndex(await readSeeds({ seedsDir: SEEDS_DIR, maxDocumentBytes: MAX_DOCUMENT_BYTES }));
}

/** An index of these files, by path. */
export async function indexOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<DocumentIndex> {
  return buildIndex(await readSeeds({ seedsDir: folderWith(files), maxDocumentBytes: MAX_DOCUMENT_BYTES }));
}
