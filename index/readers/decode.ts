import { decodeAs, encodeAs, TWICE_ENCODED_NAMES } from '../encodings.ts';
import { plausibilityOf } from './plausibility.ts';
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

/**
 * What programs save text in where nobody asks them for UTF-8: the code pages of Windows and their like. The first is
 * taken of those that are as plausible.
 */
const CODE_PAGES: readonly string[] = [
  ...[
    'windows-1252',
    'GB18030',
    'GBK',
    'Big5',
    'Shift_JIS',
    'EUC-JP',
    'EUC-KR',
    'windows-1251',
    'KOI8-R',
    'KOI8-U',
  ],
  ...[
    'windows-1250',
    'ISO-8859-2',
    'windows-1253',
    'windows-1254',
    'windows-1255',
    'windows-1256',
    'windows-1257',
  ],
  ...['ISO-8859-5', 'ISO-8859-15'],
];
/** ... and those of programs and machines of long ago: only for what cannot be anything else. */
const OLD_CODE_PAGES: readonly string[] = ['macintosh', 'CP850', 'CP866'];
const UTF_16: readonly string[] = ['UTF-16LE', 'UTF-16BE'];

/** Below this, text is not what its author wrote, but what a wrong encoding makes of it. */
const MIN_PLAUSIBILITY = 0.5;

/** Bytes that an encoding is told by. */
const SAMPLE_BYTES = 16 * 1024;
/** ... and those of ASCII that are looked at on both sides of others. */
const CONTEXT_BYTES = 40;
const LINE_FEED = Uint8Array.of(0x0a);

/** Texts hold no control characters, nor what no encoding has. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const NO_TEXT = /[\0-\x08\x0e-\x1f\ufffd]/;

/** What the end of a sample may leave of a character. */
const CUT_CHARACTER = /[\ufffd\ud800-\udbff]{1,3}$/;

/** What encodings of the family of ISO-2022 switch with: all bytes are those of ASCII, and most mean something else. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they begin with one.
const SHIFT = /\x1b(?:\$[@-C()]|\([BJI])/;

/** Bytes of one character in UTF-8, shown as characters: "Ã©", "â€™". */
const MISREAD_UTF8 = /[Â-ß][\u0080-¿ŒœŠšŸŽžƒˆ˜\u2013-\u203a€™]|[à-ï][\u0080-¿ŒœŠšŸŽžƒˆ˜\u2013-\u203a€™]{2}/;

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
    const utf16 = rank(bytes.subarray(0, SAMPLE_BYTES), UTF_16);
    return (
      firstThatFits(bytes, utf16) ?? {
        refused: 'it holds NUL bytes: a binary file, or text to be saved as UTF-8',
      }
    );
  }
  const utf8 = tryDecode(bytes, 'UTF-8', 0);
  if (utf8 === null) return decodeUnknown(bytes);
  if (SHIFT.test(utf8.text)) return { refused: 'its encoding is one of ISO-2022: save it as UTF-8' };
  return (MISREAD_UTF8.test(utf8.text) ? decodeTwice(bytes) : null) ?? utf8;
}

/** A text that was encoded twice throughout; one in which only some of it was stays as it is. */
function decodeTwice(bytes: Uint8Array): Decoded | null {
  for (const encoding of TWICE_ENCODED_NAMES) {
    const decoded = tryDecode(bytes, encoding, 0);
    if (decoded !== null) return decoded;
  }
  return null;
}

/** Reads the bytes in the encoding that makes the most plausible text of them. */
function decodeUnknown(bytes: Uint8Array): Decoded | Refusal {
  const sample = sampleOf(bytes);
  const ranked = [...rank(sample, CODE_PAGES), ...rank(bytes.subarray(0, SAMPLE_BYTES), UTF_16)];
  const best = Math.max(MIN_PLAUSIBILITY, ...ranked.map(({ plausibility }) => plausibility));
  if (plausibilityOf(decodeAs(sample, 'UTF-8')) >= best)
    return { refused: 'it is UTF-8 with damaged characters: save it again as UTF-8' };
  const decoded = firstThatFits(bytes, ranked) ?? firstThatFits(bytes, rank(sample, OLD_CODE_PAGES));
  if (decoded === null) return { refused: 'its character encoding is not recognised: save it as UTF-8' };
  if (MISREAD_UTF8.test(decoded.text))
    return { refused: 'some of it is UTF-8, and some is not: save all of it as UTF-8' };
  return decoded;
}

type Ranked = { readonly encoding: string; readonly plausibility: number };

function rank(sample: Uint8Array, encodings: readonly string[]): Ranked[] {
  return encodings
    .map((encoding) => ({ encoding, text: decodeAs(sample, encoding).replace(CUT_CHARACTER, '') }))
    .filter(({ text }) => !NO_TEXT.test(text) && text.isWellFormed())
    .map(({ encoding, text }) => ({ encoding, plausibility: plausibilityOf(text) }));
}

function firstThatFits(bytes: Uint8Array, ranked: readonly Ranked[]): Decoded | null {
  for (const { encoding, plausibility } of ranked.toSorted((a, b) => b.plausibility - a.plausibility)) {
    if (plausibility < MIN_PLAUSIBILITY) return null;
    const decoded = tryDecode(bytes, encoding, 0);
    if (decoded !== null) return decoded;
  }
  return null;
}

function tryDecode(bytes: Uint8Array, encoding: string, skip: number): Decoded | null {
  const content = bytes.subarray(skip);
  const text = decodeAs(content, encoding);
  if (!encodeAs(text, encoding).equals(content)) return null;
  return { text, encoding, byteOrderMarkBytes: skip };
}

/** The stretches with characters beyond ASCII, which are all that tells encodings apart. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  const stretches: Uint8Array[] = [];
  let size = 0;
  let end = 0;
  while (size < SAMPLE_BYTES) {
    const first = bytes.subarray(end).findIndex((byte) => byte > 0x7f);
    if (first < 0) break;
    const start = Math.max(end, end + first - CONTEXT_BYTES);
    end = endOfStretch(bytes, end + first);
    stretches.push(bytes.subarray(start, end), LINE_FEED);
    size += end - start;
  }
  return Buffer.concat(stretches);
}

/** Behind a run of ASCII, so that no character is cut; or where there is enough. */
function endOfStretch(bytes: Uint8Array, first: number): number {
  const limit = Math.min(bytes.length, first + SAMPLE_BYTES);
  let last = first;
  for (let i = first; i < limit; i++) {
    if ((bytes[i] ?? 0) > 0x7f) last = i;
    else if (i - last > CONTEXT_BYTES) return i;
  }
  return limit;
}
