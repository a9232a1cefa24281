import { LRUCache } from 'lru-cache';
import MiniSearch, { type AsPlainObject, type Options } from 'minisearch';
import { analyze, type Token } from './analyzer.ts';
import type { Document } from './document.ts';
import type { Passage } from './passages.ts';
import { type StoredTermFrequencies, TermFrequencies } from './term-frequencies.ts';

/** A passage brought up by the search. `score` is its BM25: compare it within one search only. */
export type Hit = { readonly passage: Passage; readonly score: number };

/** Plain data from which a {@link SearchIndex} is restored. */
export type StoredSearchIndex = {
  readonly miniSearch: AsPlainObject;
  readonly frequencies: StoredTermFrequencies;
  readonly termCounts: readonly (readonly [string, TermCounts])[];
  readonly namePairs: readonly string[];
  readonly wordCounts: readonly (readonly [string, number])[];
};

/** In how many passages a term stands. */
export type TermCounts = {
  /** ... in the text or the heading. */
  readonly text: number;
  /** ... of these, in documents that are called by it: whose title or other names hold it. */
  readonly named: number;
  /** ... in the text, the heading or the document's names: what a search for it finds. */
  readonly anywhere: number;
};

const NOWHERE: TermCounts = { text: 0, named: 0, anywhere: 0 };

type IndexedPassage = { readonly id: string; readonly terms: string };

/**
 * One set of options serves building and restoring: MiniSearch restores an index under other options without
 * complaint and then finds nothing. The one field is our own terms joined by spaces, so that what counts as a word is
 * decided in one place, the analyzer.
 */
const OPTIONS: Options<IndexedPassage> = {
  fields: ['terms'],
  tokenize: (terms) => terms.split(' '),
  processTerm: (term) => term || null,
  searchOptions: { bm25: { k: 1.2, b: 0.7, d: 0 } },
};

/**
 * A search walks the postings of each of its terms, some 2 µs each. Terms beyond this many postings are left out,
 * the commonest first: they say least about which passage is meant, and ranking weighs all of them anyway.
 */
const MAX_POSTINGS = 2_500;

/** MiniSearch's own order is good enough to tell this many from the rest. */
const RESCORED = 1_000;

/** A word of the heading above counts this much of one in the text. */
const HEADING_FREQUENCY = 0.5;

/** What a document is called by counts this much, once, for each of its passages. */
const NAME_FREQUENCY = 0.25;

/** Words of analyzed passages kept at hand, some 60 bytes each: the same passages are candidates again and again. */
const CACHED_TOKENS = 1_000_000;

