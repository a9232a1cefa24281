import { LRUCache } from 'lru-cache';
import { type AnalyzedDocument, contentOf } from './analyzed-document.ts';
import { analyze, type Token } from './analyzer.ts';
import type { Block, Document } from './document.ts';
import { asName } from './names.ts';
import type { Pace } from './pace.ts';
import type { Passage } from './passages.ts';
import { type PostedDocument, type PostedPassage, Postings } from './postings.ts';
import { PassageCounts } from './vocabulary.ts';

/** A passage brought up by the search. `score` is its BM25: compare it within one search only. */
export type Hit = { readonly passage: Passage; readonly score: number };

/** In how many passages a term stands. */
export type TermCounts = {
  /** ... in the text or the heading. */
  readonly text: number;
  /** ... of these, in documents that are called by it: whose title or other names hold it. */
  readonly named: number;
  /** ... in the text, the heading or the document's names: what a search for it finds. */
  readonly anywhere: number;
};

/** The same of all terms, and of all words. */
type Counts = {
  readonly text: PassageCounts;
  readonly named: PassageCounts;
  readonly anywhere: PassageCounts;
  readonly words: PassageCounts;
  /** Pairs of terms in names, ... in all passages of documents that are called so. */
  readonly namePairs: PassageCounts;
};

/** What successive indexes share. */
type Shared = {
  readonly postings: Postings;
  readonly tokens: LRUCache<Passage | Block, readonly Token[]>;
};

/**
 * A search walks the postings of each of its terms, some 2 µs each. Terms beyond this many postings are left out,
 * the commonest first: they say least about which passage is meant, and ranking weighs all of them anyway.
 */
const MAX_POSTINGS = 2_500;

/** In so many passages that say both, two words that belong together stand together at least once. */
const MAX_NEIGHBOURS_SOUGHT = 60;

/** Words of analyzed passages kept at hand, some 60 bytes each: the same passages are candidates again and again. */
const CACHED_TOKENS = 1_000_000;

/**
 * Saturation of repeated terms and weight of length, as BM25 has them (Robertson & Zaragoza 2009, section 3.4); the values are
 * those of Anserini (Yang, Fang & Lin 2018), which suit passages: they differ less in length than whole documents do.
 */
export const K1 = 0.9;
export const B = 0.4;

/** Finds passages by terms, and knows how common each term and word is. */
export class SearchIndex {
  readonly passageCount: number;
  readonly meanPassageChars: number;
  readonly #documents: ReadonlyMap<string, PostedDocument>;
  readonly #shared: Shared;
  readonly #counts: Counts;
  /** Mean length of a passage in terms. */
  readonly #meanLength: number;

  private constructor(documents: ReadonlyMap<string, PostedDocument>, shared: Shared, counts: Counts) {
    this.#documents = documents;
    this.#shared = shared;
    this.#counts = counts;
    const all = [...documents.values()];
    this.passageCount = sum(all, ({ passages }) => passages.length);
    this.meanPassageChars = sum(all, ({ totalChars }) => totalChars) / this.passageCount;
    this.#meanLength = sum(all, ({ totalLength }) => totalLength) / this.passageCount;
  }

