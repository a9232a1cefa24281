import { LiveIndex } from '../index/live-index.ts';
import type { MeaningEnded, MeaningOptions } from '../index/meaning/meaning-maker.ts';
import { modelsFrom } from '../index/meaning/model-source.ts';
import { type Bot, createBot, type OnRefreshed } from './bot.ts';
import type { Config } from './config.ts';
import { checkConfiguredModels } from './configured-models.ts';
import { createGoldenGate } from './golden-gate.ts';
import type { Logger } from './logger.ts';

/** What takes time: files are read, and then pieces of their text for what they mean. */
export type Stage = 'files' | 'meaning';

/** Told of each file that was read, and how many there are; and the same of pieces of text. */
export type OnProgress = (done: number, total: number, stage: Stage) => void;

/** Who is told of what the bot does by itself. */
export type BotListeners = {
  readonly onProgress?: OnProgress | undefined;
  readonly onRefreshed?: OnRefreshed | undefined;
};

/** A bot over an index that was brought up to date. */
export type OpenBot = { readonly bot: Bot; readonly index: LiveIndex };

/**
 * Opens the index and makes a bot of it.
 * @param when the index gets its meaning
 * @throws {PlanciteError} as {@link LiveIndex.open} and {@link checkConfiguredModels}
 */
export async function openBot(
  config: Config,
  log: Logger,
  when: MeaningOptions['when'],
  { onProgress, onRefreshed }: BotListeners = {},
): Promise<OpenBot> {
  const { seedsDir, maxDocumentBytes, dataDir, refreshMaxLoss, refreshGate } = config;
  const now = (): Date => new Date();
  const source = {
    seedsDir,
    maxDocumentBytes,
    onProgress: (done: number, total: number) => onProgress?.(done, total, 'files'),
  };
  if (config.meaning !== null) await checkConfiguredModels(config.meaning);
  const gate = createGoldenGate(source, { mode: refreshGate, now });
  const meaning = config.meaning && {
    models: modelsFrom(config.meaning),
    when,
    onProgress: (done: number, total: number) => onProgress?.(done, total, 'meaning'),
    // Who waits for it, or only looks, is told of problems otherwise.
    onEnded:
      when === 'behind'
        ? (ended: MeaningEnded) => logMeaning(ended, log.child({ part: 'meaning' }))
        : undefined,
  };
  const index = await LiveIndex.open({ ...source, dataDir, maxLoss: refreshMaxLoss, gate, meaning });
  const bot = createBot({ index, now, log: log.child({ part: 'bot' }), onRefreshed });
  const { refused, problems, ...opened } = await bot.status();
  log.info({ ...opened, refused: refused.length, problems: problems.length }, 'index opened');
  return { bot, index };
}

function logMeaning({ problem, ...made }: MeaningEnded, log: Logger): void {
  if (problem === null) log.info(made, 'the index has its meaning');
  else log.warn({ problem, ...made }, 'the index has no meaning');
}
