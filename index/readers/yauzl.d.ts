declare module 'yauzl' {
  import type { Readable } from 'node:stream';

  type Entry = { readonly fileName: string; readonly uncompressedSize: number };

  type ZipFile = {
    /** Files of the central directory. Throws where it is damaged. */
    eachEntry(): AsyncIterable<Entry>;
    /** The file unpacked; fails where it is not of the size that the directory says. */
    openReadStreamPromise(entry: Entry): Promise<Readable>;
  };

  /** Rejects where the bytes are no ZIP file. */
  export function fromBufferPromise(bytes: Buffer, options: { lazyEntries: true }): Promise<ZipFile>;
}
