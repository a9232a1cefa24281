import { styleText } from 'node:util';

/** What is written to: `isTTY` tells whether a person reads it there. */
export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean | undefined };

/** Emphasis for a stream: colour on a terminal that wants it (`NO_COLOR` is respected), plain text elsewhere. */
export type Style = {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly added: (text: string) => string;
  readonly removed: (text: string) => string;
};

export function styleFor(output: Output): Style {
  const paint = (format: 'bold' | 'dim' | 'yellow' | 'green' | 'red') => (text: string) =>
    text === '' ? text : styleText(format, text, { stream: output });
  return {
    strong: paint('bold'),
    faint: paint('dim'),
    warn: paint('yellow'),
    added: paint('green'),
    removed: paint('red'),
  };
}

/**
 * Document text made safe for a terminal: line breaks become spaces, and control or bidirectional characters,
 * which could move the cursor or turn the text round, visible marks. Lengths stay the same, so offsets do too.
 */
export function printable(text: string): string {
  return text
    .replace(/\r\n/g, '  ')
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]/g, ' ')
    .replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}

/** The same for the bot's own lines: their line breaks stay. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}
