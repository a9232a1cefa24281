import type { Conditions } from './acceptance.ts';
import { withAudience } from './analyzed-document.ts';
import { findDepartures } from './departures.ts';
import type { Document } from './document.ts';
import type { DocumentIndex } from './document-index.ts';
import { idWithModels } from './index-id.ts';
import { indexIdOf, manifestOf } from './manifest.ts';
import type { DocumentVectors } from './meaning/document-vectors.ts';
import { Pace } from './pace.ts';
import { SearchIndex } from './search-index.ts';
import type { Seeds } from './seeds.ts';

/** What must not be shown of an index that stays in use although the documents have changed. */
export type Restraint = {
  /** Paths of documents that are internal now. */
  readonly internal: ReadonlySet<string>;
  /** Paths of documents that are not to be quoted at all. */
  readonly withheld: ReadonlySet<string>;
};

/**
 * What the documents as they are now forbid an older index to show: what is internal now; what has been deleted, or may
 * say who is to see it. Documents whose whole folder is gone may be shown if they are too many to have been deleted.
 */
export function restraintBy(
  index: DocumentIndex,
  now: Seeds | null,
  { maxLoss }: Pick<Conditions, 'maxLoss'>,
): Restraint {
  if (now === null) return { internal: new Set(), withheld: new Set() };
  const { deleted, away } = findDepartures(index.documents.keys(), now);
  const passages = [...away].reduce((sum, path) => sum + index.search.passagesOf(path).length, 0);
  const keepsAway = passages > maxLoss * index.search.passageCount;
  const doubtful = now.refused.filter(({ mayRestrict }) => mayRestrict).map(({ path }) => path);
  return {
    internal: new Set(
      now.documents.filter(({ audience }) => audience === 'internal').map(({ path }) => path),
    ),
    withheld: new Set([...deleted, ...(keepsAway ? [] : away), ...doubtful]),
  };
}

/** Whether the index shows nothing that it must not. */
export function isWithin(index: DocumentIndex, restraint: Restraint): boolean {
  const { gone, restricted } = excessOf(index, restraint);
  return gone.length === 0 && restricted.length === 0;
}

/** The index within bounds; itself if it is. */
export async function tighten(
  index: DocumentIndex,
  restraint: Restraint,
  because: string,
): Promise<DocumentIndex> {
  if (isWithin(index, restraint)) return index;
  const { withheld } = restraint;
  const { gone, restricted } = excessOf(index, restraint);
  const flipped = new Set(restricted);
  const kept = [...index.search.documents]
    .filter(({ document }) => !withheld.has(document.path))
    .map((each) => (flipped.has(each.document.path) ? withAudience(each, 'internal') : each));
  const seeds: Seeds = {
    ...index.seeds,
    documents: kept.map(({ document }) => document),
    held: [...index.seeds.held, ...restricted.map((path) => ({ path, because }))],
    withheld: [...index.seeds.withheld, ...gone],
  };
  const documents = new Map(seeds.documents.map((document) => [document.path, document]));
  const id = indexIdOf(manifestOf(seeds.files, seeds));
  const meaning = meaningOf(documents, index);
  return {
    id: meaning === null ? id : idWithModels(id, meaning.models.id),
    seeds,
    documents,
    glossary: index.glossary,
    meaning,
    search: await SearchIndex.build(kept, index.search, new Pace()),
  };
}

/** Paths of documents that are not to be quoted, and of those that are internal and do not say so. */
function excessOf(
  { documents }: DocumentIndex,
  { internal, withheld }: Restraint,
): { readonly gone: string[]; readonly restricted: string[] } {
  return {
    gone: [...documents.keys()].filter((path) => withheld.has(path)),
    restricted: [...documents.values()]
      .filter(({ path, audience }) => audience === 'public' && internal.has(path) && !withheld.has(path))
      .map(({ path }) => path),
  };
}

/** What documents mean does not depend on who may see them. */
function meaningOf(
  kept: DocumentIndex['documents'],
  { documents, meaning }: DocumentIndex,
): DocumentIndex['meaning'] {
  if (meaning === null) return null;
  const vectors = new Map<Document, DocumentVectors>();
  for (const [path, document] of kept) {
    const before = documents.get(path);
    const own = before && meaning.vectors.get(before);
    if (own !== undefined) vectors.set(document, own);
  }
  return { ...meaning, vectors };
}
