/** Terms to search for, all of the same weight. */
export function equally(...terms: readonly string[]): ReadonlyMap<string, number> {
  return new Map(terms.map((term) => [term, 1]));
}
