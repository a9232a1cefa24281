import { codePoint } from 'dingbat-to-unicode';

/** Fonts that show pictures in place of letters. */
const SYMBOL_FONT = /^(?:symbol|wingdings(?: [23])?|webdings)$/i;

/** Boxes as they are drawn in these fonts, by the characters that people have for them. */
const BOXES: ReadonlyMap<string, string> = new Map(
  ['☐🞏🞎❑❒🞐🞑', '☒⌧🗷🗵⮽🖾', '☑🗹', '✓🗸'].flatMap((alike) => {
    const [usual = '', ...others] = alike;
    return others.map((other) => [other, usual]);
  }),
);

/** Where Word puts the characters of such fonts, so that no other font shows letters for them. */
const PRIVATE = /[\uf020-\uf0ff]/g;

/** The character that a symbol shows; nothing if it is not known. */
export function symbolOf(font: string, code: number): string {
  const shown = codePoint(font, code >= 0xf000 ? code - 0xf000 : code)?.string ?? '';
  return BOXES.get(shown) ?? shown;
}

/** The text as it shows in the font it is set in. */
export function inFont(text: string, font: string | undefined): string {
  if (font !== undefined && SYMBOL_FONT.test(font))
    return [...text]
      .map((character) => (character === ' ' ? ' ' : symbolOf(font, character.codePointAt(0) ?? 0)))
      .join('');
  return text.replace(PRIVATE, (character) => symbolOf('Symbol', character.charCodeAt(0)));
}
