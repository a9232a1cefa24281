import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentIndex } from '../../index/document-index.ts';
import type { Gate } from '../../index/gate.ts';
import { LiveIndex, type LiveIndexOptions } from '../../index/live-index.ts';
import type { MeaningOptions } from '../../index/meaning/meaning-maker.ts';
import { folderWith, temporaryFolder } from './folders.ts';
import { equally } from './terms.ts';

/** Documents and a data folder of their own, and what tests do with them. */
export function workplace(files: Readonly<Record<string, string>> = { 'a.txt': 'Hunan builds roads.' }) {
  const seedsDir = folderWith(files);
  const dataDir = join(temporaryFolder(), 'data');
  return {
    seedsDir,
    dataDir,
    open: (maxLoss = 1) => openLiveIndex(seedsDir, dataDir, { maxLoss }),
    /** With meaning. */
    openWith: (meaning: MeaningOptions, gate?: Gate) =>
      openLiveIndex(seedsDir, dataDir, { meaning, ...(gate !== undefined && { gate }) }),
    write: (path: string, content: string) => writeFileSync(join(seedsDir, path), content),
    remove: (path: string) => rmSync(join(seedsDir, path)),
    database: join(dataDir, 'index.db'),
  };
}

export function openLiveIndex(
  seedsDir: string,
  dataDir: string,
  options: Partial<Pick<LiveIndexOptions, 'maxLoss' | 'gate' | 'meaning'>> = {},
): Promise<LiveIndex> {
  return LiveIndex.open({ seedsDir, maxDocumentBytes: 100_000, dataDir, maxLoss: 1, ...options });
}

export function textsOf(index: DocumentIndex): string[] {
  return [...index.documents.values()].map((document) => document.text);
}

/** Ids of the passages that hold a term. */
export function found(index: DocumentIndex, term: string): string[] {
  return index.search.search(equally(term), 10).map((hit) => hit.passage.id);
}
