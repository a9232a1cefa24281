import { Transform } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import type { Output } from './style.ts';

/** https://invisible-island.net/xterm/ctlseqs/ctlseqs.html#h2-Bracketed-Paste-Mode */
const MODE = { on: '\u001b[?2004h', off: '\u001b[?2004l' } as const;
const BEGIN = '\u001b[200~';
const END = '\u001b[201~';
/** Keeps the lines of a question apart while it stands on one, for everybody to see. */
const BREAK = '⏎';

/** What a person types on a terminal, with each paste on one line, however many it had. */
export type PastedInput = {
  readonly input: NodeJS.ReadableStream;
  /** A line with the line breaks that were pasted. */
  readonly broken: (line: string) => string;
  readonly close: () => void;
};

/** Asks the terminal to say where a paste begins and ends, so that its first line is not taken for all of the question. */
export function readPastes(stdin: NodeJS.ReadStream, stdout: Output): PastedInput {
  const decoder = new StringDecoder('utf8');
  let isPasting = false;
  let held = '';
  const input = Object.assign(
    new Transform({
      transform(chunk, _encoding, done) {
        let rest = held + decoder.write(chunk);
        let read = '';
        const take = (length: number): void => {
          const text = rest.slice(0, length);
          read += isPasting ? onOneLine(text) : text;
          rest = rest.slice(length);
        };
        for (;;) {
          const mark = isPasting ? END : BEGIN;
          const at = rest.indexOf(mark);
          if (at < 0) break;
          take(at);
          rest = rest.slice(mark.length);
          isPasting = !isPasting;
        }
        // A mark may come in parts; a single Escape is a key, where nothing is being pasted.
        const part = isPasting ? partialEnd(rest, END, 1) : partialEnd(rest, BEGIN, '\u001b[2'.length);
        take(rest.length - part);
        held = rest;
        done(null, read);
      },
    }),
    { isTTY: true, setRawMode: (isRaw: boolean) => void stdin.setRawMode(isRaw) },
  );
  stdout.write(MODE.on);
  stdin.pipe(input);
  return {
    input,
    broken: (line) => line.replaceAll(BREAK, '\n'),
    close() {
      stdout.write(MODE.off);
      stdin.unpipe(input);
      stdin.pause();
    },
  };
}

/** Pasted text acts on nothing: what is not shown is left out. */
function onOneLine(text: string): string {
  return text
    .replace(/\r\n?|\n/g, BREAK)
    .replace(/\t/g, ' ')
    .replace(/\p{Cc}/gu, '');
}

/** How much of the end of the text may be the beginning of the mark, if it is at least so much. */
function partialEnd(text: string, mark: string, least: number): number {
  for (let length = mark.length - 1; length >= least; length -= 1)
    if (text.endsWith(mark.slice(0, length))) return length;
  return 0;
}
