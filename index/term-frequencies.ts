/** Plain data from which {@link TermFrequencies} are restored; the arrays as base64 of little-endian numbers. */
export type StoredTermFrequencies = {
  readonly terms: readonly string[];
  readonly starts: string;
  readonly ids: string;
  readonly frequencies: string;
};

/** Saturation of repeated terms and weight of length, as BM25 has them (Robertson & Zaragoza 2009, section 3.4). */
const K1 = 1.2;
const B = 0.75;

/**
 * How often each passage says which terms: the forward index. MiniSearch's own is inverted, and going through its
 * postings of common terms costs hundreds of times what going through the terms of some passages does. Passages are
 * known by their position.
 */
export class TermFrequencies {
  readonly #terms: readonly string[];
  readonly #idOf: ReadonlyMap<string, number>;
  /** For each passage, where it starts in `ids` and `frequencies`; and, at the end, where the last one ends. */
  readonly #starts: Uint32Array;
  readonly #ids: Uint32Array;
  readonly #frequencies: Float32Array;
  /** Length of each passage over that of the average one. */
  readonly #lengthRatios: Float32Array;

  private constructor(
    terms: readonly string[],
    starts: Uint32Array,
    ids: Uint32Array,
    frequencies: Float32Array,
  ) {
    this.#terms = terms;
    this.#idOf = new Map(terms.map((term, id) => [term, id]));
    this.#starts = starts;
    this.#ids = ids;
    this.#frequencies = frequencies;
    this.#lengthRatios = lengthRatios(starts, frequencies);
  }

  /** @param passages for each passage, its terms and how often it says them */
  static build(passages: readonly ReadonlyMap<string, number>[]): TermFrequencies {
    const size = passages.reduce((sum, terms) => sum + terms.size, 0);
    const starts = new Uint32Array(passages.length + 1);
    const ids = new Uint32Array(size);
    const frequencies = new Float32Array(size);
    const idOf = new Map<string, number>();
    let reached = 0;
    passages.forEach((terms, passage) => {
      for (const [term, frequency] of terms) {
        const id = idOf.get(term) ?? idOf.size;
        idOf.set(term, id);
        ids[reached] = id;
        frequencies[reached] = frequency;
        reached += 1;
      }
      starts[passage + 1] = reached;
    });
    return new TermFrequencies([...idOf.keys()], starts, ids, frequencies);
  }

  static restore({ terms, starts, ids, frequencies }: StoredTermFrequencies): TermFrequencies {
    return new TermFrequencies(
      terms,
      new Uint32Array(bytesOf(starts)),
      new Uint32Array(bytesOf(ids)),
      new Float32Array(bytesOf(frequencies)),
    );
  }

  toStored(): StoredTermFrequencies {
    return {
      terms: this.#terms,
      starts: toBase64(this.#starts),
      ids: toBase64(this.#ids),
      frequencies: toBase64(this.#frequencies),
    };
  }

  /** A BM25 score of passages for weighted terms. */
  scorer(weights: ReadonlyMap<string, number>): (passage: number) => number {
    const weightOf = new Float64Array(this.#terms.length);
    for (const [term, weight] of weights) {
      const id = this.#idOf.get(term);
      if (id !== undefined) weightOf[id] = weight;
    }
    return (passage) => {
      const saturation = K1 * (1 - B + B * (this.#lengthRatios[passage] ?? 1));
      const end = this.#starts[passage + 1] ?? 0;
      let score = 0;
      for (let i = this.#starts[passage] ?? 0; i < end; i += 1) {
        const weight = weightOf[this.#ids[i] ?? 0] ?? 0;
        const frequency = this.#frequencies[i] ?? 0;
        if (weight > 0) score += (weight * frequency) / (frequency + saturation);
      }
      return score;
    };
  }
}

function lengthRatios(starts: Uint32Array, frequencies: Float32Array): Float32Array {
  const mean = frequencies.reduce((sum, frequency) => sum + frequency, 0) / (starts.length - 1);
  return Float32Array.from({ length: starts.length - 1 }, (_, passage) => {
    const own = frequencies.subarray(starts[passage], starts[passage + 1]);
    return own.reduce((sum, frequency) => sum + frequency, 0) / mean;
  });
}

function toBase64({ buffer, byteOffset, byteLength }: Uint32Array | Float32Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}

function bytesOf(base64: string): ArrayBuffer {
  return Uint8Array.from(Buffer.from(base64, 'base64')).buffer;
}
