import { readFileSync } from 'node:fs';
import type { BlockKind } from '../../index/document.ts';
import type { Reading, Refusal } from '../../index/readers/reader.ts';

/** A file of `test/fixtures`. */
export function fixture(name: string): Buffer {
  return readFileSync(new URL(`../fixtures/${name}`, import.meta.url));
}

/** A file's blocks, each as its kind and its words; throws if the file was refused. */
export function blocksOf(reading: Reading | Refusal): [BlockKind, string][] {
  if ('refused' in reading) throw new Error(reading.refused);
  return reading.blocks.map(({ start, end, kind }) => [kind, reading.text.slice(start, end)]);
}
