import { isDeepStrictEqual } from 'node:util';
import type { Document } from './document.ts';
import { InternalContents } from './internal-contents.ts';
import { Pace } from './pace.ts';
import {
  type LastWord,
  type Remembered,
  type RestrictionChanges,
  RestrictionStore,
  UnreadableError,
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
   * @param before what was answered from until now
   * @param lifts takes back what the catalog said of documents that are there, and does not say any more
   * @param isStale whether the catalog is one of before: what it opened then may have been closed since
   */
  async hold(
    seeds: Seeds,
    before: Seeds | null,
    { lifts, isStale = false }: { readonly lifts: boolean; readonly isStale?: boolean },
  ): Promise<Held> {
    if (lifts) this.#store.startAnew();
    let decision: Decision;
    try {
      decision = await decide(seeds, before, this.#store.read(), () => this.#store.contents(), {
        lifts,
        isStale,
      });
    } catch (err) {
      if (!(err instanceof UnreadableError)) throw err;
      return holdAll(seeds, before, err.message);
    }
    const problem = this.#store.write(decision.changes);
    return { ...decision, unremembered: problem === null ? [] : [problem] };
  }

  /** Paths of documents of an index that was made earlier, as far as they are internal by what is known now. */
  async internalAmong(documents: readonly Document[]): Promise<ReadonlySet<string>> {
    try {
      const { words, digests } = this.#store.read();
      const contents = new InternalContents(digests, () => this.#store.contents());
      const internal = new Set<string>();
      const pace = new Pace();
      for (const document of documents) {
        if (pace.isDue) await pace.rest();
        const word = words.get(document.path);
        const isSpokenOf = word?.sha256 === document.sha256 && word.saidBy !== null;
        const why = isSpokenOf ? whyByWord(word) : whyInternal(document, undefined, word, contents);
        if (why !== null) internal.add(document.path);
      }
      return internal;
    } catch (err) {
      if (!(err instanceof UnreadableError)) throw err;
      return new Set(
        documents.flatMap(({ path, audienceSaidBy }) => (audienceSaidBy === null ? [path] : [])),
      );
    }
  }
}

/** Where it is not known what was internal, all may have been that does not say otherwise. */
function holdAll({ documents }: Seeds, before: Seeds | null, reason: string): Held {
  const known = new Map(before?.held.map((each) => [each.path, each]));
  const unsaid = documents.filter(({ audienceSaidBy }) => audienceSaidBy === null);
  return {
    documents: documents.map((each) =>
      each.audienceSaidBy === null ? withAudience(each, 'internal') : each,
    ),
    held: unsaid.map(
      ({ path }): HeldDocument =>
        known.get(path) ?? {
          path,
          because: `what was internal before cannot be read (${reason})`,
          isProvisional: true,
        },
    ),
    unremembered: [],
  };
}

type Decision = Pick<Seeds, 'documents' | 'held'> & { readonly changes: RestrictionChanges };

