import type { Document } from '../index/document.ts';
import { buildIndex } from '../index/document-index.ts';
import { PlanciteError } from '../index/errors.ts';
import { parseGlossary } from '../index/glossary.ts';
import { type RefusedFile, readSeeds, type SeedSource } from '../index/seeds.ts';
import { findGoldenFaults, readGolden } from './evaluation/golden-file.ts';
import { strayEntries } from './troubles.ts';

/** What a maintainer should mend before documents are taken into use, and what would be. */
export type Findings = {
  readonly documents: number;
  readonly passages: number;
  readonly refused: readonly RefusedFile[];
  /** What else there is, in words to act on. */
  readonly problems: readonly string[];
};

/** Reads everything as a refresh would, and keeps nothing. Never throws for what the folder holds. */
export async function checkSeeds(source: SeedSource): Promise<Findings> {
  try {
    const read = await readSeeds(source);
    const { glossary, problem } = checkGlossary(read.glossary);
    const { seeds, documents, search } = await buildIndex({ ...read, glossary });
    return {
      documents: documents.size,
      passages: search.passageCount,
      refused: seeds.refused,
      problems: [
        ...(documents.size === 0 ? ['there are no documents'] : []),
        ...(problem === null ? [] : [problem]),
        ...strayEntries(seeds.strayCatalogEntries),
        ...(await checkGolden(source, documents)),
      ],
    };
  } catch (err) {
    if (err instanceof PlanciteError)
      return { documents: 0, passages: 0, refused: [], problems: [err.message] };
    throw err;
  }
}

/** One that is broken hides nothing of the rest. */
function checkGlossary(glossary: string): { readonly glossary: string; readonly problem: string | null } {
  try {
    parseGlossary(glossary);
    return { glossary, problem: null };
  } catch (err) {
    if (err instanceof PlanciteError) return { glossary: '', problem: err.message };
    throw err;
  }
}

async function checkGolden(source: SeedSource, documents: ReadonlyMap<string, Document>): Promise<string[]> {
  const golden = await readGolden(source);
  if (golden === null) return [];
  return 'problem' in golden ? [golden.problem] : findGoldenFaults(golden.text, documents);
}
