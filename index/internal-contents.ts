import type { Document } from './document.ts';
import { isAlike, type Shingles, shinglesOf, withoutShingles } from './likeness.ts';
import type { InternalContent } from './restriction-store.ts';

/** A long text is looked for by one of its shingles in eight, as evenly as their hashes are spread. */
const SAMPLED_FROM = 200;
const SAMPLE_MASK = 7;

/** What internal documents hold or held; what it is in full is looked up where it is needed. */
export class InternalContents {
  readonly #digests: ReadonlySet<string>;
  readonly #load: () => readonly InternalContent[];
  /** Contents by their samples. */
  #bySample: Map<number, InternalContent[]> | null = null;

  constructor(digests: ReadonlySet<string>, load: () => readonly InternalContent[]) {
    this.#digests = digests;
    this.#load = load;
  }

  /** Without what is said to be public now, and with copies of what is said to be internal. */
  after(said: readonly Document[]): InternalContents {
    const digestsOf = (audience: Document['audience']): Set<string> =>
      new Set(said.filter((each) => each.audience === audience).map(({ sha256 }) => sha256));
    const published = digestsOf('public');
    const digests = this.#digests.difference(published).union(digestsOf('internal'));
    return new InternalContents(digests, () => this.#load().filter(({ sha256 }) => !published.has(sha256)));
  }

  has(sha256: string): boolean {
    return this.#digests.has(sha256);
  }

  /**
   * A content that a document holds much of, or is largely made of. What it held already when everybody could see it is not
   * counted: that may have been there first.
   */
  findAlike({ text }: Document, before: Document | undefined): InternalContent | null {
    this.#bySample ??= sampled(this.#load());
    if (this.#bySample.size === 0) return null;
    const all = shinglesOf(text);
    const added = before?.audience === 'public' ? withoutShingles(all, shinglesOf(before.text)) : all;
    const candidates = new Set<InternalContent>();
    for (const shingle of added)
      for (const content of this.#bySample.get(shingle) ?? []) candidates.add(content);
    for (const content of candidates) if (isAlike(added, all, content.shingles)) return content;
    return null;
  }
}

function sampled(contents: readonly InternalContent[]): Map<number, InternalContent[]> {
  const bySample = new Map<number, InternalContent[]>();
  for (const content of contents)
    for (const shingle of sampleOf(content.shingles)) {
      const known = bySample.get(shingle);
      if (known === undefined) bySample.set(shingle, [content]);
      else known.push(content);
    }
  return bySample;
}

function sampleOf(shingles: Shingles): Shingles {
  if (shingles.length < SAMPLED_FROM) return shingles;
  return shingles.filter((shingle) => (shingle & SAMPLE_MASK) === 0);
}
