import mammoth from 'mammoth';
import { partsOfHtml } from './html.ts';
import { toReading } from './parts.ts';
import type { Reading, Refusal } from './reader.ts';
import { findZipFault } from './zip.ts';

/** Word's own limit for the text of a document is 32 MB; the rest is for pictures. */
const MAX_UNPACKED_MB = 200;

/** What Word calls the styles that the library does not know. */
const STYLES = ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => p:fresh"];

/** Reads a Word document: its text as it stands after all changes, without headers, footers, comments and pictures. */
export async function readDocx(bytes: Uint8Array): Promise<Reading | Refusal> {
  const buffer = Buffer.from(bytes);
  if (isCompoundFile(buffer)) {
    const encrypted = buffer.includes(Buffer.from('EncryptedPackage', 'utf16le'));
    return {
      refused: encrypted
        ? 'it is encrypted: save it without a password'
        : 'it is no .docx although its name says so, but an older Word file: save it as .docx',
    };
  }
  if (!buffer.subarray(0, 2).equals(Buffer.from('PK'))) {
    return { refused: 'it is no Word document (.docx) although its name says so' };
  }
  const fault = await findZipFault(bytes, MAX_UNPACKED_MB * 1_000_000);
  if (fault === 'damaged') return { refused: 'it is damaged or cut short: save it again' };
  if (fault === 'too-large') return { refused: `it unpacks to more than ${MAX_UNPACKED_MB} MB` };
  const html = await toHtml(buffer);
  if (html === null) return { refused: 'it is no Word document (.docx) although its name says so' };
  return toReading(partsOfHtml(html), { description: {}, recordedTitle: null });
}

/** `null` where the ZIP file holds no document. */
async function toHtml(buffer: Buffer): Promise<string | null> {
  try {
    const noPicture = mammoth.images.imgElement(async () => ({ src: '' }));
    return (await mammoth.convertToHtml({ buffer }, { styleMap: STYLES, convertImage: noPicture })).value;
  } catch (err) {
    if (err instanceof RangeError) throw err; // The call stack is too small for it.
    return null;
  }
}

/** The container of Word's older files and of encrypted ones. */
function isCompoundFile(buffer: Buffer): boolean {
  return buffer.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]));
}
