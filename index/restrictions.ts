import { isDeepStrictEqual } from 'node:util';
import type { Document } from './document.ts';
import { pathKey } from './document-path.ts';
import { Contents, whyByContent } from './internal-contents.ts';
import { Pace } from './pace.ts';
import {
  type InternalContent,
  type LastWord,
  type RestrictionChanges,
  RestrictionStore,
} from './restriction-store.ts';
import type { HeldDocument, Seeds } from './seeds.ts';

/** Paths that a message names. */
const MAX_NAMED = 5;

type Held = Pick<Seeds, 'documents' | 'held'> & {
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
  ): Promise<Held> {
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
function holdAll({ documents }: Seeds, reason: string): Held {
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
  const nextWords = wordsBefore(seeds, before, words);
  const wordFor = ({ path }: Document): LastWord | undefined => nextWords.get(pathKey(path));
  const isLifted = (document: Document): boolean => lifts && wordFor(document)?.saidBy === 'catalog';
  const isUnsaid = (document: Document): boolean => document.audienceSaidBy === null && !isLifted(document);
  const said = seeds.documents.filter((document) => !isUnsaid(document));
  const published = said
    .filter(({ audience }) => audience === 'public')
    .map(({ path, sha256 }) => ({ key: pathKey(path), sha256 }));
  const contents = new Contents(digests, load).without(published).with(said);
  const hasCatalogShrunk = seeds.documents.some(
    (document) =>
      isUnsaid(document) && wordFor(document)?.saidBy === 'catalog' && isInternal(wordFor(document)),
  );

  const held: HeldDocument[] = [];
  const documents: Document[] = [];
  const internal: Document[] = [];
  for (const document of seeds.documents) {
    if (pace.isDue) await pace.rest();
    const word = wordFor(document);
    const because = isUnsaid(document)
      ? (whyByWord(word) ?? whyByContent(document, previous.get(document.path), word, contents))
      : null;
    if (because === null && isUnsaid(document) && word === undefined && hasCatalogShrunk) {
      // The catalog may be about to be written: nothing is known of it, nor remembered.
      held.push({ path: document.path, because: 'it is new, and catalog.yaml has just lost entries' });
      documents.push(withAudience(document, 'internal'));
      continue;
    }
    if (because !== null) held.push({ path: document.path, because });
    const audience = because !== null ? 'internal' : isUnsaid(document) ? 'public' : document.audience;
    const decided = withAudience(document, audience);
    documents.push(decided);
    if (audience === 'internal') internal.push(decided);
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
      internal,
    },
  };
}

/** The last words before the documents themselves are looked at: what is remembered, and what the catalog says. */
function wordsBefore(
  seeds: Seeds,
  before: readonly Document[],
  words: ReadonlyMap<string, LastWord>,
): Map<string, LastWord> {
  const next = new Map(words);
  // An index that is stored tells of what was said too, where what was remembered is gone.
  for (const document of before) {
    const tells = document.audience === 'internal' && document.audienceSaidBy !== null;
    if (tells && !words.has(pathKey(document.path))) next.set(pathKey(document.path), wordOn(document));
  }
  for (const path of seeds.internalInCatalog)
    next.set(pathKey(path), { path, sha256: null, audience: 'internal', saidBy: 'catalog' });
  return next;
}

function isInternal(word: LastWord | undefined): boolean {
  return word?.audience === 'internal';
}

function whyByWord(word: LastWord | undefined): string | null {
  if (word?.audience !== 'internal') return null;
  if (word.saidBy === 'catalog') return 'catalog.yaml said so, and does not say any more who may see it';
  return word.saidBy === 'document'
    ? 'its front matter said so, and does not say any more who may see it'
    : 'it was internal before';
}

function wordOn({ path, sha256, audience, audienceSaidBy }: Document): LastWord {
  return { path, sha256, audience, saidBy: audienceSaidBy };
}

function withAudience(document: Document, audience: Document['audience']): Document {
  return document.audience === audience ? document : { ...document, audience };
}
