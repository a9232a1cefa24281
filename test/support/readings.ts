import { readFileSync } from 'node:fs';
import type { BlockKind } from '../../index/document.ts';
import type { Reading, Refusal } from '../../index/readers/reader.ts';

/** A file of `test/fixtures`. */
export function fixture(name: string): Buffer {
  return readFileSync(new URL(`../fixtures/${name}`, import.meta.url));
}

/** A paragraph of a file. Items and rows that are no more than a line apart are one. */
export type ReadParagraph = { readonly kind: BlockKind; readonly page: number | null; readonly text: string };

/** A file's paragraphs; throws if the file was refused. */
export function paragraphsOf(reading: Reading | Refusal): ReadParagraph[] {
  if ('refused' in reading) throw new Error(reading.refused);
  const { text, blocks } = reading;
  const found: (Omit<ReadParagraph, 'text'> & { start: number; end: number })[] = [];
  for (const { kind, page, start, end } of blocks) {
    const last = found.at(-1);
    if (last?.kind === kind && /^\n *$/.test(text.slice(last.end, start))) last.end = end;
    else found.push({ kind, page, start, end });
  }
  return found.map(({ start, end, ...paragraph }) => ({ ...paragraph, text: text.slice(start, end) }));
}

/** The same, each as its kind and its words. */
export function blocksOf(reading: Reading | Refusal): [BlockKind, string][] {
  return paragraphsOf(reading).map(({ kind, text }) => [kind, text]);
}

/** A file's blocks as a tree, one a line, set in as deep as they stand: form, label and words. */
export function treeOf(reading: Reading | Refusal): string[] {
  if ('refused' in reading) throw new Error(reading.refused);
  const { text, blocks } = reading;
  const depths: number[] = [];
  return blocks.map(({ start, end, form, label, parent }, at) => {
    depths[at] = parent < 0 ? 0 : (depths[parent] ?? 0) + 1;
    const name = label === '' ? form : `${form} ${label}`;
    return `${'  '.repeat(depths[at])}${name}: ${text.slice(start, end)}`;
  });
}
