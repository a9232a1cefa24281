import type { Paragraph } from '../../src/bot.ts';
import type { ExcerptLine } from '../../src/excerpt-lines.ts';

/** Every line of a text as a line of an excerpt. */
export function linesIn(text: string, at = 0): ExcerptLine[] {
  return [...text.matchAll(/(?<=^|[\n\r])(?<!\r(?=\n))[^\n\r]*/g)].map(({ index, 0: line }) => ({
    start: at + index,
    end: at + index + line.length,
    form: 'paragraph',
    depth: 0,
    isAfterGap: false,
  }));
}

/** A paragraph of a document that begins at `start`. */
export function paragraphAt(start: number, text: string): Paragraph {
  return { start, text, lines: linesIn(text.trim(), text.indexOf(text.trim())) };
}
