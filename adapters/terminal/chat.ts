import { createInterface, type Interface } from 'node:readline/promises';
import type { Adapter } from '../../src/adapter.ts';
import type { Bot } from '../../src/bot.ts';
import type { Logger } from '../../src/logger.ts';
import { EVERYTHING } from '../../src/scope.ts';
import { readPastes } from './paste.ts';
import { renderAnswer, renderSources, renderStatus } from './render.ts';
import { type Output, proseTo, styleFor } from './style.ts';

/** Where the conversation takes place. */
export type Terminal = {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: Output;
};

const HELP = `Ask a question, or follow up on the last one.
  /sources  the documents answers come from
  /status   the index in use
  /nearest  passages nearest to a question that was not answered
  /new      forget this conversation
  /help     this list
  /quit     leave (or Ctrl-D; Ctrl-C clears the line first)`;

/** Earlier questions that may matter to a new one. */
const MAX_HISTORY = 20;

function counted(documents: number): string {
  return documents === 1 ? '1 document' : `${documents} documents`;
}

/** By the keys that do so. */
function clearLine(lines: Interface): void {
  lines.write(null, { ctrl: true, name: 'e' });
  lines.write(null, { ctrl: true, name: 'u' });
}

/**
 * A conversation on a terminal, with a prompt and the arrow keys for earlier lines; or, from a pipe, an answer for
 * each line until the input ends.
 */
export function createTerminalChat(bot: Bot, { stdin, stdout }: Terminal, log: Logger): Adapter {
  const style = styleFor(stdout);
  const interactive = stdin.isTTY && stdout.isTTY === true;
  const stopping = new AbortController();
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  let history: string[] = [];
  let unanswered: string | null = null;

  const write = proseTo(stdout);
  const print = (text: string): void => write(`${text}\n`);

  const ask = async (text: string, nearest: boolean): Promise<void> => {
    const answer = await bot.ask({ text, history, scope: EVERYTHING });
    unanswered = answer.kind === 'none' && answer.nearest.length > 0 ? text : null;
    print(renderAnswer(answer, style, { nearest, explain: false }));
    if (interactive && !nearest && unanswered !== null)
      print(style.faint('(/nearest shows what comes closest)'));
  };

  const commands: Readonly<Record<string, () => void | Promise<void>>> = {
    '/sources': async () => print(renderSources(await bot.sources(EVERYTHING), style)),
    '/status': async () => print(renderStatus(await bot.status(), style)),
    '/help': () => print(HELP),
    '/nearest': () =>
      unanswered === null ? print('The last question was answered.') : ask(unanswered, true),
    '/new': () => {
      history = [];
      print('A new conversation.');
    },
  };

  const handle = async (line: string): Promise<void> => {
    const command = commands[line];
    if (command !== undefined) await command();
    else if (/^\/\s*\w+/.test(line)) print(`There is no command ${line}. /help lists them.`);
    else {
      await ask(line, false);
      history = [...history, line].slice(-MAX_HISTORY);
    }
    print('');
  };

  const converse = async (): Promise<void> => {
    const pasted = interactive ? readPastes(stdin, stdout) : null;
    const lines = createInterface({
      input: pasted?.input ?? stdin,
      ...(interactive ? { output: stdout, prompt: '› ' } : {}),
      signal: stopping.signal,
    });
    lines.on('SIGINT', () => {
      if (lines.line === '') lines.close();
      else clearLine(lines);
    });
    try {
      if (interactive) print(`${counted((await bot.status()).documents)}. Ask away; /help lists commands.`);
      if (interactive) lines.prompt();
      for await (const line of lines) {
        const text = (pasted?.broken(line) ?? line).trim();
        if (text === '/quit') return;
        try {
          if (text !== '') await handle(text);
        } catch (err) {
          log.error({ err }, 'question failed');
          print('That question could not be answered; the log says why.');
        }
        if (interactive) lines.prompt();
      }
      if (interactive) print(''); // What comes next begins a line.
    } finally {
      lines.close();
      pasted?.close();
    }
  };

  return {
    name: 'terminal',
    async start() {
      converse()
        .catch((err: unknown) => log.error({ err }, 'terminal failed'))
        .finally(end);
    },
    async stop() {
      stopping.abort();
    },
    ended,
  };
}
