import type { Document } from '../index/document.ts';
import { buildIndex } from '../index/document-index.ts';
import { PlanciteError } from '../index/errors.ts';
import { readSeeds, type SeedSource } from '../index/seeds.ts';
import { findGoldenFaults, readGolden } from './evaluation/golden-file.ts';

/** What a maintainer should mend before documents are taken into use, and what would be. */
export type Findings = {
  readonly documents: number;
  readonly passages: number;
  /** In words to act on; empty if all is well. */
  readonly problems: readonly string[];
};

/** Reads everything as a refresh would, and keeps nothing. Never throws for what the folder holds. */
export async function checkSeeds(source: SeedSource): Promise<Findings> {
  try {
    const { seeds, documents, search } = await buildIndex(await readSeeds(source));
    return {
      documents: documents.size,
      passages: search.passageCount,
      problems: [
        ...(documents.size === 0 ? ['there are no documents'] : []),
        ...seeds.refused.map(({ path, reason }) => `${path}: ${reason}`),
        ...seeds.strayCatalogEntries.map((path) => `catalog.yaml describes ${path}, which is no document`),
        ...(await checkGolden(source, documents)),
      ],
    };
  } catch (err) {
    if (err instanceof PlanciteError) return { documents: 0, passages: 0, problems: [err.message] };
    throw err;
  }
}

async function checkGolden(source: SeedSource, documents: ReadonlyMap<string, Document>): Promise<string[]> {
  const golden = await readGolden(source);
  if (golden === null) return [];
  return 'problem' in golden ? [golden.problem] : findGoldenFaults(golden.text, documents);
}
