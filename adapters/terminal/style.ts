import { randomUUID } from 'node:crypto';
import { styleText } from 'node:util';
import { visible } from '../../src/printable.ts';
import { wrapped } from './wrap.ts';

/** What is written to: `isTTY` tells whether a person reads it there, and `columns` how wide it is then. */
export type Output = NodeJS.WritableStream & {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
};

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
const EMPHASIS = new RegExp(`(${OURS}\\[\\d+m)`);

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

/** The same, with lines broken between words to the width of a terminal: for what people read, never for what is parsed. */
export function proseTo(output: Output): (text: string) => void {
  const write = writerTo(output);
  return (text) => {
    const { isTTY = false, columns = 0 } = output;
    const lines = visible(text).split('\n');
    write(isTTY && columns > 0 ? lines.map((line) => wrap(line, columns)).join('\n') : text);
  };
}

/** Emphasis takes no room, and goes on in the next line. */
function wrap(line: string, columns: number): string {
  const emphasis: { readonly at: number; readonly mark: string }[] = [];
  let plain = '';
  for (const [i, part] of line.split(EMPHASIS).entries()) {
    if (i % 2 === 1) emphasis.push({ at: plain.length, mark: part });
    else plain += part;
  }
  const { parts, indent } = wrapped(plain, columns);
  const written = parts.map(({ start, end }, i) => {
    const next = parts[i + 1]?.start ?? plain.length + 1;
    let text = '';
    let reached = start;
    for (const { at, mark } of emphasis.filter((each) => start <= each.at && each.at < next)) {
      text += plain.slice(reached, Math.min(at, end)) + mark;
      reached = Math.min(at, end);
    }
    return text + plain.slice(reached, end);
  });
  return written.join(`\n${' '.repeat(indent)}`);
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
