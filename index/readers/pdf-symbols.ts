import type { Run } from './pdf-runs.ts';

/** What the symbol fonts of office programs draw at places that Unicode leaves to everybody. */
const SYMBOLS: Readonly<Record<string, string>> = {
  '\uf06f': '☐',
  '\uf071': '☐',
  '\uf072': '☐',
  '\uf0a8': '☐',
  '\uf078': '☒',
  '\uf0fd': '☒',
  '\uf053': '☒',
  '\uf0fe': '☑',
  '\uf052': '☑',
  '\uf0fc': '✓',
  '\uf0e0': '→',
  '\uf0ae': '→',
  '\uf0d8': '➢',
};
/** In sizes of the type, between a mark and its item. */
const MARK_GAP = 0.3;
const PRIVATE_USE = /[\ue000-\uf8ff]/gu;
/** Letters that stand for a bullet where the font draws a square, a check, an arrow or a ring instead. */
const BULLET_LETTERS = /^[oqrnvuwxlüûØàÄè§¨°ÿþý]$/u;
/** A character that is no letter, no number and no bracket: alone in front of an item, it is its mark. */
export const SYMBOL = /^[^\p{L}\p{N}\p{M}\s\p{Ps}\p{Pe}\p{Pi}\p{Pf}"'.,:;!?/\\&%|]$/u;

/** What is ticked or not. */
export const BOX = /^[☐☑☒]$/u;

/** The characters of a symbol font as everybody writes them. */
export function plain(text: string): string {
  if (text.length === 1 && text < '\u2000') return text;
  return text.replace(/[\u200b\u2060\ufeff]/g, '').replace(PRIVATE_USE, (symbol) => SYMBOLS[symbol] ?? '•');
}

/** A mark as everybody writes it, where its font may draw something else than the character that the file has. */
export function asMark(text: string): string {
  return BULLET_LETTERS.test(text) ? '•' : text;
}

/**
 * The mark of a list's item that a run at the start of a line draws: a symbol, or a letter in a font that has a symbol at its
 * place. `null` where it is the start of the text.
 */
export function bulletOf(run: Run, next: Run | undefined): string | null {
  const text = plain(run.glyphs.map((glyph) => glyph.text).join('')).trim();
  if (next === undefined || next.x - run.right <= MARK_GAP * next.size) return null;
  if (SYMBOL.test(text)) return asMark(text);
  return run.font.name !== next.font.name && BULLET_LETTERS.test(text) ? '•' : null;
}
