/** Words that follow each other, as a unit of comparison: https://doi.org/10.1109/SEQUEN.1997.666900 (Broder, 1997). */
const SHINGLE_WORDS = 3;

/** The smallest hashes of a document are kept, which sample it evenly: all those of a dozen pages. */
const MAX_SHINGLES = 5_000;

/** Texts that share fewer shingles are alike only if all in all they are the same. */
const MIN_SHARED = 12;

/** From this share on, one text is taken for a version or a part of the other. */
const MIN_CONTAINMENT = 0.5;

/** Distinct shingles of a text as 32-bit hashes, sorted; of a very long text the smallest ones. */
export type Shingles = Uint32Array;

/** A text's shingles. Case, white space and punctuation make no difference; a Chinese character counts as a word. */
export function shinglesOf(text: string): Shingles {
  const words =
    text
      .toLowerCase()
      .normalize('NFKC')
      .match(/\p{Script=Han}|[\p{L}\p{N}]+/gu) ?? [];
  const found = new Set<number>();
  for (let i = 0; i === 0 || i + SHINGLE_WORDS <= words.length; i += 1)
    found.add(hashOf(words.slice(i, i + SHINGLE_WORDS).join(' ')));
  return Uint32Array.from(found).sort().slice(0, MAX_SHINGLES);
}

/** Those of `shingles` that are not among `others`. */
export function withoutShingles(shingles: Shingles, others: Shingles): Shingles {
  const known = new Set(others);
  return shingles.filter((shingle) => !known.has(shingle));
}

/**
 * Whether a text holds much of another one, or is largely made of it.
 * @param added the part of the text's shingles that counts; `all` are all of them
 */
export function isAlike(added: Shingles, all: Shingles, other: Shingles): boolean {
  if (added.length === 0) return false;
  const held = containment(other, added);
  const made = (containment(added, other) * added.length) / all.length;
  const isLong = Math.min(held * other.length, made * all.length) >= MIN_SHARED;
  return isLong ? Math.max(held, made) >= MIN_CONTAINMENT : Math.min(held, made) >= MIN_CONTAINMENT;
}

/**
 * The share of a text that another one holds too, 0 to 1. Where one is so long that only its smallest hashes are kept, both
 * are compared by hashes as small.
 */
export function containment(text: Shingles, other: Shingles): number {
  const limit = Math.min(limitOf(text), limitOf(other));
  let [i, j, shared] = [0, 0, 0];
  let x = text[0];
  for (; x !== undefined && x <= limit; i += 1, x = text[i]) {
    while ((other[j] ?? Infinity) < x) j += 1;
    if (other[j] === x) shared += 1;
  }
  return i === 0 ? 0 : shared / i;
}

function limitOf(shingles: Shingles): number {
  return shingles.length < MAX_SHINGLES ? Infinity : (shingles.at(-1) ?? Infinity);
}

/** FNV-1a, 32 bits (http://www.isthe.com/chongo/tech/comp/fnv): fast, and even enough for samples. */
function hashOf(words: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < words.length; i += 1) value = Math.imul(value ^ words.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
