import { type AnalyzedDocument, analyzeDocument } from './analyzed-document.ts';
import type { Document } from './document.ts';
import { type Glossary, parseGlossary } from './glossary.ts';
import { documentsIdOf } from './index-id.ts';
import { indexIdOf, manifestOf, seedsIdOf } from './manifest.ts';
import type { Meaning } from './meaning/meaning.ts';
import { Pace } from './pace.ts';
import { SearchIndex } from './search-index.ts';
import type { Seeds } from './seeds.ts';

/** All that answers are made from, at one state of the seeds. */
export type DocumentIndex = {
  /** The same for the same seeds, with the same history of restrictions, and the same version of the code, on any machine. */
  readonly id: string;
  readonly seeds: Seeds;
  /** By path, in the order of the paths. */
  readonly documents: ReadonlyMap<string, Document>;
  readonly glossary: Glossary;
  readonly search: SearchIndex;
  /** `null` until all of its units have vectors, and where there are no models. */
  readonly meaning: Meaning | null;
};

/**
 * Builds the index of the seeds. With the one before, only documents that it does not hold already cost time. Other work
 * is let through in between; answers are made from the one before as long.
 * @throws {PlanciteError} `GLOSSARY_INVALID`
 */
export async function buildIndex(seeds: Seeds, before: DocumentIndex | null = null): Promise<DocumentIndex> {
  const glossary = glossaryOf(seeds, before);
  const pace = new Pace();
  const known = new Map<Document, AnalyzedDocument>();
  for (const analyzed of before?.search.documents ?? []) known.set(analyzed.document, analyzed);
  const analyzed: AnalyzedDocument[] = [];
  for (const document of seeds.documents)
    analyzed.push(known.get(document) ?? (await analyzeDocument(document, pace)));
  return assemble(seeds, glossary, analyzed, before);
}

/** The same of documents that were analyzed earlier, in the order of the seeds. */
export async function restoreIndex(
  seeds: Seeds,
  analyzed: readonly AnalyzedDocument[],
  before: DocumentIndex | null = null,
): Promise<DocumentIndex> {
  return assemble(seeds, glossaryOf(seeds, before), analyzed, before);
}

async function assemble(
  seeds: Seeds,
  glossary: Glossary,
  analyzed: readonly AnalyzedDocument[],
  before: DocumentIndex | null,
): Promise<DocumentIndex> {
  const search = await SearchIndex.build(analyzed, before?.search ?? null, new Pace());
  const documents = new Map(seeds.documents.map((document) => [document.path, document]));
  return { id: indexIdOf(manifestOf(seeds.files, seeds)), seeds, documents, glossary, search, meaning: null };
}

function glossaryOf({ glossary: text }: Seeds, before: DocumentIndex | null): Glossary {
  return before?.seeds.glossary === text ? before.glossary : parseGlossary(text);
}

/** The same index as it is until its units have vectors. */
export function withoutMeaning(index: DocumentIndex): DocumentIndex {
  return index.meaning === null ? index : { ...index, id: documentsIdOf(index.id), meaning: null };
}

/** Whether an index holds what these seeds hold, and there is nothing in it to be looked at again. */
export function isMadeFrom({ seeds }: DocumentIndex, seedsId: string): boolean {
  const isSettled = seeds.withheld.length === 0 && !seeds.held.some(({ isProvisional }) => isProvisional);
  return isSettled && seedsIdOf(seeds.files) === seedsId;
}
