import type { Document } from './document.ts';
import { containment, shinglesOf, withoutShingles } from './likeness.ts';
import type { InternalContent, LastWord, RestrictionChanges } from './restriction-store.ts';

/** A document counts as a version or a part of an internal one if one of both holds this much of the other. */
const MIN_CONTAINMENT = 0.5;

/** What internal documents hold or held; what it is in full is looked up where it is needed. */
export class Contents {
  readonly #digests: ReadonlySet<string>;
  readonly #load: () => readonly InternalContent[];
  #loaded: readonly InternalContent[] | null = null;

  constructor(digests: ReadonlySet<string>, load: () => readonly InternalContent[]) {
    this.#digests = digests;
    this.#load = load;
  }

  /** Without what is said to be public. */
  without(published: RestrictionChanges['published']): Contents {
    const keys = new Set(published.map(({ key }) => key));
    const digests = new Set(published.map(({ sha256 }) => sha256));
    return new Contents(this.#digests.difference(digests), () =>
      this.#load().filter(({ key, sha256 }) => !keys.has(key) && !digests.has(sha256)),
    );
  }

  /** With copies of what is said to be internal now. */
  with(said: readonly Document[]): Contents {
    const internal = said.filter(({ audience }) => audience === 'internal').map(({ sha256 }) => sha256);
    return new Contents(this.#digests.union(new Set(internal)), this.#load);
  }

  has(sha256: string): boolean {
    return this.#digests.has(sha256);
  }

  /**
   * A content that a document holds much of, or is largely made of. What it held already when everybody could see it is not
   * counted: that may have been there first.
   */
  findAlike({ text }: Document, before: Document | undefined): InternalContent | null {
    this.#loaded ??= this.#load();
    if (this.#loaded.length === 0) return null;
    const all = shinglesOf(text);
    const added = before?.audience === 'public' ? withoutShingles(all, shinglesOf(before.text)) : all;
    const isAlike = ({ shingles }: InternalContent): boolean =>
      containment(shingles, added) >= MIN_CONTAINMENT ||
      containment(added, shingles) * added.length >= MIN_CONTAINMENT * all.length;
    return added.length === 0 ? null : (this.#loaded.find(isAlike) ?? null);
  }
}

/**
 * Why what a document holds makes it internal; `null` if it does not.
 * @param word the last one on its path: what was public and has not changed is what its owner knows it to be
 */
export function whyByContent(
  document: Document,
  before: Document | undefined,
  word: LastWord | undefined,
  contents: Contents,
): string | null {
  if (contents.has(document.sha256)) return 'it holds what an internal document holds or held';
  const alike = word?.sha256 === document.sha256 ? null : contents.findAlike(document, before);
  return alike === null ? null : `it holds much of what the internal ${alike.path} holds or held`;
}
