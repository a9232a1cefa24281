import { hash } from 'node:crypto';

/**
 * Rises whenever reading, splitting, analyzing or the stored form change, so that what an older version built is
 * built anew.
 */
export const FORMAT_VERSION = 14;

/** `sha256` is the hex digest of the file's bytes, `null` for a file that was not read. */
export type ManifestFile = { readonly path: string; readonly sha256: string | null };

/** What an index is made from. Equal manifests mean equal indexes. */
export type Manifest = {
  readonly formatVersion: number;
  /** Every file seen, sorted by path. */
  readonly files: readonly ManifestFile[];
  /** Paths of documents that are internal by what was said earlier; left out if there are none. */
  readonly held?: readonly string[];
  /** Paths of documents that are not quoted although they are among the files; left out if there are none. */
  readonly withheld?: readonly string[];
};

/** What of the history of a folder an index depends on, beside its files. */
type History = {
  readonly held: readonly { readonly path: string }[];
  readonly withheld: readonly string[];
};

/** Of an index as it would be without any history, unless that is given. */
export function manifestOf(
  files: readonly ManifestFile[],
  { held, withheld }: History = { held: [], withheld: [] },
): Manifest {
  return {
    formatVersion: FORMAT_VERSION,
    files: files.map(({ path, sha256 }) => ({ path, sha256 })),
    ...(held.length > 0 && { held: held.map(({ path }) => path) }),
    ...(withheld.length > 0 && { withheld }),
  };
}

/** Short hex digest that identifies an index on any machine. */
export function indexIdOf(manifest: Manifest): string {
  return hash('sha256', JSON.stringify(manifest)).slice(0, 12);
}

/** What identifies the files that an index is made from, whatever was said of them earlier. */
export function seedsIdOf(files: readonly ManifestFile[]): string {
  return indexIdOf(manifestOf(files));
}

export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content);
}
