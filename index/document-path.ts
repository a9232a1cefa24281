import { posix } from 'node:path';

/**
 * The one form in which paths of documents are kept and compared, wherever they come from: Unicode's composed form (NFC), as
 * macOS and some archives write accents apart, and without steps that lead nowhere (`./`, `//`).
 */
export function normalPath(path: string): string {
  return posix.normalize(path.normalize('NFC')).replace(/^\/+|\/+$/g, '');
}

/** Paths that some file systems take for one have the same key. */
export function pathKey(path: string): string {
  return normalPath(path).toLowerCase().normalize('NFC');
}
