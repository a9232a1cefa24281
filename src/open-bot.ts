import { LiveIndex } from '../index/live-index.ts';
import { type Bot, createBot, type OnRefreshed } from './bot.ts';
import type { Config } from './config.ts';
import { createGoldenGate } from './golden-gate.ts';
import type { Logger } from './logger.ts';

/** Told of each file that was read, and how many there are. */
export type OnProgress = (done: number, total: number) => void;

/** Who is told of what the bot does by itself. */
export type BotListeners = {
  readonly onProgress?: OnProgress | undefined;
  readonly onRefreshed?: OnRefreshed | undefined;
};

/** A bot over an index that was brought up to date. */
export type OpenBot = { readonly bot: Bot; readonly index: LiveIndex };

/**
 * Opens the index and makes a bot of it.
 * @throws {PlanciteError} as {@link LiveIndex.open}
 */
export async function openBot(
  config: Config,
  log: Logger,
  { onProgress, onRefreshed }: BotListeners = {},
): Promise<OpenBot> {
  const { seedsDir, maxDocumentBytes, dataDir, refreshMaxLoss, refreshGate } = config;
  const now = (): Date => new Date();
  const source = { seedsDir, maxDocumentBytes, onProgress };
  const gate = createGoldenGate(source, { mode: refreshGate, now });
  const index = await LiveIndex.open({ ...source, dataDir, maxLoss: refreshMaxLoss, gate });
  const bot = createBot({ index, now, log: log.child({ part: 'bot' }), onRefreshed });
  const { refused, problems, ...opened } = await bot.status();
  log.info({ ...opened, refused: refused.length, problems: problems.length }, 'index opened');
  return { bot, index };
}
