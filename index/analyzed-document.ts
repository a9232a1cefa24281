import { analyze, type Token } from './analyzer.ts';
import type { Document, Span } from './document.ts';
import { type Abbreviation, findAbbreviations } from './explained-abbreviations.ts';
import { sha256 } from './manifest.ts';
import { asName } from './names.ts';
import type { Pace } from './pace.ts';
import { type Passage, splitPassages } from './passages.ts';

/** What one document brings to an index: all of it that takes time to find out. Plain data. */
export type AnalyzedDocument = {
  /** The same for a document of the same bytes, path and description. */
  readonly key: string;
  readonly document: Document;
  readonly passages: readonly Passage[];
  readonly terms: DocumentTerms;
};

/** Which terms a document's passages say, and how often: a forward index. MiniSearch's own is inverted. */
type DocumentTerms = {
  /** Every term once; its place is its id here. */
  readonly terms: readonly string[];
  /** For each term, in how many passages it stands: in the text or the heading, ... */
  readonly inText: Uint32Array;
  /** ... there, in a document that is called by it, ... */
  readonly named: Uint32Array;
  /** ... and in the text, the heading or the document's names. */
  readonly anywhere: Uint32Array;
  /** For each passage, where it starts in `ids` and `frequencies`; and, at the end, where the last one ends. */
  readonly starts: Uint32Array;
  readonly ids: Uint32Array;
  readonly frequencies: Float32Array;
  /** Every word as written but for case and accents, and in how many passages it stands. */
  readonly words: readonly string[];
  readonly wordPassages: Uint32Array;
  /** Terms that follow each other in one of the document's names, joined by a space. */
  readonly namePairs: readonly string[];
  readonly abbreviations: readonly Abbreviation[];
};

/** What opens a list stands above many items, each of which says something else: it counts this much of a word in the text. */
const OPENING_FREQUENCY = 0.4;

/** Cuts a document into passages and finds their terms. */
export async function analyzeDocument(document: Document, pace: Pace): Promise<AnalyzedDocument> {
  const passages: Passage[] = [];
  for (const passage of splitPassages(document)) {
    passages.push(passage);
    if (pace.isDue) await pace.rest();
  }
  return { key: keyOf(document), document, passages, terms: await findTerms(document, passages, pace) };
}

/** The same document with another audience, which no term comes from. */
export function withAudience(
  { document, passages, terms }: AnalyzedDocument,
  audience: Document['audience'],
): AnalyzedDocument {
  const changed = { ...document, audience };
  return { key: keyOf(changed), document: changed, passages, terms };
}

async function findTerms(
  document: Document,
  passages: readonly Passage[],
  pace: Pace,
): Promise<DocumentTerms> {
  const called = contentOf(analyze(namesOf(document)));
  const inNames = new Set(termsOf(called));
  const terms = new Tally();
  const named = new Tally();
  const anywhere = new Tally();
  const words = new Tally();
  const starts = new Uint32Array(passages.length + 1);
  const ids: number[] = [];
  const frequencies: number[] = [];
  const above = new AnalyzedSpans(document.text);
  for (const [i, { start, end, headings, inherited }] of passages.entries()) {
    const said = contentOf(analyze(document.text.slice(start, end)));
    const headed = headings.flatMap((span) => above.contentOf(span));
    const opened = inherited.flatMap((span) => above.contentOf(span));
    const inText = new Set([...termsOf(said), ...termsOf(headed), ...termsOf(opened)]);
    const frequencyOf = new Map<string, number>();
    const count = (term: string, frequency = 1): void => {
      frequencyOf.set(term, (frequencyOf.get(term) ?? 0) + frequency);
    };
    for (const term of termsOf(said)) count(term);
    // Headings and names are understood with each passage below them, and count as if they stood in it once.
    for (const term of new Set([...termsOf(headed), ...inNames])) count(term);
    for (const term of new Set(termsOf(opened))) count(term, OPENING_FREQUENCY);
    for (const [term, frequency] of frequencyOf) {
      ids.push(anywhere.count(term));
      terms.count(term, inText.has(term) ? 1 : 0);
      named.count(term, inText.has(term) && inNames.has(term) ? 1 : 0);
      frequencies.push(frequency);
    }
    for (const word of new Set([...said, ...headed, ...opened, ...called].map((token) => token.word)))
      words.count(word);
    starts[i + 1] = ids.length;
    if (pace.isDue) await pace.rest();
  }
  return {
    terms: anywhere.words,
    inText: terms.counts,
    named: named.counts,
    anywhere: anywhere.counts,
    starts,
    ids: Uint32Array.from(ids),
    frequencies: Float32Array.from(frequencies),
    words: words.words,
    wordPassages: words.counts,
    namePairs: pairsInNames(document),
    abbreviations: findAbbreviations(document.text),
  };
}

/** Headings and openings stand above many passages: each is analyzed once. */
class AnalyzedSpans {
  readonly #text: string;
  readonly #known = new Map<number, readonly Token[]>();

  constructor(text: string) {
    this.#text = text;
  }

  contentOf({ start, end }: Span): readonly Token[] {
    const known = this.#known.get(end) ?? contentOf(analyze(asName(this.#text.slice(start, end))));
    this.#known.set(end, known);
    return known;
  }
}

/** Counts words, and numbers them in the order they come. */
class Tally {
  readonly #idOf = new Map<string, number>();
  readonly #counts: number[] = [];

  /** @returns the number of the word */
  count(word: string, times = 1): number {
    const id = this.#idOf.get(word) ?? this.#idOf.size;
    this.#idOf.set(word, id);
    this.#counts[id] = (this.#counts[id] ?? 0) + times;
    return id;
  }

  get words(): string[] {
    return [...this.#idOf.keys()];
  }

  get counts(): Uint32Array {
    return Uint32Array.from(this.#counts);
  }
}

/** Text and layout follow from the bytes. */
function keyOf({ text, blocks, ...rest }: Document): string {
  return sha256(JSON.stringify(Object.entries(rest).sort()));
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

/** What tokens say, in all the ways they may be read. */
function termsOf(tokens: readonly Token[]): string[] {
  return tokens.flatMap(({ term, others = [] }) => [term, ...others.map((other) => other.term)]);
}

/** Words of grammar aside. */
export function contentOf(tokens: readonly Token[]): Token[] {
  return tokens.filter((token) => !token.stop);
}
