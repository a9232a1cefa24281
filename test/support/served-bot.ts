import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { LiveIndex } from '../../index/live-index.ts';
import { type Bot, createBot, type Refreshed, type Refreshes } from '../../src/bot.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { createFeedback, type Feedback } from '../../src/feedback.ts';
import { createHttpServer, type HttpServer } from '../../src/http-server.ts';
import { createJournal, type Journal } from '../../src/journal.ts';
import { createLogger, type Logger } from '../../src/logger.ts';
import { folderWith, SEEDS_DIR, temporaryFolder } from './folders.ts';
import { TODAY } from './questions.ts';

/** A question the shipped documents answer, and words of the answer. */
export const QUESTION = 'how many key projects does the informatization plan set up?';
export const ANSWER = '17 key projects';
/** One they do not answer. */
export const UNANSWERED = 'How do kangaroos in Guangdong sleep?';

type LogLine = { readonly level: number; readonly msg: string } & Readonly<Record<string, unknown>>;

/** What an adapter is given, and what tests look at. */
export type ServedBot = {
  readonly parts: {
    readonly bot: Bot;
    readonly refreshes: Refreshes;
    readonly feedback: Feedback;
    readonly http: HttpServer;
    readonly journal: Journal;
    readonly log: Logger;
  };
  readonly config: Config;
  readonly bot: Bot;
  readonly seedsDir: string;
  readonly dataDir: string;
  readonly log: readonly LogLine[];
};

export type ServedBotOptions = {
  readonly env?: Readonly<Record<string, string>>;
  /** Documents of its own instead of those that ship. */
  readonly files?: Readonly<Record<string, string>>;
};

/** The index of the shipped documents is built once for all. */
const SHIPPED_INDEX = temporaryFolder();

export async function serveBot({ env = {}, files }: ServedBotOptions): Promise<ServedBot> {
  const seedsDir = files === undefined ? SEEDS_DIR : folderWith(files);
  const dataDir = temporaryFolder();
  const lines: LogLine[] = [];
  const stream = new PassThrough();
  stream.on('data', (chunk) => {
    for (const line of String(chunk).trim().split('\n')) lines.push(JSON.parse(line) as LogLine);
  });
  const log = createLogger('debug', stream);
  const config = readConfig(env);
  const index = await LiveIndex.open({
    seedsDir,
    dataDir: files === undefined ? SHIPPED_INDEX : dataDir,
    maxDocumentBytes: 1_000_000,
    maxLoss: 0.5,
  });
  const now = () => TODAY;
  const refreshes: Refreshes = new EventEmitter();
  const onRefreshed = (refreshed: Refreshed): void => void refreshes.emit('refreshed', refreshed);
  const bot = createBot({ index, now, log, onRefreshed });
  const feedback = createFeedback(dataDir, now, log);
  const http = createHttpServer(config.port);
  const journal = createJournal(dataDir, log);
  return {
    parts: { bot, refreshes, feedback, http, journal, log },
    config,
    bot,
    seedsDir,
    dataDir,
    log: lines,
  };
}
