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
  const called = readWords(namesOf(document));
  const names = new Set(called.terms);
  const anywhere = new Tally();
  const inText: number[] = [];
  const named: number[] = [];
  const words = new Tally();
  const starts = new Uint32Array(passages.length + 1);
  const ids: number[] = [];
  const frequencies: number[] = [];
  const above = new SpansAbove(document.text);
  for (const [i, { start, end, headings, inherited }] of passages.entries()) {
    const said = readWords(document.text.slice(start, end));
    const headed = headings.map((span) => above.read(span));
    const opened = inherited.map((span) => above.read(span));
    const frequencyOf = new Map<string, number>();
    const count = (term: string, frequency: number): void => {
      frequencyOf.set(term, (frequencyOf.get(term) ?? 0) + frequency);
    };
    for (const term of said.terms) count(term, 1);
    // Headings and names are understood with each passage below them, and count as if they stood in it once.
    const once = new Set(headed.flatMap(({ terms }) => terms));
    for (const term of once) count(term, 1);
    const onlyInNames = new Set([...names].filter((term) => !frequencyOf.has(term)));
    for (const term of names) if (!once.has(term)) count(term, 1);
    for (const term of new Set(opened.flatMap(({ terms }) => terms))) {
      count(term, OPENING_FREQUENCY);
      onlyInNames.delete(term);
    }
    for (const [term, frequency] of frequencyOf) {
      const id = anywhere.count(term);
      const isInText = !onlyInNames.has(term);
      inText[id] = (inText[id] ?? 0) + (isInText ? 1 : 0);
      named[id] = (named[id] ?? 0) + (isInText && names.has(term) ? 1 : 0);
      ids.push(id);
      frequencies.push(frequency);
    }
    const written = new Set([said, ...headed, ...opened, called].flatMap((each) => each.words));
    for (const word of written) words.count(word);
    starts[i + 1] = ids.length;
    if (pace.isDue) await pace.rest();
  }
  return {
    terms: anywhere.words,
    inText: Uint32Array.from(inText),
    named: Uint32Array.from(named),
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

/** What a text says, words of grammar aside: in all the ways it may be read, and as written. */
type Said = { readonly terms: readonly string[]; readonly words: readonly string[] };

function readWords(text: string): Said {
  const tokens = contentOf(analyze(text));
  return {
    terms: tokens.flatMap(({ term, others }) =>
      others === undefined ? term : [term, ...others.map((other) => other.term)],
    ),
    words: tokens.map(({ word }) => word),
  };
}

/** Headings and openings stand above many passages: each is analyzed once. */
class SpansAbove {
  readonly #text: string;
  readonly #known = new Map<number, Said>();

  constructor(text: string) {
    this.#text = text;
  }

  read({ start, end }: Span): Said {
    const known = this.#known.get(end) ?? readWords(asName(this.#text.slice(start, end)));
    this.#known.set(end, known);
    return known;
  }
}

/** Counts words, and numbers them in the order they come. */
class Tally {
  readonly #idOf = new Map<string, number>();
  readonly #counts: number[] = [];

  /** @returns the number of the word */
  count(word: string): number {
    const known = this.#idOf.get(word);
    const id = known ?? this.#idOf.size;
    if (known === undefined) this.#idOf.set(word, id);
    this.#counts[id] = (this.#counts[id] ?? 0) + 1;
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

/** Words of grammar aside. */
export function contentOf(tokens: readonly Token[]): Token[] {
  return tokens.filter((token) => !token.stop);
}
