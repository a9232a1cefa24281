import MiniSearch, { type Options } from 'minisearch';
import type { AnalyzedDocument } from './analyzed-document.ts';
import type { Pace } from './pace.ts';
import { Vocabulary } from './vocabulary.ts';

/** A document in the postings. Numbers of terms and words are those of the postings' vocabularies. */
export type PostedDocument = AnalyzedDocument & {
  /** For each of the document's own term ids, the number of the term; for each of its words, that of the word. */
  readonly termIds: Uint32Array;
  readonly wordIds: Uint32Array;
  readonly namePairIds: Uint32Array;
  /** For each passage, how many terms it holds, by their frequencies. */
  readonly lengths: Float32Array;
  readonly totalLength: number;
  /** Characters in all of its passages. */
  readonly totalChars: number;
};

/** No document of ordinary size has more. */
const WORDS_AT_A_TIME = 5_000;

/** A passage found, by the document and its place among the document's passages. */
export type PostedPassage = { readonly document: PostedDocument; readonly ordinal: number };

type IndexedPassage = { readonly id: number; readonly terms: string };

/**
 * The one field is our own terms joined by spaces, so that what counts as a word is decided in one place, the
 * analyzer.
 */
const OPTIONS: Options<IndexedPassage> = {
  fields: ['terms'],
  tokenize: (terms) => terms.split(' '),
  processTerm: (term) => term || null,
  searchOptions: { bm25: { k: 1.2, b: 0.7, d: 0 } },
};

/**
 * Which passages hold a term: MiniSearch. Successive indexes share it: a new one adds what changed, and what was
 * replaced is discarded once nothing answers from it any more. Until then both are found, and each index looks at its
 * own documents alone.
 */
export class Postings {
  readonly terms = new Vocabulary();
  readonly words = new Vocabulary();
  readonly namePairs = new Vocabulary();
  readonly #miniSearch = new MiniSearch<IndexedPassage>(OPTIONS);
  readonly #passages = new Map<number, PostedPassage>();
  readonly #firstId = new Map<PostedDocument, number>();
  #nextId = 0;

  async add(analyzed: AnalyzedDocument, pace: Pace): Promise<PostedDocument> {
    const { starts, ids, frequencies, terms, words, namePairs } = analyzed.terms;
    const document: PostedDocument = {
      ...analyzed,
      termIds: await enterInto(this.terms, terms, pace),
      wordIds: await enterInto(this.words, words, pace),
      namePairIds: await enterInto(this.namePairs, namePairs, pace),
      lengths: Float32Array.from(analyzed.passages, (_, ordinal) =>
        totalOf(frequencies.subarray(starts[ordinal], starts[ordinal + 1])),
      ),
      totalLength: totalOf(frequencies),
      totalChars: analyzed.passages.reduce((sum, { start, end }) => sum + end - start, 0),
    };
    const firstId = this.#nextId;
    this.#nextId += analyzed.passages.length;
    this.#firstId.set(document, firstId);
    for (const ordinal of analyzed.passages.keys()) {
      const id = firstId + ordinal;
      const own = [...ids.subarray(starts[ordinal], starts[ordinal + 1])].map((term) =>
        toKey(terms[term] ?? ''),
      );
      this.#miniSearch.add({ id, terms: own.join(' ') });
      this.#passages.set(id, { document, ordinal });
      if (pace.isDue) await pace.rest();
    }
    return document;
  }

  /** The document is found no more. MiniSearch clears up after it in its own time. */
  discard(document: PostedDocument): void {
    const firstId = this.#firstId.get(document);
    if (firstId === undefined) return;
    this.#firstId.delete(document);
    for (const ordinal of document.passages.keys()) {
      this.#miniSearch.discard(firstId + ordinal);
      this.#passages.delete(firstId + ordinal);
    }
  }

  /** The passages of the documents that `isWanted` takes and that hold all of the terms, in reading order. */
  findAll(terms: readonly string[], isWanted: (document: PostedDocument) => boolean): PostedPassage[] {
    return this.#miniSearch
      .search(terms.map(toKey).join(' '), { combineWith: 'AND' })
      .map(({ id }) => this.#passages.get(id))
      .filter((passage) => passage !== undefined)
      .filter(({ document }) => isWanted(document))
      .sort(compareReadingOrder);
  }

  /** The passages that hold any of the terms, in no order that means anything. */
  find(terms: readonly string[]): PostedPassage[] {
    return this.#miniSearch
      .search(terms.map(toKey).join(' '))
      .map(({ id }) => this.#passages.get(id))
      .filter((passage) => passage !== undefined);
  }
}

/**
 * A term as MiniSearch holds it. Its tree looks through the children of a node one by one, which with thousands of
 * Chinese first characters made building ten times slower; percent-encoded there are at most a few dozen.
 */
function toKey(term: string): string {
  return encodeURIComponent(term);
}

function compareReadingOrder(a: PostedPassage, b: PostedPassage): number {
  const [one, other] = [a.document.document.path, b.document.document.path];
  if (one !== other) return one < other ? -1 : 1;
  return a.ordinal - b.ordinal;
}

function totalOf(frequencies: Float32Array): number {
  return frequencies.reduce((sum, frequency) => sum + frequency, 0);
}

/** Enters words a few at a time, and lets other work in between. */
async function enterInto(vocabulary: Vocabulary, words: readonly string[], pace: Pace): Promise<Uint32Array> {
  const ids = new Uint32Array(words.length);
  for (let i = 0; i < words.length; i += WORDS_AT_A_TIME) {
    ids.set(vocabulary.enter(words.slice(i, i + WORDS_AT_A_TIME)), i);
    if (pace.isDue) await pace.rest();
  }
  return ids;
}
