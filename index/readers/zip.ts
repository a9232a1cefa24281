import { fromBufferPromise } from 'yauzl';

/** What is wrong with a ZIP file: it is none or damaged, or it holds more than allowed. */
export type ZipFault = 'damaged' | 'too-large';

/**
 * Unpacks a ZIP file to nowhere, as a few kB can unfold to more than any memory holds, and lie about it. `null` if all
 * is well and at most `maxBytes` came out.
 */
export async function findZipFault(bytes: Uint8Array, maxBytes: number): Promise<ZipFault | null> {
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true });
    let unpacked = 0;
    for await (const entry of zip.eachEntry()) {
      if (unpacked + entry.uncompressedSize > maxBytes) return 'too-large';
      for await (const chunk of await zip.openReadStreamPromise(entry)) unpacked += chunk.byteLength;
    }
    return null;
  } catch {
    return 'damaged';
  }
}
