import { watch } from 'chokidar';
import { PlanciteError } from '../index/errors.ts';
import type { Bot } from './bot.ts';
import type { Config } from './config.ts';
import { parseCron } from './cron.ts';
import type { Logger } from './logger.ts';
import { Timetable } from './timetable.ts';

/** An edit is over when nothing has changed for so long. */
const QUIET_MS = 500;

/** Clocks are looked at this often: a timer does not know when one was set, or that the machine slept. */
const MAX_WAIT_MS = 1_000;

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
  const clock = refreshCron === null ? null : startClock(refreshCron, refresh);
  const watching = refreshWatch ? await watchFolder(seedsDir, refresh, log) : null;
  return {
    nextRun: clock?.nextRun ?? (() => null),
    async stop() {
      clock?.stop();
      await watching?.stop();
    },
  };
}

/** Does some work by the clock; what is due while it is at work is left out. */
function startClock(
  { expression, timeZone }: NonNullable<Config['refreshCron']>,
  work: () => Promise<void>,
): { readonly nextRun: () => Date | null; readonly stop: () => void } {
  const clock = { wall: () => Date.now(), monotonic: () => performance.now() };
  const timetable = new Timetable(parseCron(expression, timeZone), clock);
  let isAtWork = false;
  let timer: NodeJS.Timeout;
  const look = (): void => {
    if (timetable.isDue() && !isAtWork) {
      isAtWork = true;
      void work().finally(() => {
        isAtWork = false;
      });
    }
    timer = setTimeout(look, Math.min(timetable.msToNext, MAX_WAIT_MS));
  };
  look();
  return {
    nextRun: () => {
      const ms = timetable.msToNext;
      return ms === Infinity ? null : new Date(clock.wall() + ms);
    },
    stop: () => clearTimeout(timer),
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
