import { LRUCache } from 'lru-cache';
import MiniSearch, { type AsPlainObject, type Options } from 'minisearch';
import { analyze, type Token } from './analyzer.ts';
import type { Document } from './document.ts';
import type { Passage } from './passages.ts';

/** A passage brought up by the search. `score` is MiniSearch's BM25+: compare it within one search only. */
export type Hit = { readonly passage: Passage; readonly score: number };

/** Plain data from which a {@link SearchIndex} is restored. */
export type StoredSearchIndex = {
  readonly miniSearch: AsPlainObject;
  readonly termCounts: readonly (readonly [string, TermCounts])[];
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

/** Words of analyzed passages kept at hand, some 60 bytes each: the same passages are candidates again and again. */
const CACHED_TOKENS = 1_000_000;

/** Finds passages by terms, and knows how common each term and word is. Nothing changes it once it is made. */
export class SearchIndex {
  readonly passages: readonly Passage[];
  readonly meanPassageChars: number;
  readonly #documents: ReadonlyMap<string, Document>;
  readonly #byId: ReadonlyMap<string, Passage>;
  readonly #miniSearch: MiniSearch<IndexedPassage>;
  readonly #termCounts: ReadonlyMap<string, TermCounts>;
  readonly #wordCounts: ReadonlyMap<string, number>;
  readonly #analyzed = new LRUCache<Passage, readonly Token[]>({
    maxSize: CACHED_TOKENS,
    sizeCalculation: (tokens) => tokens.length + 1,
  });

  private constructor(
    documents: ReadonlyMap<string, Document>,
    passages: readonly Passage[],
    miniSearch: MiniSearch<IndexedPassage>,
    termCounts: ReadonlyMap<string, TermCounts>,
    wordCounts: ReadonlyMap<string, number>,
  ) {
    this.#documents = documents;
    this.passages = passages;
    this.meanPassageChars = passages.reduce((sum, { start, end }) => sum + end - start, 0) / passages.length;
    this.#byId = new Map(passages.map((passage) => [passage.id, passage]));
    this.#miniSearch = miniSearch;
    this.#termCounts = termCounts;
    this.#wordCounts = wordCounts;
  }

  static build(documents: ReadonlyMap<string, Document>, passages: readonly Passage[]): SearchIndex {
    const miniSearch = new MiniSearch<IndexedPassage>(OPTIONS);
    const termCounts = new Map<string, { text: number; named: number; anywhere: number }>();
    const wordCounts = new Map<string, number>();
    const names = new Map(
      [...documents.values()].map((document) => [document.path, contentOf(analyze(namesOf(document)))]),
    );
    for (const passage of passages) {
      const text = documents.get(passage.documentPath)?.text.slice(passage.start, passage.end) ?? '';
      const fields = {
        text: contentOf(analyze(text)),
        heading: contentOf(analyze(passage.heading ?? '')),
        title: names.get(passage.documentPath) ?? [],
      };
      const inText = new Set([...fields.text, ...fields.heading].map((token) => token.term));
      const inNames = new Set(fields.title.map((token) => token.term));
      for (const term of inText.union(inNames)) {
        const counts = termCounts.get(term) ?? { ...NOWHERE };
        counts.anywhere += 1;
        if (inText.has(term)) counts.text += 1;
        if (inText.has(term) && inNames.has(term)) counts.named += 1;
        termCounts.set(term, counts);
      }
      const words = [...fields.text, ...fields.heading, ...fields.title].map((token) => token.word);
      for (const word of new Set(words)) wordCounts.set(word, (wordCounts.get(word) ?? 0) + 1);
      miniSearch.add({
        id: passage.id,
        text: toField(fields.text),
        heading: toField(fields.heading),
        title: toField(fields.title),
      });
    }
    return new SearchIndex(documents, passages, miniSearch, termCounts, wordCounts);
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
      new Map(stored.termCounts),
      new Map(stored.wordCounts),
    );
  }

  toStored(): StoredSearchIndex {
    return {
      miniSearch: this.#miniSearch.toJSON(),
      termCounts: [...this.#termCounts],
      wordCounts: [...this.#wordCounts],
    };
  }

  /** Passages that hold any of the terms, best first; equal scores in reading order. */
  search(terms: readonly string[], limit: number): Hit[] {
    const asked = this.#withinBudget(terms);
    if (asked.length === 0) return [];
    // MiniSearch sorts by score; only ties at the end of the list need more than the first `limit`.
    const found = this.#miniSearch.search(asked.map(toKey).join(' '));
    const least = found[limit - 1]?.score ?? Number.NEGATIVE_INFINITY;
    const hits: Hit[] = [];
    for (const { id, score } of found) {
      if (score < least) break;
      const passage = this.#byId.get(id);
      if (passage !== undefined) hits.push({ passage, score });
    }
    return hits
      .sort((a, b) => b.score - a.score || compareReadingOrder(a.passage, b.passage))
      .slice(0, limit);
  }

  termCounts(term: string): TermCounts {
    return this.#termCounts.get(term) ?? NOWHERE;
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

/** All that a document is called by. */
export function namesOf(document: Document): string {
  return [document.title, ...document.aliases, document.issuer, document.jurisdiction, document.topic]
    .filter((name) => name !== null)
    .join('\n');
}

function contentOf(tokens: readonly Token[]): Token[] {
  return tokens.filter((token) => !token.stop);
}

function toField(tokens: readonly Token[]): string {
  return tokens.map((token) => toKey(token.term)).join(' ');
}

/**
 * A term as MiniSearch holds it. Its tree looks through the children of a node one by one, which with thousands of
 * Chinese first characters made restoring ten times slower; percent-encoded there are at most a few dozen.
 */
function toKey(term: string): string {
  return encodeURIComponent(term);
}
