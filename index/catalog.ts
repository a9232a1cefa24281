import { posix } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { DocumentDescription } from './document.ts';
import { normalPath, pathKey } from './document-path.ts';
import { PlanciteError } from './errors.ts';
import { describeFaults, SaidDescription, toDescription } from './said-description.ts';

const path = z.string().regex(/^\S(.*\S)?$/, 'expected a path without spaces at its ends');

const CatalogFile = z
  .strictObject({ documents: z.record(path, SaidDescription.nullable()).nullish() })
  .nullable();

/** What the owner says of each document, by the document's path. Everything not said is left out. */
export type Catalog = ReadonlyMap<string, Partial<DocumentDescription>>;

/** What was read last: most often it is read again as it was. */
let last: { readonly yaml: string; readonly catalog: Catalog } = { yaml: '', catalog: new Map() };

/**
 * Reads `catalog.yaml`.
 * @throws {PlanciteError} `CATALOG_INVALID`, naming each wrong entry
 */
export function parseCatalog(yaml: string): Catalog {
  if (yaml !== last.yaml) last = { yaml, catalog: read(yaml) };
  return last.catalog;
}

function read(yaml: string): Catalog {
  let content: unknown;
  try {
    content = parse(yaml);
  } catch (err) {
    throw new PlanciteError(
      'CATALOG_INVALID',
      `catalog.yaml: ${err instanceof Error ? err.message : String(err)}`,
      { cause: err },
    );
  }
  const parsed = CatalogFile.safeParse(content);
  if (!parsed.success) {
    throw new PlanciteError('CATALOG_INVALID', `catalog.yaml: ${describeFaults(parsed.error, 'file')}`);
  }
  const entries = Object.entries(parsed.data?.documents ?? {});
  const catalog = new Map<string, Partial<DocumentDescription>>();
  for (const [path, entry] of entries) {
    if (catalog.has(normalPath(path)))
      throw new PlanciteError('CATALOG_INVALID', `catalog.yaml: documents → ${path}: described twice`);
    catalog.set(normalPath(path), toDescription(entry ?? {}));
  }
  return catalog;
}

/**
 * What a catalog says of documents, among the files there are. An entry that restricts and names none of them is meant for
 * what a person would take for the same name, or for all that lies in the folder of this name: in doubt, for too much.
 */
export function catalogFor(
  catalog: Catalog,
  files: Iterable<{ readonly path: string }>,
): (path: string) => Partial<DocumentDescription> {
  const present = new Set(Array.from(files, ({ path }) => path));
  const loose = new Set<string>();
  for (const [path, { audience }] of catalog)
    if (audience === 'internal' && !present.has(path)) loose.add(pathKey(path));
  return (path) => {
    const entry = catalog.get(path) ?? {};
    if (entry.audience !== undefined || loose.size === 0) return entry;
    for (let key = pathKey(path); key !== '.'; key = posix.dirname(key))
      if (loose.has(key)) return { ...entry, audience: 'internal' };
    return entry;
  };
}