async function decide(
  seeds: Seeds,
  before: Seeds | null,
  { words, digests }: Remembered,
  load: () => ReturnType<RestrictionStore['contents']>,
  { lifts, isStale }: { readonly lifts: boolean; readonly isStale: boolean },
): Promise<Decision> {
  const pace = new Pace();
  const previous = new Map(before?.documents.map((document) => [document.path, document]));
  const nextWords = wordsBefore(seeds, before, words);
  const isUnsaid = ({ path, audience, audienceSaidBy }: Document): boolean =>
    isStale && audience === 'public'
      ? nextWords.get(path)?.audience === 'internal' || audienceSaidBy === null
      : audienceSaidBy === null && !(lifts && nextWords.get(path)?.saidBy === 'catalog');
  const said = seeds.documents.filter((document) => !isUnsaid(document));
  const opening = isStale ? said.filter(({ audience }) => audience === 'internal') : said;
  const contents = new InternalContents(digests, load).after(opening);
  const publicDigests = new Set<string>();
  for (const { sha256, audience } of words.values())
    if (audience === 'public' && sha256 !== null) publicDigests.add(sha256);
  const hasCatalogShrunk = seeds.documents.some((document) => {
    const word = nextWords.get(document.path);
    return isUnsaid(document) && word?.audience === 'internal' && word.saidBy === 'catalog';
  });

  const held: HeldDocument[] = [];
  const documents: Document[] = [];
  const internal: Document[] = [];
  for (const document of seeds.documents) {
    if (pace.isDue) await pace.rest();
    const { path, sha256 } = document;
    const word = nextWords.get(path);
    const isMoved = word === undefined && publicDigests.has(sha256);
    const known = isMoved ? { sha256, audience: 'public' as const, saidBy: null } : word;
    const because = isUnsaid(document) ? whyInternal(document, previous.get(path), known, contents) : null;
    if (because === null && isUnsaid(document) && known === undefined && hasCatalogShrunk) {
      // The catalog may be about to be written: nothing is known of it, nor remembered.
      held.push({ path, because: NEW_MEANWHILE, isProvisional: true });
      documents.push(withAudience(document, 'internal'));
      continue;
    }
    if (because !== null) held.push({ path, because });
    const audience = because !== null ? 'internal' : isUnsaid(document) ? 'public' : document.audience;
    const decided = withAudience(document, audience);
    documents.push(decided);
    if (audience === 'internal') internal.push(decided);
    // Who said that it is internal counts until somebody says otherwise.
    const saidBy = because !== null && word !== undefined ? word.saidBy : document.audienceSaidBy;
    nextWords.set(path, { sha256, audience, saidBy });
  }
  return {
    documents,
    held,
    changes: {
      words: new Map([...nextWords].filter(([path, word]) => !isDeepStrictEqual(words.get(path), word))),
      published: opening.filter(({ audience }) => audience === 'public').map(({ sha256 }) => sha256),
      internal,
    },
  };
}

const NEW_MEANWHILE =
  'it is new, and catalog.yaml has lost an entry; `reindex --force` takes the catalog as it is';

/** The last words before the documents themselves are looked at: what is remembered, and what the catalog says. */
function wordsBefore(
  { internalInCatalog }: Seeds,
  before: Seeds | null,
  words: ReadonlyMap<string, LastWord>,
): Map<string, LastWord> {
  const next = new Map(words);
  const provisional = new Set(
    before?.held.flatMap(({ path, isProvisional }) => (isProvisional ? [path] : [])),
  );
  // An index that is stored tells of what was said too, where what was remembered is gone.
  for (const { path, sha256, audience, audienceSaidBy } of before?.documents ?? [])
    if (audience === 'internal' && !words.has(path) && !provisional.has(path))
      next.set(path, { sha256, audience, saidBy: audienceSaidBy });
  for (const path of internalInCatalog)
    next.set(path, { sha256: null, audience: 'internal', saidBy: 'catalog' });
  return next;
}

/**
 * Why a document of which nothing is said is internal; `null` if it is not.
 * @param before its version before
 * @param word the last one on its path: what was public and has not changed is what its owner knows it to be
 */
function whyInternal(
  document: Document,
  before: Document | undefined,
  word: LastWord | undefined,
  contents: InternalContents,
): string | null {
  const because = whyByWord(word);
  if (because !== null) return because;
  if (contents.has(document.sha256)) return 'it holds what an internal document holds or held';
  const alike = word?.sha256 === document.sha256 ? null : contents.findAlike(document, before);
  return alike === null ? null : `it holds much of what the internal ${alike.path} holds or held`;
}

function whyByWord(word: LastWord | undefined): string | null {
  if (word?.audience !== 'internal') return null;
  if (word.saidBy === 'catalog') return 'catalog.yaml said so, and does not say any more who may see it';
  return word.saidBy === 'document'
    ? 'its front matter said so, and does not say any more who may see it'
    : 'it was internal before';
}

function withAudience(document: Document, audience: Document['audience']): Document {
  return document.audience === audience ? document : { ...document, audience };
}
