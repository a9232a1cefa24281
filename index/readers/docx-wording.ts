import type { Piece } from './docx-text.ts';
import { lowered, raised } from './raised-text.ts';

/** The mark that a note begins with where it was typed as text: a raised number or sign. */
const NOTE_MARK = /^[\p{L}\p{N}*†‡§]{1,3}$/u;

/** The pieces of a paragraph as one text, in which what is set higher or lower stays apart: `10³`, and not 103. */
export function joinPieces(pieces: readonly Piece[]): string {
  return inPositions(pieces)
    .map(({ text, position }) => shifted(text, position))
    .join('')
    .replace(/[\t ]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}

/** The mark of a note that a paragraph is, and what it says; `null` if it is none. */
export function typedNote(pieces: readonly Piece[]): { readonly mark: string; readonly text: string } | null {
  const [first, ...others] = inPositions(pieces.slice(pieces.findIndex(({ text }) => text.trim() !== '')));
  const mark = first?.text.trim() ?? '';
  if (first?.position !== 'superscript' || !NOTE_MARK.test(mark)) return null;
  const text = joinPieces(others.map((piece) => ({ ...piece, isBold: false })));
  return text === '' ? null : { mark, text };
}

/** Programs cut what looks alike into many runs. */
function inPositions(pieces: readonly Piece[]): Pick<Piece, 'text' | 'position'>[] {
  const joined: { text: string; position: string }[] = [];
  for (const { text, position } of pieces) {
    const last = joined.at(-1);
    if (last !== undefined && (last.position === position || text.trim() === '')) last.text += text;
    else joined.push({ text, position });
  }
  return joined;
}

function shifted(text: string, position: string): string {
  const words = text.trim();
  if (words === '' || position === 'baseline') return text;
  return text.replace(words, () => (position === 'subscript' ? lowered(words) : raised(words)));
}
