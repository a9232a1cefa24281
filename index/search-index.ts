import { LRUCache } from 'lru-cache';
import MiniSearch, { type AsPlainObject, type Options } from 'minisearch';
import { analyze, type Token } from './analyzer.ts';
import type { Document } from './document.ts';
import type { Passage } from './passages.ts';

/** A passage brought up by the search. `score` is MiniSearch's BM25+: compare it within one search only. */
export type Hit = { readonly passage: Passage; readonly score: number };

/** A term to search for. `weight` multiplies its share of the score. */
export type WeightedTerm = { readonly term: string; readonly weight: number };

/** Plain data from which a {@link SearchIndex} is restored. */
export type StoredSearchIndex = {
  readonly miniSearch: AsPlainObject;
  readonly passageCounts: readonly (readonly [string, number])[];
  readonly wordCounts: readonly (readonly [string, number])[];
};

type IndexedPassage = {
  readonly id: string;
  readonly text: string;
  readonly heading: string;
  readonly title: string;
};

/**
 * One set of options serves building and restoring: MiniSearch restores an index under other options without
 * complaint and then finds nothing. Fields are our own terms joined by spaces, so that what counts as a word is
 * decided in one place, the analyzer.
 */
const OPTIONS: Options<IndexedPassage> = {
  fields: ['text', 'heading', 'title'],
  tokenize: (terms) => terms.split(' '),
  processTerm: (term) => term || null,
  searchOptions: { boost: { text: 1, heading: 0.5, title: 0.25 }, bm25: { k: 1.2, b: 0.7, d: 0 } },
};

/**
 * A search walks the postings of each of its terms, some 2 µs each. Terms beyond this many postings are left out,
 * the commonest first: they say least about which passage is meant, and ranking weighs all of them anyway.
 */
const MAX_POSTINGS = 4_000;

/** Analyzed passages kept at hand: the same few are candidates again and again. */
const CACHED_PASSAGES = 5_000;

/** Finds passages by terms, and knows how common each term and word is. Nothing changes it once it is made. */
export class SearchIndex {
  readonly passages: readonly Passage[];
  readonly #documents: ReadonlyMap<string, Document>;
  readonly #byId: ReadonlyMap<string, Passage>;
  readonly #miniSearch: MiniSearch<IndexedPassage>;
  readonly #passageCounts: ReadonlyMap<string, number>;
  readonly #wordCounts: ReadonlyMap<string, number>;
  readonly #analyzed = new LRUCache<string, readonly Token[]>({ max: CACHED_PASSAGES });

  private constructor(
    documents: ReadonlyMap<string, Document>,
    passages: readonly Passage[],
    miniSearch: MiniSearch<IndexedPassage>,
    passageCounts: ReadonlyMap<string, number>,
    wordCounts: ReadonlyMap<string, number>,
  ) {
    this.#documents = documents;
    this.passages = passages;
    this.#byId = new Map(passages.map((passage) => [passage.id, passage]));
    this.#miniSearch = miniSearch;
    this.#passageCounts = passageCounts;
    this.#wordCounts = wordCounts;
  }

  static build(documents: ReadonlyMap<string, Document>, passages: readonly Passage[]): SearchIndex {
    const miniSearch = new MiniSearch<IndexedPassage>(OPTIONS);
    const passageCounts = new Map<string, number>();
    const wordCounts = new Map<string, number>();
    const titles = new Map(
      [...documents.values()].map((document) => [document.path, analyze(namesOf(document))]),
    );
    for (const passage of passages) {
      const text = documents.get(passage.documentPath)?.text.slice(passage.start, passage.end) ?? '';
      const fields = {
        text: analyze(text),
        heading: analyze(passage.heading ?? ''),
        title: titles.get(passage.documentPath) ?? [],
      };
      const tokens = [...fields.text, ...fields.heading, ...fields.title].filter((token) => !token.stop);
      for (const term of new Set(tokens.map((token) => token.term))) count(passageCounts, term);
      for (const word of new Set(tokens.map((token) => token.word))) count(wordCounts, word);
      miniSearch.add({
        id: passage.id,
        text: terms(fields.text),
        heading: terms(fields.heading),
        title: terms(fields.title),
      });
    }
    return new SearchIndex(documents, passages, miniSearch, passageCounts, wordCounts);
  }

  static restore(
    documents: ReadonlyMap<string, Document>,
    passages: readonly Passage[],
    stored: StoredSearchIndex,
  ): SearchIndex {
    const miniSearch = MiniSearch.loadJS(stored.miniSearch, OPTIONS);
    return new SearchIndex(
      documents,
      passages,
      miniSearch,
      new Map(stored.passageCounts),
      new Map(stored.wordCounts),
    );
  }

  toStored(): StoredSearchIndex {
    return {
      miniSearch: this.#miniSearch.toJSON(),
      passageCounts: [...this.#passageCounts],
      wordCounts: [...this.#wordCounts],
    };
  }

  /** Passages that hold any of the terms, best first; equal scores in the order of their ids. */
  search(wanted: readonly WeightedTerm[], limit: number): Hit[] {
    const asked = this.#withinBudget(wanted);
    if (asked.length === 0) return [];
    const weights = new Map(asked.map(({ term, weight }) => [toKey(term), weight]));
    return this.#miniSearch
      .search(asked.map(({ term }) => toKey(term)).join(' '), { boostTerm: (term) => weights.get(term) ?? 1 })
      .flatMap(({ id, score }) => {
        const passage = this.#byId.get(id);
        return passage === undefined ? [] : [{ passage, score }];
      })
      .sort((a, b) => b.score - a.score || (a.passage.id < b.passage.id ? -1 : 1))
      .slice(0, limit);
  }

  /** Number of passages that hold the term, in their text, their heading or their document's names. */
  passageCount(term: string): number {
    return this.#passageCounts.get(term) ?? 0;
  }

  /** Every word of the documents, as written but for case and accents, with the number of passages it stands in. */
  get wordCounts(): ReadonlyMap<string, number> {
    return this.#wordCounts;
  }

  /** The words of the passage; offsets count from the passage's start. */
  tokensOf(passage: Passage): readonly Token[] {
    const known = this.#analyzed.get(passage.id);
    if (known !== undefined) return known;
    const text = this.#documents.get(passage.documentPath)?.text.slice(passage.start, passage.end) ?? '';
    const tokens = analyze(text);
    this.#analyzed.set(passage.id, tokens);
    return tokens;
  }

  #withinBudget(wanted: readonly WeightedTerm[]): WeightedTerm[] {
    const byRarity = wanted
      .filter(({ term }) => this.passageCount(term) > 0)
      .sort((a, b) => this.passageCount(a.term) - this.passageCount(b.term) || (a.term < b.term ? -1 : 1));
    let postings = 0;
    return byRarity.filter(({ term }, i) => {
      postings += this.passageCount(term);
      return i === 0 || postings <= MAX_POSTINGS;
    });
  }
}

/** All that a document is called by. */
export function namesOf(document: Document): string {
  return [document.title, ...document.aliases, document.issuer, document.jurisdiction, document.topic]
    .filter((name) => name !== null)
    .join('\n');
}

function terms(tokens: readonly Token[]): string {
  return tokens
    .filter((token) => !token.stop)
    .map((token) => toKey(token.term))
    .join(' ');
}

/**
 * A term as MiniSearch holds it. Its tree looks through the children of a node one by one, which with thousands of
 * Chinese first characters made restoring ten times slower; percent-encoded there are at most a few dozen.
 */
function toKey(term: string): string {
  return encodeURIComponent(term);
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
