import type { Block, DocumentDescription } from '../document.ts';
import { isolate } from './isolated.ts';

/** What a format's reader makes of a file: its text, how that is laid out, and what it says of itself. */
export type Reading = {
  readonly text: string;
  readonly blocks: readonly Block[];
  /** As in `Document`. */
  readonly encoding: string | null;
  readonly byteOrderMarkBytes: number;
  /** Everything the file does not say is left out. */
  readonly description: Partial<DocumentDescription>;
};

/** A file that cannot be used, and why, in words its owner can act on. */
export type Refusal = {
  readonly refused: string;
  /** It may pass: what stood in the way was no fault of the file alone, and it is worth trying again. */
  readonly isTransient?: true;
  /** The file may say who is to see it, in a way that is not understood. */
  readonly mayRestrict?: true;
};

/** Reads one format. Never rejects for what a file holds: a file it cannot use is a {@link Refusal}. */
export type Reader = (bytes: Uint8Array) => Promise<Reading | Refusal>;

const READERS: Readonly<Record<string, Reader>> = {
  '.txt': isolate('text'),
  '.md': isolate('markdown'),
  '.markdown': isolate('markdown'),
  '.mdx': isolate('markdown'),
  '.html': isolate('html'),
  '.htm': isolate('html'),
  '.xhtml': isolate('html'),
  '.docx': isolate('docx'),
  '.pdf': isolate('pdf'),
};

/** The reader for a file name's extension, `null` if the format is not supported. */
export function readerFor(extension: string): Reader | null {
  return READERS[extension.toLowerCase()] ?? null;
}

/** Extensions that have a reader, for messages. */
export const READABLE_EXTENSIONS: readonly string[] = Object.keys(READERS);
