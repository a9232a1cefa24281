import chardet from 'chardet';
import iconv from 'iconv-lite';
import type { Refusal } from './reader.ts';

export type Decoded = {
  readonly text: string;
  readonly encoding: string;
  readonly byteOrderMarkBytes: number;
};

const BYTE_ORDER_MARKS: readonly { readonly encoding: string; readonly bytes: readonly number[] }[] = [
  { encoding: 'UTF-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'UTF-16LE', bytes: [0xff, 0xfe] },
  { encoding: 'UTF-16BE', bytes: [0xfe, 0xff] },
];

/** chardet's own guess is a percentage; below this it names encodings nobody uses for such bytes. */
const MIN_GUESS_PERCENT = 10;

/** Bytes given to chardet, which reads all it gets: enough to tell an encoding by. */
const SAMPLE_BYTES = 64 * 1024;

/**
 * Decodes a text file. An encoding is accepted only if encoding the text again gives the file's bytes:
 * that is what makes the byte offsets of a citation exact.
 */
export function decode(bytes: Uint8Array): Decoded | Refusal {
  const marked = BYTE_ORDER_MARKS.find((mark) => mark.bytes.every((byte, i) => bytes[i] === byte));
  if (marked !== undefined) {
    const decoded = tryDecode(bytes, marked.encoding, marked.bytes.length);
    return (
      decoded ?? {
        refused: `its byte order mark says ${marked.encoding}, but it is not valid ${marked.encoding}`,
      }
    );
  }
  if (bytes.includes(0)) {
    const encoding = unmarkedUtf16(bytes);
    const decoded = encoding === null ? null : tryDecode(bytes, encoding, 0);
    return decoded ?? { refused: 'it holds NUL bytes: a binary file, or text to be saved as UTF-8' };
  }
  const utf8 = tryDecode(bytes, 'UTF-8', 0);
  if (utf8 !== null) return utf8;
  if (isDamagedUtf8(bytes)) return { refused: 'it is UTF-8 with damaged characters: save it again as UTF-8' };
  for (const encoding of guesses(bytes)) {
    const decoded = tryDecode(bytes, encoding, 0);
    if (decoded !== null) return decoded;
  }
  return { refused: 'its character encoding is not recognised: save it as UTF-8' };
}

/** Bytes that `text`, a stretch of a document, takes in the document's file. */
export function encodedLength(text: string, encoding: string): number {
  return iconv.encode(text, encoding, { addBOM: false }).length;
}

function tryDecode(bytes: Uint8Array, encoding: string, skip: number): Decoded | null {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset + skip, bytes.byteLength - skip);
  const text = iconv.decode(content, encoding, { stripBOM: false });
  if (!iconv.encode(text, encoding, { addBOM: false }).equals(content)) return null;
  return { text, encoding, byteOrderMarkBytes: skip };
}

function guesses(bytes: Uint8Array): string[] {
  return chardet
    .analyse(bytes.subarray(0, SAMPLE_BYTES))
    .filter((guess) => guess.confidence >= MIN_GUESS_PERCENT && iconv.encodingExists(guess.name))
    .map((guess) => (/^GB/i.test(guess.name) ? 'GB18030' : guess.name));
}

/** Mostly whole UTF-8 sequences: read in a one-byte encoding, every one of them would be garbled. */
function isDamagedUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes);
  let whole = 0;
  let broken = 0;
  for (const char of text) {
    if (char === '\ufffd') broken += 1;
    else if (char > '\u007f') whole += 1;
  }
  return whole > broken;
}

/**
 * UTF-16 without a byte order mark, told by the zero half of the units of Latin letters: at least three in
 * ten units have it, always on the same side. chardet does not know this case.
 */
function unmarkedUtf16(bytes: Uint8Array): string | null {
  const zeros = [0, 0];
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const enough = 0.3 * (bytes.length / 2);
  if (bytes.length % 2 !== 0) return null;
  if (even === 0 && odd >= enough) return 'UTF-16LE';
  if (odd === 0 && even >= enough) return 'UTF-16BE';
  return null;
}
