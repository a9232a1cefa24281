import { isDeepStrictEqual } from 'node:util';
import type { Document } from './document.ts';
import { pathKey } from './document-path.ts';
import { containment, shinglesOf, withoutShingles } from './likeness.ts';
import { Pace } from './pace.ts';
import {
  type InternalContent,
  type LastWord,
  type RestrictionChanges,
  RestrictionStore,
} from './restriction-store.ts';
import type { HeldDocument, Seeds } from './seeds.ts';

/** A document counts as a version or a part of an internal one if one of both holds this much of the other. */
const MIN_CONTAINMENT = 0.5;

/** Paths that a message names. */
const MAX_NAMED = 5;

type HeldSeeds = Pick<Seeds, 'documents' | 'held'> & {
  /** What is to be mended, as it will be forgotten. */
  readonly unremembered: readonly string[];
};

/** What a maintainer should know of documents that are internal by what was said earlier, in some lines. */
export function describeHeld(held: readonly HeldDocument[]): string[] {
  return [...Map.groupBy(held, ({ because }) => because)].map(([because, documents]) => {
    const paths = documents.slice(0, MAX_NAMED).map(({ path }) => path);
    const others = documents.length > paths.length ? ` and ${documents.length - paths.length} more` : '';
    return `internal: ${paths.join(', ')}${others}: ${because}. Write \`audience: public\` in catalog.yaml for what everybody may see`;
  });
}

/**
 * Once a document was internal it stays so, by its path and by what it holds, until its owner says `public` in the catalog
 * or in its front matter. What was said is remembered in the data folder before anything is answered from the documents.
 */
export class Restrictions {
  readonly #store: RestrictionStore;

  constructor(dataDir: string) {
    this.#store = new RestrictionStore(dataDir);
  }

