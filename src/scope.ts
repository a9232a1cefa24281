import type { Document } from '../index/document.ts';
import type { DocumentIndex } from '../index/document-index.ts';
import { restrict } from '../index/restricted-index.ts';
import type { Scope } from './question.ts';

/** Everything there is. */
export const EVERYTHING: Scope = { internal: true };

/** Whether a document may be quoted. */
export function admits(
  { document, collections, internal }: Scope,
  { path, audience }: Pick<Document, 'path' | 'audience'>,
): boolean {
  return (
    (internal || audience === 'public') &&
    (document === undefined || path === document) &&
    (collections === undefined || collections.some((folder) => path.startsWith(`${folder}/`)))
  );
}

/** The index as far as a scope reaches. */
export function within(index: DocumentIndex, scope: Scope): Promise<DocumentIndex> {
  const { document = null, collections = null, internal } = scope;
  const name = JSON.stringify([document, collections, internal]);
  return restrict(index, name, (each) => admits(scope, each));
}