  /**
   * Makes an index of documents. With the one before, only what changed costs time: documents of that one, taken from
   * {@link documents}, are known already. The one before stays as it is until it is {@link retire}d.
   */
  static async build(
    documents: readonly AnalyzedDocument[],
    before: SearchIndex | null,
    pace: Pace,
  ): Promise<SearchIndex> {
    const shared = before === null ? newShared() : before.#shared;
    const counts = before === null ? newCounts(shared.postings) : copyOf(before.#counts);
    const posted = new Map<string, PostedDocument>();
    for (const analyzed of documents) {
      const known = before === null ? undefined : before.#documents.get(analyzed.document.path);
      const document = known === analyzed ? known : await shared.postings.add(analyzed, pace);
      posted.set(analyzed.document.path, document);
      if (known !== document) count(counts, document, 1);
      if (pace.isDue) await pace.rest();
    }
    for (const document of before?.documents ?? []) {
      if (posted.get(document.document.path) !== document) count(counts, document, -1);
      if (pace.isDue) await pace.rest();
    }
    return new SearchIndex(posted, shared, counts);
  }

  /** In the order they were given. */
  get documents(): Iterable<PostedDocument> {
    return this.#documents.values();
  }

  /** All passages, in the order of the documents and as they are read. */
  get passages(): Passage[] {
    return [...this.#documents.values()].flatMap(({ passages }) => passages);
  }

  passagesOf(path: string): readonly Passage[] {
    return this.#documents.get(path)?.passages ?? [];
  }

  /** Forgets what only `other` holds, an index that nothing answers from any more, and none of `kept` does. */
  async retire(other: SearchIndex, kept: readonly SearchIndex[], pace: Pace): Promise<void> {
    if (other.#shared !== this.#shared) return;
    for (const document of other.documents) {
      const { path } = document.document;
      const isHeld = [this, ...kept].some((index) => index.#documents.get(path) === document);
      if (!isHeld) this.#shared.postings.discard(document);
      if (pace.isDue) await pace.rest();
    }
  }

  /**
   * The best passages for weighted terms; equal scores in reading order. MiniSearch brings those that hold a rarer one
   * of the terms; which are the best is said by all of the terms.
   */
  search(weights: ReadonlyMap<string, number>, limit: number): Hit[] {
    const asked = this.#withinBudget([...weights.keys()]);
    if (asked.length === 0) return [];
    const found = this.#shared.postings.find(asked).filter(({ document }) => this.#holds(document));
    return this.#best(found, weights, limit);
  }

  /** The same among the passages of some documents, all of which are looked at. */
  searchWithin(paths: ReadonlySet<string>, weights: ReadonlyMap<string, number>, limit: number): Hit[] {
    const all = [...paths].flatMap((path) => {
      const document = this.#documents.get(path);
      return document === undefined ? [] : document.passages.map(({ ordinal }) => ({ document, ordinal }));
    });
    return this.#best(all, weights, limit);
  }

  /** The BM25 of passages, whatever they say: 0 where they say none of the terms. */
  scoresOf(passages: readonly Passage[], weights: ReadonlyMap<string, number>): Hit[] {
    const scoreOf = this.#scorer(weights);
    return passages.map((passage) => {
      const document = this.#documents.get(passage.documentPath);
      return { passage, score: document === undefined ? 0 : scoreOf(document, passage.ordinal) };
    });
  }

  #best(among: readonly PostedPassage[], weights: ReadonlyMap<string, number>, limit: number): Hit[] {
    const scoreOf = this.#scorer(weights);
    return among
      .flatMap(({ document, ordinal }) => {
        const passage = document.passages[ordinal];
        const score = scoreOf(document, ordinal);
        return passage === undefined || score === 0 ? [] : [{ passage, score }];
      })
      .sort((a, b) => b.score - a.score || compareReadingOrder(a.passage, b.passage))
      .slice(0, limit);
  }

  /** A BM25 score of passages for weighted terms. */
  #scorer(weights: ReadonlyMap<string, number>): (document: PostedDocument, ordinal: number) => number {
    const vocabulary = this.#shared.postings.terms;
    const weightOf = new Float64Array(vocabulary.size);
    for (const [term, weight] of weights) {
      const id = vocabulary.idOf(term);
      if (id !== undefined) weightOf[id] = weight;
    }
    return ({ terms: { starts, ids, frequencies }, termIds, lengths }, ordinal) => {
      const saturation = K1 * (1 - B + B * ((lengths[ordinal] ?? 0) / this.#meanLength));
      const end = starts[ordinal + 1] ?? 0;
      let score = 0;
      for (let i = starts[ordinal] ?? 0; i < end; i += 1) {
        const weight = weightOf[termIds[ids[i] ?? 0] ?? 0] ?? 0;
        const frequency = frequencies[i] ?? 0;
        if (weight > 0) score += (weight * frequency) / (frequency + saturation);
      }
      return score;
    };
  }

  termCounts(term: string): TermCounts {
    const { text, named, anywhere } = this.#counts;
    return { text: text.get(term), named: named.get(term), anywhere: anywhere.get(term) };
  }

  /**
   * Whether some passage, or the heading above it, says one term right before the other: "time sheet", "time-sheet". It is
   * looked for in a number of passages that say both.
   */
  areNeighbours(first: string, second: string): boolean {
    const { anywhere } = this.#counts;
    if (Math.min(anywhere.get(first), anywhere.get(second)) === 0) return false;
    return this.#shared.postings
      .findAll([first, second], (document) => this.#holds(document))
      .slice(0, MAX_NEIGHBOURS_SOUGHT)
      .some(({ document, ordinal }) => {
        const passage = document.passages[ordinal];
        if (passage === undefined) return false;
        const follow = (tokens: readonly Token[]): boolean =>
          tokens.some((token, i) => {
            const next = tokens[i + 1];
            return token.term === first && next?.term === second && next.start - token.end <= 1;
          });
        return follow(this.tokensOf(passage)) || follow(contentOf(analyze(passage.heading ?? '')));
      });
  }

  #holds(document: PostedDocument): boolean {
    return this.#documents.get(document.document.path) === document;
  }

  /** Whether some document has a name in which these terms follow each other, words of grammar aside. */
  isNamePair(first: string, second: string): boolean {
    return this.#counts.namePairs.get(`${first} ${second}`) > 0;
  }

  /** In how many passages each word stands, as written but for case and accents. */
  get wordCounts(): PassageCounts {
    return this.#counts.words;
  }

  /** The words of the passage, those of grammar aside; offsets count from the passage's start. */
  tokensOf(passage: Passage): readonly Token[] {
    return this.#known(
      passage,
      () => this.#documents.get(passage.documentPath)?.document.text.slice(passage.start, passage.end) ?? '',
    );
  }

  /** The same of a block that stands above others, as far as it can be a name. */
  tokensOfName({ text }: Document, block: Block): readonly Token[] {
    return this.#known(block, () => asName(text.slice(block.start, block.end)));
  }

  #known(key: Passage | Block, textOf: () => string): readonly Token[] {
    const known = this.#shared.tokens.get(key);
    if (known !== undefined) return known;
    const tokens = contentOf(analyze(textOf()));
    this.#shared.tokens.set(key, tokens);
    return tokens;
  }

  #withinBudget(terms: readonly string[]): string[] {
    const byRarity = terms
      .map((term) => ({ term, postings: this.#counts.anywhere.get(term) }))
      .filter(({ postings }) => postings > 0)
      .sort((a, b) => a.postings - b.postings || (a.term < b.term ? -1 : 1));
    let total = 0;
    return byRarity
      .filter(({ postings }, i) => {
        total += postings;
        return i === 0 || total <= MAX_POSTINGS;
      })
      .map(({ term }) => term);
  }
}

function newShared(): Shared {
  return {
    postings: new Postings(),
    tokens: new LRUCache({ maxSize: CACHED_TOKENS, sizeCalculation: (tokens) => tokens.length + 1 }),
  };
}

function newCounts({ terms, words, namePairs }: Postings): Counts {
  return {
    text: new PassageCounts(terms),
    named: new PassageCounts(terms),
    anywhere: new PassageCounts(terms),
    words: new PassageCounts(words),
    namePairs: new PassageCounts(namePairs),
  };
}

function copyOf({ text, named, anywhere, words, namePairs }: Counts): Counts {
  return {
    text: text.copy(),
    named: named.copy(),
    anywhere: anywhere.copy(),
    words: words.copy(),
    namePairs: namePairs.copy(),
  };
}

/** Counts a document in (`sign` 1) or out (-1). */
function count(
  counts: Counts,
  { terms, termIds, wordIds, namePairIds, passages }: PostedDocument,
  sign: 1 | -1,
): void {
  counts.text.add(termIds, terms.inText, sign);
  counts.named.add(termIds, terms.named, sign);
  counts.anywhere.add(termIds, terms.anywhere, sign);
  counts.words.add(wordIds, terms.wordPassages, sign);
  counts.namePairs.add(namePairIds, new Uint32Array(namePairIds.length).fill(passages.length), sign);
}

/** By path, then by place in the document. */
function compareReadingOrder(a: Passage, b: Passage): number {
  if (a.documentPath !== b.documentPath) return a.documentPath < b.documentPath ? -1 : 1;
  return a.ordinal - b.ordinal;
}

function sum<T>(values: Iterable<T>, amountOf: (value: T) => number): number {
  let total = 0;
  for (const value of values) total += amountOf(value);
  return total;
}