  /**
   * Documents with the audience that counts, and which of them owe it to what was said earlier.
   * @param before the documents that were answered from until now
   * @param lifts takes back what the catalog said of documents that are there, and does not say any more
   */
  async hold(
    seeds: Seeds,
    before: readonly Document[],
    { lifts }: { readonly lifts: boolean },
  ): Promise<HeldSeeds> {
    const known = this.#store.read({ startsAnew: lifts });
    if ('unreadable' in known) return holdAll(seeds, known.unreadable);
    const { changes, ...held } = await decide(seeds, before, known, () => this.#store.contents(), lifts);
    const problem = this.#store.write(changes);
    return { ...held, unremembered: problem === null ? [] : [problem] };
  }

  /** Paths of documents of an index that was made earlier, as far as they are internal by what is known now. */
  async internalAmong(documents: Iterable<Document>): Promise<ReadonlySet<string>> {
    const known = this.#store.read({ startsAnew: false });
    const internal = new Set<string>();
    const pace = new Pace();
    const contents = 'unreadable' in known ? null : new Contents(known.digests, () => this.#store.contents());
    for (const document of documents) {
      if (pace.isDue) await pace.rest();
      const word = 'unreadable' in known ? undefined : known.words.get(pathKey(document.path));
      const isSpokenOf = word !== undefined && word.sha256 === document.sha256 && word.saidBy !== null;
      const isInternal =
        contents === null
          ? document.audienceSaidBy === null
          : word?.audience === 'internal' ||
            (!isSpokenOf && whyByContent(document, undefined, word, contents) !== null);
      if (isInternal) internal.add(document.path);
    }
    return internal;
  }
}

/** Where it is not known what was internal, all may have been that does not say otherwise. */
function holdAll({ documents }: Seeds, reason: string): HeldSeeds {
  const because = `what was internal before cannot be read (${reason})`;
  return {
    documents: documents.map((each) =>
      each.audienceSaidBy === null ? withAudience(each, 'internal') : each,
    ),
    held: documents.flatMap(({ path, audienceSaidBy }) =>
      audienceSaidBy === null ? [{ path, because }] : [],
    ),
    unremembered: [],
  };
}

/** What is remembered: the last word on each path, by its key, and digests of what internal documents held. */
type Known = {
  readonly words: ReadonlyMap<string, LastWord>;
  readonly digests: ReadonlySet<string>;
};

type Decision = Pick<Seeds, 'documents' | 'held'> & { readonly changes: RestrictionChanges };

async function decide(
  seeds: Seeds,
  before: readonly Document[],
  { words, digests }: Known,
  load: () => readonly InternalContent[],
  lifts: boolean,
): Promise<Decision> {
  const pace = new Pace();
  const previous = new Map(before.map((document) => [document.path, document]));
  const nextWords = wordsBefore(seeds, before, words, lifts);
  const wordFor = ({ path }: Document): LastWord | undefined => nextWords.get(pathKey(path));
  const isLifted = (document: Document): boolean => lifts && wordFor(document)?.saidBy === 'catalog';
  const isUnsaid = (document: Document): boolean => document.audienceSaidBy === null && !isLifted(document);
  const said = seeds.documents.filter((document) => !isUnsaid(document));
  const published = said
    .filter(({ audience }) => audience === 'public')
    .map(({ path, sha256 }) => ({ key: pathKey(path), sha256 }));
  const contents = new Contents(digests, load).without(published).with(said);

  const held: HeldDocument[] = [];
  const documents: Document[] = [];
  for (const document of seeds.documents) {
    if (pace.isDue) await pace.rest();
    const word = wordFor(document);
    const because = isUnsaid(document)
      ? (whyByWord(word) ?? whyByContent(document, previous.get(document.path), word, contents))
      : null;
    if (because !== null) held.push({ path: document.path, because });
    const audience = because !== null ? 'internal' : isUnsaid(document) ? 'public' : document.audience;
    const decided = withAudience(document, audience);
    documents.push(decided);
    // Who said that it is internal counts until somebody says otherwise.
    nextWords.set(pathKey(document.path), {
      ...wordOn(decided),
      ...(because !== null && word !== undefined && { saidBy: word.saidBy }),
    });
  }
  const present = new Set(seeds.files.map(({ path }) => pathKey(path)));
  for (const [key, { audience }] of nextWords)
    if (audience === 'public' && !present.has(key)) nextWords.delete(key);
  return {
    documents,
    held,
    changes: {
      words: new Map([...nextWords].filter(([key, word]) => !isDeepStrictEqual(words.get(key), word))),
      removed: [...words.keys()].filter((key) => !nextWords.has(key)),
      published,
      internal: documents.filter(({ audience }) => audience === 'internal'),
    },
  };
}

/** The last words before the documents themselves are looked at: what is remembered, and what the catalog says. */
function wordsBefore(
  seeds: Seeds,
  before: readonly Document[],
  words: ReadonlyMap<string, LastWord>,
  lifts: boolean,
): Map<string, LastWord> {
  const next = new Map(words);
  // An index that is stored tells of restrictions too, where what was remembered is gone.
  for (const document of before) {
    const tells = document.audience === 'internal' && !(lifts && document.audienceSaidBy === null);
    if (tells && !words.has(pathKey(document.path))) next.set(pathKey(document.path), wordOn(document));
  }
  for (const path of seeds.internalInCatalog)
    next.set(pathKey(path), { path, sha256: null, audience: 'internal', saidBy: 'catalog' });
  return next;
}

/** What internal documents hold or held; what it is in full is looked up where it is needed. */
class Contents {
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

function whyByWord(word: LastWord | undefined): string | null {
  if (word?.audience !== 'internal') return null;
  if (word.saidBy === 'catalog') return 'catalog.yaml said so, and does not say any more who may see it';
  return word.saidBy === 'document'
    ? 'its front matter said so, and does not say any more who may see it'
    : 'it was internal before';
}

/** @param word the last one on its path: what was public and has not changed is what its owner knows it to be */
function whyByContent(
  document: Document,
  before: Document | undefined,
  word: LastWord | undefined,
  contents: Contents,
): string | null {
  if (contents.has(document.sha256)) return 'it holds what an internal document holds or held';
  const alike = word?.sha256 === document.sha256 ? null : contents.findAlike(document, before);
  return alike === null ? null : `it holds much of what the internal ${alike.path} holds or held`;
}

function wordOn({ path, sha256, audience, audienceSaidBy }: Document): LastWord {
  return { path, sha256, audience, saidBy: audienceSaidBy };
}

function withAudience(document: Document, audience: Document['audience']): Document {
  return document.audience === audience ? document : { ...document, audience };
}
