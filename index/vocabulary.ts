/** Numbers words in the order they come. It only grows: successive indexes share one. */
export class Vocabulary {
  readonly #idOf = new Map<string, number>();
  readonly #words: string[] = [];

  get size(): number {
    return this.#words.length;
  }

  get words(): readonly string[] {
    return this.#words;
  }

  idOf(word: string): number | undefined {
    return this.#idOf.get(word);
  }

  /** The numbers of some words, with new ones for words not met before. */
  enter(words: readonly string[]): Uint32Array {
    return Uint32Array.from(words, (word) => {
      const known = this.#idOf.get(word);
      if (known !== undefined) return known;
      this.#idOf.set(word, this.#words.length);
      return this.#words.push(word) - 1;
    });
  }
}

/** In how many passages each word of a vocabulary stands. */
export class PassageCounts {
  readonly #vocabulary: Vocabulary;
  #counts: Uint32Array;

  constructor(vocabulary: Vocabulary, counts = new Uint32Array()) {
    this.#vocabulary = vocabulary;
    this.#counts = counts;
  }

  copy(): PassageCounts {
    return new PassageCounts(this.#vocabulary, this.#counts.slice());
  }

  /** Counts the passages of a document in or out: `passages[i]` of them hold the word of number `ids[i]`. */
  add(ids: Uint32Array, passages: Uint32Array, sign: 1 | -1): void {
    if (this.#counts.length < this.#vocabulary.size) this.#grow();
    ids.forEach((id, i) => {
      this.#counts[id] = (this.#counts[id] ?? 0) + sign * (passages[i] ?? 0);
    });
  }

  get(word: string): number {
    return this.#counts[this.#vocabulary.idOf(word) ?? this.#counts.length] ?? 0;
  }

  /** The words that stand anywhere. */
  *words(): Generator<string> {
    for (let id = 0; id < this.#counts.length; id += 1) {
      if (this.#counts[id] !== 0) yield this.#vocabulary.words[id] ?? '';
    }
  }

  /** By half as much again, so that growing word by word costs no more than growing at once. */
  #grow(): void {
    const grown = new Uint32Array(Math.ceil(this.#vocabulary.size * 1.5));
    grown.set(this.#counts);
    this.#counts = grown;
  }
}
