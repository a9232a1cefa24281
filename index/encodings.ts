import iconv from 'iconv-lite';

/** Bytes of UTF-8 that a program took for another encoding, and saved as UTF-8 once more: "cafÃ©". By that encoding. */
const TWICE_ENCODED: ReadonlyMap<string, readonly string[]> = new Map([
  ['UTF-8 twice, as windows-1252', [...new TextDecoder('windows-1252').decode(everyByte())]],
  ['UTF-8 twice, as ISO-8859-1', [...everyByte()].map((byte) => String.fromCharCode(byte))],
]);

/** Names of the encodings in which each character of a text was encoded as UTF-8 two times. */
export const TWICE_ENCODED_NAMES: readonly string[] = [...TWICE_ENCODED.keys()];

/** The text of `bytes`, in which what `encoding` does not have shows as U+FFFD. */
export function decodeAs(bytes: Uint8Array, encoding: string): string {
  const misread = TWICE_ENCODED.get(encoding);
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (misread === undefined) return iconv.decode(content, encoding, { stripBOM: false });
  const byteOf = new Map(misread.map((char, byte) => [char, byte]));
  return Buffer.from(Array.from(content.toString('utf8'), (char) => byteOf.get(char) ?? 0xff)).toString(
    'utf8',
  );
}

/** The bytes of `text`, without a byte order mark. */
export function encodeAs(text: string, encoding: string): Buffer {
  const misread = TWICE_ENCODED.get(encoding);
  if (misread === undefined) return iconv.encode(text, encoding, { addBOM: false });
  return Buffer.from(Array.from(Buffer.from(text, 'utf8'), (byte) => misread[byte] ?? '').join(''), 'utf8');
}

/** Bytes that `text`, a stretch of a document, takes in the document's file. */
export function encodedLength(text: string, encoding: string): number {
  return encodeAs(text, encoding).length;
}

function everyByte(): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => byte);
}
