import { isatty } from 'node:tty';
import { parentPort } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import type { Bot } from './bot.ts';
import type { Config } from './config.ts';
import { logWhatLibrariesPrint } from './library-output.ts';
import { createLogger } from './logger.ts';
import { type BotListeners, openBot } from './open-bot.ts';
import { channelOver } from './thread-channel.ts';

/** The bot's thread: it opens the index when told to, and is the bot from then on. */
export type BotThread = Bot & {
  /** @throws {PlanciteError} as {@link openBot} */
  readonly open: (config: Config) => Promise<void>;
};

/** The thread that runs this one: it is told what there is to tell. */
export type BotOwner = { [Listener in keyof BotListeners]-?: NonNullable<BotListeners[Listener]> };

/** Between two tidings of progress. */
const PROGRESS_MS = 50;
let toldAt = Number.NEGATIVE_INFINITY;

if (parentPort === null) throw new Error('this file is run in a thread of its own');

const functions: Partial<Bot> & Pick<BotThread, 'open'> = {
  async open(config) {
    const log = createLogger(config.logLevel, process.stderr, isatty(2));
    logWhatLibrariesPrint(log);
    const { bot } = await openBot(config, log, {
      onProgress(done, total) {
        // Of ten thousand files that are known already nobody needs to hear one by one.
        if (done < total && performance.now() - toldAt < PROGRESS_MS) return;
        toldAt = performance.now();
        void owner.onProgress.asEvent(done, total);
      },
      onRefreshed: (refreshed) => void owner.onRefreshed.asEvent(refreshed),
    });
    Object.assign(functions, bot);
  },
};
const owner = createBirpc<BotOwner, typeof functions>(functions, channelOver(parentPort));
