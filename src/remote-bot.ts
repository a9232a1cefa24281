import { getHeapStatistics } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import { PlanciteError } from '../index/errors.ts';
import type { Bot } from './bot.ts';
import type { BotOwner, BotThread } from './bot-thread.ts';
import type { Config } from './config.ts';
import { reasonOf } from './described-error.ts';
import type { BotListeners } from './open-bot.ts';
import { channelOver } from './thread-channel.ts';

export type RemoteBot = {
  readonly bot: Bot;
  /** Rejects with `INDEX_LOST` when the thread has ended; so do calls under way. */
  readonly failed: Promise<never>;
  /** Ends the thread, whatever it is at. */
  readonly stop: () => Promise<void>;
};

/**
 * Opens a bot in a thread of its own: reading documents, building an index and collecting its garbage never hold up the
 * event loop of this one, which has the chat platforms to acknowledge.
 * @throws {PlanciteError} as {@link openBot}
 */
export async function openRemoteBot(
  config: Config,
  { onProgress, onRefreshed }: BotListeners = {},
): Promise<RemoteBot> {
  const thread = new Worker(new URL('./bot-thread.ts', import.meta.url), {
    // As much as this thread may have; by itself it would get less.
    resourceLimits: { maxOldGenerationSizeMb: getHeapStatistics().heap_size_limit / 2 ** 20 },
  });
  const remote = createBirpc<BotThread, BotOwner>(
    { onProgress: onProgress ?? ignore, onRefreshed: onRefreshed ?? ignore },
    channelOver(thread),
  );
  const failed = new Promise<never>((_, reject) => {
    const fail = (reason: string): void => {
      const err = new PlanciteError('INDEX_LOST', `the thread of the index has ended (${reason})`);
      remote.$close(err);
      reject(err);
    };
    thread.once('error', (err) => fail(reasonOf(err)));
    thread.once('exit', (code) => fail(`exit code ${code}`));
  });
  failed.catch(() => {}); // Whoever waits for it hears of it.
  const stop = async (): Promise<void> => void (await thread.terminate());
  try {
    await remote.open(config);
  } catch (err) {
    await stop();
    throw err;
  }
  return { bot: remote, failed, stop };
}

function ignore(): void {}
