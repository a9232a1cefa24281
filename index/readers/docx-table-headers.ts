/** Longer texts in a first row are no names of columns. */
const MAX_NAME_WORDS = 8;

/**
 * Whether a first row names the columns of a table that does not say so: its cells are short words, and no values. Where that
 * cannot be told, it is taken to: a row is worth nothing without the names of its columns, and loses nothing by a line too many.
 */
export function isHeaderRow(first: readonly string[], others: readonly (readonly string[])[]): boolean {
  if (first.length < 2 || others.every((row) => /[:：]$/u.test(row[0] ?? ''))) return false;
  return first.every((name, column) => isName(name) || (column === 0 && name === ''));
}

function isName(text: string): boolean {
  const isYear = /^(?:19|20)\d\d\D?$/.test(text);
  return (
    /[\p{L}\p{N}]/u.test(text) &&
    (isYear || !/^\P{L}*\d/u.test(text)) &&
    text.split(/\s+/).length <= MAX_NAME_WORDS &&
    !/[.;:。；：]$/u.test(text)
  );
}
