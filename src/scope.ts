import type { Document } from '../index/document.ts';
import type { DocumentIndex } from '../index/document-index.ts';
import { restrict, unrestricted, type VisibleIndex } from '../index/restricted-index.ts';

/** Some of the documents. */
export type Grant = {
  /** Folders of the seeds they lie in; without them, all. */
  readonly collections?: readonly string[] | undefined;
  /** Whether those for internal use are among them. */
  readonly internal: boolean;
};

/** What may be quoted to somebody, or may show in any other way: the documents of any of the grants. */
export type Scope = {
  /** None admit nothing. */
  readonly grants: readonly Grant[];
  /** Path of the one of them that is asked about; without it, all. */
  readonly document?: string | undefined;
};

/** Everything there is: what the owner of the documents sees. */
export const EVERYTHING: Scope = { grants: [{ internal: true }] };

/** What anybody may see. */
export const PUBLIC: Scope = { grants: [{ internal: false }] };

/** Whether a document may be quoted. */
export function admits(
  { grants, document }: Scope,
  { path, audience }: Pick<Document, 'path' | 'audience'>,
): boolean {
  return (
    (document === undefined || path === document) &&
    grants.some(
      ({ collections, internal }) =>
        (internal || audience === 'public') &&
        (collections === undefined || collections.some((folder) => isBelow(path, folder))),
    )
  );
}

/** Whether there can be no document that may not be quoted. */
export function isEverything({ grants, document }: Scope): boolean {
  return (
    document === undefined &&
    grants.some(({ collections, internal }) => internal && collections === undefined)
  );
}

/** What both admit. */
export function strictest(one: Scope, other: Scope): Scope {
  const grants = distinct(one.grants.flatMap((a) => other.grants.flatMap((b) => common(a, b))));
  const isAboutOne = [one.document, other.document].filter((path) => path !== undefined);
  const [document] = isAboutOne;
  return { grants: new Set(isAboutOne).size > 1 ? [] : grants, ...(document !== undefined && { document }) };
}

/** The index as far as a scope reaches. */
export async function within(index: DocumentIndex, scope: Scope): Promise<VisibleIndex> {
  if (isEverything(scope)) return unrestricted(index);
  const name = JSON.stringify([scope.grants, scope.document]);
  return restrict(index, name, (each) => admits(scope, each));
}

/** None where no folder is in both: without any, a grant would be of all. */
function common(a: Grant, b: Grant): Grant[] {
  const internal = a.internal && b.internal;
  const collections = commonFolders(a.collections, b.collections);
  if (collections === undefined) return [{ internal }];
  return collections.length === 0 ? [] : [{ collections, internal }];
}

/** So that the same documents are told by the same name, as a rule. */
function distinct(grants: readonly Grant[]): Grant[] {
  return [...new Map(grants.map((grant) => [JSON.stringify(grant), grant])).values()];
}

function commonFolders(a: Grant['collections'], b: Grant['collections']): Grant['collections'] {
  if (a === undefined || b === undefined) return a ?? b;
  const inner = a.flatMap((one) =>
    b.flatMap((other) => {
      if (one === other || isBelow(one, other)) return [one];
      return isBelow(other, one) ? [other] : [];
    }),
  );
  return [...new Set(inner)];
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}
