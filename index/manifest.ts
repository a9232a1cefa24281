import { hash } from 'node:crypto';

/**
 * Rises whenever reading, splitting, analyzing or the stored form change, so that what an older version built is
 * built anew.
 */
export const FORMAT_VERSION = 10;

/** `sha256` is the hex digest of the file's bytes, `null` for a file that was not read. */
export type ManifestFile = { readonly path: string; readonly sha256: string | null };

/** What an index is made from. Equal manifests mean equal indexes. */
export type Manifest = {
  readonly formatVersion: number;
  /** Every file seen, sorted by path. */
  readonly files: readonly ManifestFile[];
};

export function manifestOf(files: readonly ManifestFile[]): Manifest {
  return { formatVersion: FORMAT_VERSION, files: files.map(({ path, sha256 }) => ({ path, sha256 })) };
}

/** Short hex digest that identifies an index on any machine. */
export function indexIdOf(manifest: Manifest): string {
  return hash('sha256', JSON.stringify(manifest)).slice(0, 12);
}

export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content);
}
