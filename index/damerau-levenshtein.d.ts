declare module 'damerau-levenshtein' {
  /** Edits that turn one string into the other; swapping two neighbours counts as one. */
  export default function damerauLevenshtein(
    a: string,
    b: string,
    limit?: number,
  ): { readonly steps: number };
}
