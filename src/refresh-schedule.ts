import { watch } from 'chokidar';
import { createTask } from 'node-cron';
import { PlanciteError } from '../index/errors.ts';
import type { Bot } from './bot.ts';
import type { Config } from './config.ts';
import type { Logger } from './logger.ts';

/** An edit is over when nothing has changed for so long. */
const QUIET_MS = 500;

/** Looks for changed documents while a bot runs. */
export type RefreshSchedule = {
  /** When it looks next by the clock; `null` if it never does. */
  readonly nextRun: () => Date | null;
  readonly stop: () => Promise<void>;
};

/**
 * Refreshes the bot's index by the clock and, if told to, when something in the seeds folder changes. A refresh that
 * fails is logged, and the index in use stays.
 */
export async function startRefreshing(
  bot: Pick<Bot, 'reindex'>,
  { refreshCron, refreshWatch, seedsDir }: Pick<Config, 'refreshCron' | 'refreshWatch' | 'seedsDir'>,
  log: Logger,
): Promise<RefreshSchedule> {
  const refresh = async (): Promise<void> => {
    try {
      await bot.reindex({ force: false });
    } catch (err) {
      const what = err instanceof PlanciteError ? { reason: err.message } : { err };
      log.error(what, 'refresh failed; the index in use stays');
    }
  };
  const task =
    refreshCron === null
      ? null
      : createTask(refreshCron.expression, refresh, {
          name: 'refresh',
          noOverlap: true,
          timezone: refreshCron.timeZone,
          logger: log,
        });
  await task?.start();
  const watching = refreshWatch ? await watchFolder(seedsDir, refresh, log) : null;
  return {
    nextRun: () => task?.getNextRun() ?? null,
    async stop() {
      await task?.destroy();
      await watching?.stop();
    },
  };
}

async function watchFolder(
  folder: string,
  changed: () => Promise<void>,
  log: Logger,
): Promise<{ readonly stop: () => Promise<void> }> {
  let quiet: NodeJS.Timeout | undefined;
  const watcher = watch(folder, { ignoreInitial: true })
    .on('all', () => {
      clearTimeout(quiet);
      quiet = setTimeout(() => void changed(), QUIET_MS);
    })
    .on('error', (err) => log.warn({ err }, 'the seeds folder is not watched any more'));
  await new Promise<void>((resolve) => watcher.once('ready', resolve));
  return {
    async stop() {
      clearTimeout(quiet);
      await watcher.close();
    },
  };
}
