import { randomUUID } from 'node:crypto';
import { styleText } from 'node:util';
import { visible } from '../../src/printable.ts';

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

/** Stands for the escape character of our own emphasis until it is written: nobody else knows it. */
const OURS = `\u{10fffd}${randomUUID()}`;

export function styleFor(output: Output): Style {
  const paint = (format: 'bold' | 'dim' | 'yellow' | 'green' | 'red') => (text: string) => {
    const [begin = '', end = ''] = styleText(format, ' ', { stream: output })
      .replaceAll('\u001b', OURS)
      .split(' ');
    return text === '' ? text : begin + text + end;
  };
  return {
    strong: paint('bold'),
    faint: paint('dim'),
    warn: paint('yellow'),
    added: paint('green'),
    removed: paint('red'),
  };
}

/** Writes to a terminal, a file or a pipe: the one way out of what is shown to people, so that no text acts on a terminal. */
export function writerTo(output: Output): (text: string) => void {
  return (text) => void output.write(visible(text).replaceAll(OURS, '\u001b'));
}

/**
 * Document text on one line: line breaks become spaces. Lengths stay the same, so offsets do too.
 */
export function printable(text: string): string {
  return visible(text.replace(/\r\n/g, '  ').replace(/[\t\n\v\f\r\u0085\u2028\u2029]/g, ' '));
}

/** The same for the bot's own lines: their line breaks stay. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}
