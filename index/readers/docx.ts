import { BlockReader } from './docx-blocks.ts';
import { Notes } from './docx-notes.ts';
import { isMarkup, openPackage, type WordPackage } from './docx-package.ts';
import { partsOf } from './docx-parts.ts';
import { type Part, toReading } from './parts.ts';
import type { Reading, Refusal } from './reader.ts';
import { find } from './xml.ts';
import { unzip } from './zip.ts';

/** Word's own limit for the text of a document is 32 MB; the rest is for pictures. */
const MAX_UNPACKED_MB = 200;

const NO_DOCX: Refusal = { refused: 'it is no Word document (.docx) although its name says so' };

const TAKES_IN: Refusal = {
  refused: 'it takes in another file that is not part of it yet: open it in Word and save it again',
};

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
  if (!buffer.subarray(0, 2).equals(Buffer.from('PK'))) return NO_DOCX;
  const files = await unzip(bytes, MAX_UNPACKED_MB * 1_000_000, isMarkup);
  if (files === 'damaged') return { refused: 'it is damaged or cut short: save it again' };
  if (files === 'too-large') return { refused: `it unpacks to more than ${MAX_UNPACKED_MB} MB` };
  const word = openPackage(files);
  if (word === null) return NO_DOCX;
  if (find(word.document, 'w:body', 'w:altChunk') !== undefined) return TAKES_IN;
  const parts = readParts(word);
  return toReading(parts, { description: {}, recordedTitle: titleSaid(word, parts) });
}

function readParts(word: WordPackage): Part[] {
  const notes = new Notes(word);
  const reader = new BlockReader(word, notes.call);
  return [...partsOf(reader.read(find(word.document, 'w:body'))), ...notes.read(reader)];
}

/** The title among the file's properties, where the document says the same: else a template or an older document left it. */
function titleSaid({ properties }: WordPackage, parts: readonly Part[]): string | null {
  const title = find(properties, 'dc:title')?.text.trim() ?? '';
  const fold = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ');
  const top = parts.slice(0, TITLE_PARTS).map(({ text }) => fold(text));
  return title !== '' && top.some((text) => text.includes(fold(title))) ? title : null;
}

/** A title stands among so many parts on top. */
const TITLE_PARTS = 12;

/** The container of Word's older files and of encrypted ones. */
function isCompoundFile(buffer: Buffer): boolean {
  return buffer.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]));
}
