import { isatty } from 'node:tty';
import { parentPort } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import type { Bot, Status } from './bot.ts';
import type { Config } from './config.ts';
import { logWhatLibrariesPrint } from './library-output.ts';
import { createLogger, type Logger } from './logger.ts';
import { type BotListeners, openBot } from './open-bot.ts';
import { channelOver } from './thread-channel.ts';
import { groupRefused } from './troubles.ts';

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

/** Paths that stand for the files of a kind. */
const MAX_PATHS = 5;

if (parentPort === null) throw new Error('this file is run in a thread of its own');

const functions: Partial<Bot> & Pick<BotThread, 'open'> = {
  async open(config) {
    const log = createLogger(config.logLevel, process.stderr, isatty(2));
    logWhatLibrariesPrint(log);
    const { bot } = await openBot(config, log, 'behind', {
      onProgress(done, total, stage) {
        // Of ten thousand files that are known already nobody needs to hear one by one.
        if (done < total && performance.now() - toldAt < PROGRESS_MS) return;
        toldAt = performance.now();
        void owner.onProgress.asEvent(done, total, stage);
      },
      onRefreshed: (refreshed) => void owner.onRefreshed.asEvent(refreshed),
    });
    logTroubles(await bot.status(), log);
    Object.assign(functions, bot);
  },
};
const owner = createBirpc<BotOwner, typeof functions>(functions, channelOver(parentPort));

/** What a maintainer should know at the start, a line for each kind of it. */
function logTroubles({ refused, problems }: Status, log: Logger): void {
  for (const { reason, paths } of groupRefused(refused))
    log.warn({ files: paths.length, reason, such: paths.slice(0, MAX_PATHS) }, 'files not in the index');
  for (const problem of problems) log.warn({ problem }, 'index problem');
}
