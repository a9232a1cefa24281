import { posix } from 'node:path';

/**
 * The one form in which paths of documents are kept and compared, wherever they come from: Unicode's composed form (NFC), as
 * macOS and some archives write accents apart, and without steps that lead nowhere (`./`, `//`).
 */
export function normalPath(path: string): string {
  return posix.normalize(path.normalize('NFC')).replace(/^\/+|\/+$/g, '');
}

/** Paths that a person would take for the same have the same key. */
export function pathKey(path: string): string {
  const seen = path.replaceAll('\\', '/').replace(/\p{Cf}/gu, '');
  return normalPath(seen.normalize('NFKC')).toLowerCase();
}
