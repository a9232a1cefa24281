import type { Document } from '../index/document.ts';

type Named = Pick<Document, 'path' | 'title' | 'issuer' | 'publishedOn'>;

/**
 * What of its path tells a document from others that look the same in a citation, of the same title, issuer and date: the
 * folders that only it is in, or the file's name; `null` if there are no such others.
 */
export function apartFrom(document: Named, documents: Iterable<Named>): string | null {
  const others = [...documents].filter((other) => other.path !== document.path && looksLike(document, other));
  if (others.length === 0) return null;
  const [own = [], ...rest] = [document, ...others].map(({ path }) => path.split('/'));
  const shared = own.findIndex((part, i) => i === own.length - 1 || rest.some((parts) => parts[i] !== part));
  const foldersOf = (parts: readonly string[]): string => parts.slice(shared, -1).join('/');
  const folders = foldersOf(own);
  const isAlone = folders !== '' && rest.every((parts) => foldersOf(parts) !== folders);
  return isAlone ? folders : own.slice(shared).join('/');
}

/** A document's title, with what tells it from others. */
export function nameAmong(document: Named, documents: Iterable<Named>): string {
  const apart = apartFrom(document, documents);
  return apart === null ? document.title : `${document.title} (${apart})`;
}

/** What one of them does not say tells it from no other. */
function looksLike(a: Named, b: Named): boolean {
  const mayBeSame = (one: string | null, other: string | null): boolean =>
    one === null || other === null || one === other;
  return (
    mayBeSame(a.title, b.title) && mayBeSame(a.issuer, b.issuer) && mayBeSame(a.publishedOn, b.publishedOn)
  );
}
