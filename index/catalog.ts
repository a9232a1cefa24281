import { parse } from 'yaml';
import { z } from 'zod';
import type { DocumentDescription } from './document.ts';
import { PlanciteError } from './errors.ts';

const text = z.string().trim().min(1);

const path = z.string().regex(/^\S(.*\S)?$/, 'expected a path without spaces at its ends');

const Entry = z.strictObject({
  title: text.optional(),
  issuer: text.optional(),
  jurisdiction: text.optional(),
  topic: text.optional(),
  date: z
    .preprocess(
      (value) => (typeof value === 'number' ? String(value) : value),
      z.union(
        [z.iso.date(), z.string().regex(/^\d{4}(-(0[1-9]|1[0-2]))?$/)],
        'expected yyyy-mm-dd, yyyy-mm or yyyy',
      ),
    )
    .optional(),
  source: z.url({ protocol: /^https?$/, error: 'expected an http or https address' }).optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'expected a language tag such as en or zh')
    .optional(),
  audience: z.enum(['public', 'internal']).optional(),
  aliases: z.array(text).optional(),
});

const CatalogFile = z.strictObject({ documents: z.record(path, Entry.nullable()).nullish() }).nullable();

/** What the owner says of each document, by the document's path. Everything not said is left out. */
export type Catalog = ReadonlyMap<string, Partial<DocumentDescription>>;

/**
 * Reads `catalog.yaml`.
 * @throws {PlanciteError} `CATALOG_INVALID`, naming each wrong entry
 */
export function parseCatalog(yaml: string): Catalog {
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
    const faults = parsed.error.issues.map(
      (issue) => `${issue.path.join(' → ') || 'file'}: ${issue.message}`,
    );
    throw new PlanciteError('CATALOG_INVALID', `catalog.yaml: ${faults.join('; ')}`);
  }
  const entries = Object.entries(parsed.data?.documents ?? {});
  return new Map(entries.map(([path, entry]) => [path, describe(entry ?? {})]));
}

function describe({ date, ...rest }: z.infer<typeof Entry>): Partial<DocumentDescription> {
  const said = { ...rest, publishedOn: date };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}
