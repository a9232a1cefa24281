import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';

/** What is wrong with a ZIP file: it is none or damaged, or it holds more than allowed. */
export type ZipFault = 'damaged' | 'too-large';

/**
 * Unpacks those files of a ZIP file that are wanted, by their paths. The others are unpacked to nowhere, as a few kB can
 * unfold to more than any memory holds, and lie about it: at most `maxBytes` may come out in all.
 */
export async function unzip(
  bytes: Uint8Array,
  maxBytes: number,
  isWanted: (path: string) => boolean,
): Promise<ReadonlyMap<string, Buffer> | ZipFault> {
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true });
    const files = new Map<string, Buffer>();
    let unpacked = 0;
    for await (const entry of zip.eachEntry()) {
      unpacked += entry.uncompressedSize;
      if (unpacked > maxBytes) return 'too-large';
      const content = await zip.openReadStreamPromise(entry);
      if (isWanted(entry.fileName)) files.set(entry.fileName, await buffer(content));
      else for await (const _ of content);
    }
    return files;
  } catch {
    return 'damaged';
  }
}