/** Finds passages by terms, and knows how common each term and word is. Nothing changes it once it is made. */
export class SearchIndex {
  readonly passages: readonly Passage[];
  readonly meanPassageChars: number;
  readonly #documents: ReadonlyMap<string, Document>;
  readonly #positions: ReadonlyMap<string, number>;
  readonly #miniSearch: MiniSearch<IndexedPassage>;
  readonly #frequencies: TermFrequencies;
  readonly #termCounts: ReadonlyMap<string, TermCounts>;
  readonly #namePairs: ReadonlySet<string>;
  readonly #wordCounts: ReadonlyMap<string, number>;
  readonly #analyzed = new LRUCache<Passage, readonly Token[]>({
    maxSize: CACHED_TOKENS,
    sizeCalculation: (tokens) => tokens.length + 1,
  });

  private constructor(
    documents: ReadonlyMap<string, Document>,
    passages: readonly Passage[],
    miniSearch: MiniSearch<IndexedPassage>,
    frequencies: TermFrequencies,
    termCounts: ReadonlyMap<string, TermCounts>,
    namePairs: ReadonlySet<string>,
    wordCounts: ReadonlyMap<string, number>,
  ) {
    this.#documents = documents;
    this.passages = passages;
    this.meanPassageChars = passages.reduce((sum, { start, end }) => sum + end - start, 0) / passages.length;
    this.#positions = new Map(passages.map((passage, position) => [passage.id, position]));
    this.#miniSearch = miniSearch;
    this.#frequencies = frequencies;
    this.#termCounts = termCounts;
    this.#namePairs = namePairs;
    this.#wordCounts = wordCounts;
  }

  static build(documents: ReadonlyMap<string, Document>, passages: readonly Passage[]): SearchIndex {
    const miniSearch = new MiniSearch<IndexedPassage>(OPTIONS);
    const frequencies: Map<string, number>[] = [];
    const termCounts = new Map<string, { text: number; named: number; anywhere: number }>();
    const wordCounts = new Map<string, number>();
    const names = new Map(
      [...documents.values()].map((document) => [document.path, contentOf(analyze(namesOf(document)))]),
    );
    for (const passage of passages) {
      const text = documents.get(passage.documentPath)?.text.slice(passage.start, passage.end) ?? '';
      const said = contentOf(analyze(text));
      const headed = contentOf(analyze(passage.heading ?? ''));
      const called = names.get(passage.documentPath) ?? [];
      const inText = new Set([...said, ...headed].map(({ term }) => term));
      const inNames = new Set(called.map(({ term }) => term));
      for (const term of inText.union(inNames)) {
        const counts = termCounts.get(term) ?? { ...NOWHERE };
        counts.anywhere += 1;
        if (inText.has(term)) counts.text += 1;
        if (inText.has(term) && inNames.has(term)) counts.named += 1;
        termCounts.set(term, counts);
      }
      for (const word of new Set([...said, ...headed, ...called].map((token) => token.word)))
        wordCounts.set(word, (wordCounts.get(word) ?? 0) + 1);
      const perTerm = new Map<string, number>();
      const count = (term: string, frequency: number): void => {
        perTerm.set(term, (perTerm.get(term) ?? 0) + frequency);
      };
      for (const { term } of said) count(term, 1);
      for (const { term } of headed) count(term, HEADING_FREQUENCY);
      for (const term of inNames) count(term, NAME_FREQUENCY);
      frequencies.push(perTerm);
      miniSearch.add({ id: passage.id, terms: [...perTerm.keys()].map(toKey).join(' ') });
    }
    return new SearchIndex(
      documents,
      passages,
      miniSearch,
      TermFrequencies.build(frequencies),
      termCounts,
      new Set([...documents.values()].flatMap(pairsInNames)),
      wordCounts,
    );
  }

  static restore(
    documents: ReadonlyMap<string, Document>,
    passages: readonly Passage[],
    stored: StoredSearchIndex,
  ): SearchIndex {
    return new SearchIndex(
      documents,
      passages,
      MiniSearch.loadJS(stored.miniSearch, OPTIONS),
      TermFrequencies.restore(stored.frequencies),
      new Map(stored.termCounts),
      new Set(stored.namePairs),
      new Map(stored.wordCounts),
    );
  }

  toStored(): StoredSearchIndex {
    return {
      miniSearch: this.#miniSearch.toJSON(),
      frequencies: this.#frequencies.toStored(),
      termCounts: [...this.#termCounts],
      namePairs: [...this.#namePairs],
      wordCounts: [...this.#wordCounts],
    };
  }

  /**
   * The best passages for weighted terms; equal scores in reading order. MiniSearch brings those that hold a rarer one
   * of the terms; which are the best is said by all of the terms.
   */
  search(weights: ReadonlyMap<string, number>, limit: number): Hit[] {
    const asked = this.#withinBudget([...weights.keys()]);
    if (asked.length === 0) return [];
    const found = this.#miniSearch.search(asked.map(toKey).join(' ')).slice(0, RESCORED);
    return this.#best(
      found.map(({ id }) => this.#positions.get(id) ?? 0),
      weights,
      limit,
    );
  }

  /** The same among the passages of some documents, all of which are looked at. */
  searchWithin(paths: ReadonlySet<string>, weights: ReadonlyMap<string, number>, limit: number): Hit[] {
    const positions = this.passages.flatMap(({ documentPath }, position) =>
      paths.has(documentPath) ? [position] : [],
    );
    return this.#best(positions, weights, limit);
  }

  #best(positions: readonly number[], weights: ReadonlyMap<string, number>, limit: number): Hit[] {
    const scoreOf = this.#frequencies.scorer(weights);
    return positions
      .flatMap((position) => {
        const passage = this.passages[position];
        const score = scoreOf(position);
        return passage === undefined || score === 0 ? [] : [{ passage, score }];
      })
      .sort((a, b) => b.score - a.score || compareReadingOrder(a.passage, b.passage))
      .slice(0, limit);
  }

  termCounts(term: string): TermCounts {
    return this.#termCounts.get(term) ?? NOWHERE;
  }

  /** Whether some document has a name in which these terms follow each other, words of grammar aside. */
  isNamePair(first: string, second: string): boolean {
    return this.#namePairs.has(`${first} ${second}`);
  }

  /** Every word of the documents, as written but for case and accents, with the number of passages it stands in. */
  get wordCounts(): ReadonlyMap<string, number> {
    return this.#wordCounts;
  }

  /** The words of the passage, those of grammar aside; offsets count from the passage's start. */
  tokensOf(passage: Passage): readonly Token[] {
    const known = this.#analyzed.get(passage);
    if (known !== undefined) return known;
    const text = this.#documents.get(passage.documentPath)?.text.slice(passage.start, passage.end) ?? '';
    const tokens = contentOf(analyze(text));
    this.#analyzed.set(passage, tokens);
    return tokens;
  }

  #withinBudget(terms: readonly string[]): string[] {
    const byRarity = terms
      .map((term) => ({ term, postings: this.termCounts(term).anywhere }))
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

/** By path, then by place in the document. */
function compareReadingOrder(a: Passage, b: Passage): number {
  if (a.documentPath !== b.documentPath) return a.documentPath < b.documentPath ? -1 : 1;
  return a.ordinal - b.ordinal;
}

function pairsInNames(document: Document): string[] {
  return namesOf(document)
    .split('\n')
    .flatMap((name) => {
      const terms = contentOf(analyze(name)).map(({ term }) => term);
      return terms.slice(1).map((term, i) => `${terms[i]} ${term}`);
    });
}

/** All that a document is called by. */
export function namesOf(document: Document): string {
  return [document.title, ...document.aliases, document.issuer, document.jurisdiction, document.topic]
    .filter((name) => name !== null)
    .join('\n');
}

function contentOf(tokens: readonly Token[]): Token[] {
  return tokens.filter((token) => !token.stop);
}

/**
 * A term as MiniSearch holds it. Its tree looks through the children of a node one by one, which with thousands of
 * Chinese first characters made restoring ten times slower; percent-encoded there are at most a few dozen.
 */
function toKey(term: string): string {
  return encodeURIComponent(term);
}
