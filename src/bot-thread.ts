import { isatty } from 'node:tty';
import { parentPort } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import type { Bot } from './bot.ts';
import type { Config } from './config.ts';
import { createLogger } from './logger.ts';
import { openBot } from './open-bot.ts';
import type { BotOwner } from './remote-bot.ts';
import { channelOver } from './thread-channel.ts';

/** The bot's thread: it opens the index when told to, and is the bot from then on. */
export type BotThread = Bot & {
  /** @throws {PlanciteError} as {@link openBot} */
  readonly open: (config: Config) => Promise<void>;
};

if (parentPort === null) throw new Error('this file is run in a thread of its own');

const functions: Partial<Bot> & Pick<BotThread, 'open'> = {
  async open(config) {
    const log = createLogger(config.logLevel, process.stderr, isatty(2));
    const { bot } = await openBot(config, log, (done, total) => void owner.onProgress.asEvent(done, total));
    Object.assign(functions, bot);
  },
};
const owner = createBirpc<BotOwner, typeof functions>(functions, channelOver(parentPort));
