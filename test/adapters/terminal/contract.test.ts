import { PassThrough } from 'node:stream';
import { createTerminalChat } from '../../../adapters/terminal/chat.ts';
import { serveBot } from '../../support/served-bot.ts';
import { until } from '../../support/waiting.ts';
import { keepsTheContract } from '../contract.ts';

/** An excerpt is the lines above its source; a rank and dots where a sentence goes on are not part of it. */
function quotesIn(shown: string): string[] {
  return shown.split('\n\n').flatMap((paragraph) => {
    const [excerpt = '', ...source] = paragraph.split(/\n(?=\s+— )/);
    return source.length === 0 ? [] : [excerpt.replace(/^#\d+ /, '').replace(/^… | …$/g, '')];
  });
}

keepsTheContract(async () => {
  const { bot, parts } = await serveBot({});
  const stdin = new PassThrough();
  const stdout = new PassThrough();
  let shown = '';
  stdout.on('data', (chunk) => {
    shown += String(chunk);
  });
  const terminal = { stdin: stdin as unknown as NodeJS.ReadStream, stdout };
  const chat = createTerminalChat(bot, terminal, parts.log);
  await chat.start();
  return {
    bot,
    async ask(question) {
      shown = '';
      stdin.write(`${question}\n`);
      // An empty line of its own ends each answer.
      await until(() => /\S[\s\S]*\n\n$/.test(shown), 'an answer');
      return quotesIn(shown);
    },
    [Symbol.asyncDispose]: () => chat.stop(),
  };
});
