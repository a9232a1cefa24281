import { namesOf } from '../index/analyzed-document.ts';
import type { Document } from '../index/document.ts';

const known = new WeakMap<Document, string>();

/** All that a document is called by, in lower case. Questions with a misspelt name look at that of all documents. */
export function lowerNamesOf(document: Document): string {
  const names = known.get(document) ?? namesOf(document).toLowerCase();
  known.set(document, names);
  return names;
}
