import { EventEmitter } from 'node:events';
import { existsSync, fstatSync } from 'node:fs';
import { join } from 'node:path';
import type { DiscordParts } from '../adapters/discord/adapter.ts';
import { createTerminalChat } from '../adapters/terminal/chat.ts';
import { type Folders, type Host, runCommandLine } from '../adapters/terminal/command-line.ts';
import { withProgress } from '../adapters/terminal/progress.ts';
import { PlanciteError } from '../index/errors.ts';
import { unrestricted } from '../index/restricted-index.ts';
import pkg from '../package.json' with { type: 'json' };
import { collectionsIn } from './access.ts';
import type { Adapter } from './adapter.ts';
import type { Bot, Refreshed, Refreshes } from './bot.ts';
import { type Config, readConfig } from './config.ts';
import { describeError, reasonOf } from './described-error.ts';
import { createFeedback } from './feedback.ts';
import { readServing, startHeartbeat, type Told } from './heartbeat.ts';
import type { HttpServer } from './http-server.ts';
import { createJournal, type Journal } from './journal.ts';
import { logWhatLibrariesPrint } from './library-output.ts';
import { createLogger, type Logger } from './logger.ts';
import type { OnProgress } from './open-bot.ts';
import { visible } from './printable.ts';
import { startRefreshing } from './refresh-schedule.ts';
import { openRemoteBot } from './remote-bot.ts';
import { serve } from './serve.ts';
import { troublesInShort } from './troubles.ts';

/** One command's run of the product: its settings, its log and the bot. */
type Run = { readonly config: Config; readonly log: Logger; readonly bot: Bot };

const MAX_LINGER_MS = 1_000;

const now = (): Date => new Date();
const terminal = { stdin: process.stdin, stdout: process.stdout };

/** What holds an index is loaded by the commands that do so themselves: to serve, only the bot's thread needs it. */
const host: Host = {
  ...terminal,
  stderr: process.stderr,
  version: pkg.version,
  async open(folders, need, onProgress) {
    const { config, log } = configured(folders);
    const [{ openBot }, { evaluate }] = await Promise.all([
      import('./open-bot.ts'),
      import('./evaluation/evaluate.ts'),
    ]);
    const settings = need === 'documents' ? { ...config, meaning: null } : config;
    const when = need === 'answers' ? 'awaited' : 'stored';
    const { bot, index } = await openBot(settings, log, when, { onProgress });
    return {
      bot,
      evaluate: (questions, options) =>
        evaluate(questions, unrestricted(index.current), { ...options, now: now() }),
    };
  },
  async serve(folders) {
    const { config, log } = configured(folders);
    logWhatLibrariesPrint(log);
    process.on('uncaughtException', (err) => {
      log.fatal({ err }, 'a failure nobody could catch; the process ends');
      process.exit(1);
    });
    // What fails inside a platform's library with nobody waiting for it silences nobody else.
    process.on('unhandledRejection', (err) => log.error({ err }, 'a failure nobody was waiting for'));
    const refreshes: Refreshes = new EventEmitter();
    const onRefreshed = (refreshed: Refreshed): void => void refreshes.emit('refreshed', refreshed);
    const { bot, failed, stop } = await openToStay((onProgress) =>
      openRemoteBot(config, { onProgress, onRefreshed }),
    );
    const ended = new AbortController();
    failed.catch((err: unknown) => ended.abort(err));
    const journal = createJournal(config.dataDir, log.child({ part: 'journal' }));
    try {
      const run = { config, log, bot };
      const adapters = await createAdapters(run, refreshes, journal);
      await serveUntilStopped(adapters, run, { beats: true, signal: ended.signal });
      ended.signal.throwIfAborted();
    } finally {
      journal.close();
      await stop();
      // What a platform has still not taken does not keep the process; without any, it has ended by then.
      setTimeout(() => process.exit(), MAX_LINGER_MS).unref();
    }
  },
  async chat(folders) {
    const { config, log } = configured(folders);
    const { openBot } = await import('./open-bot.ts');
    // People can do with less at first; what comes from a pipe is answered once.
    const when = process.stdin.isTTY && process.stdout.isTTY ? 'behind' : 'awaited';
    const { bot } = await openToStay((onProgress) => openBot(config, log, when, { onProgress }));
    const troubles = troublesInShort(await bot.status());
    if (troubles !== null) process.stderr.write(`${troubles}\n`);
    const adapter = createTerminalChat(bot, terminal, log.child({ adapter: 'terminal' }));
    await serveUntilStopped([adapter], { config, log, bot }, { beats: false });
  },
  async check(folders, onProgress) {
    const { seedsDir, maxDocumentBytes } = configured(folders).config;
    const { checkSeeds } = await import('./check.ts');
    return checkSeeds({ seedsDir, maxDocumentBytes, onProgress });
  },
  serving: (folders) => readServing(configured(folders).config.dataDir, now()),
};

function configured({ seeds, data }: Folders): Pick<Run, 'config' | 'log'> {
  const config = readConfig({
    ...process.env,
    ...(seeds !== undefined && { SEEDS_DIR: seeds }),
    ...(data !== undefined && { DATA_DIR: data }),
  });
  return { config, log: createLogger(config.logLevel, process.stderr) };
}

/** Shows progress while opening only, and to people only: where a process stays, standard error is its log. */
async function openToStay<Opened>(open: (onProgress?: OnProgress) => Promise<Opened>): Promise<Opened> {
  return process.stderr.isTTY ? withProgress(process.stderr, open) : open();
}

/**
 * Every chat platform that is configured; without any, the terminal.
 * @throws {PlanciteError} `CONFIG_INVALID` if nobody could ask anything
 */
async function createAdapters(
  { bot, config, log }: Run,
  refreshes: Refreshes,
  journal: Journal,
): Promise<Adapter[]> {
  const platforms: Adapter[] = [];
  const feedback = createFeedback(config.dataDir, now, log.child({ part: 'feedback' }));
  // These libraries are large; nobody else waits for them.
  warnOfCollections(config, log);
  const { createHttpServer } = await import('./http-server.ts');
  const http = createHttpServer(config.port);
  if (config.slack !== null) {
    const { createSlackAdapter } = await import('../adapters/slack/adapter.ts');
    platforms.push(
      createSlackAdapter({
        bot,
        refreshes,
        feedback,
        config: config.slack,
        http,
        journal,
        log: log.child({ adapter: 'slack' }),
      }),
    );
  }
  if (config.discord !== null) {
    const discord = {
      bot,
      refreshes,
      feedback,
      journal,
      config: config.discord,
      log: log.child({ adapter: 'discord' }),
    };
    platforms.push(await createDiscord(discord, config, http));
  }
  if (platforms.length > 0) return platforms;
  if (!process.stdin.isTTY && !isPiped()) {
    throw new PlanciteError(
      'CONFIG_INVALID',
      'nothing to serve: no chat platform is configured, and there is no terminal to talk on',
    );
  }
  return [createTerminalChat(bot, terminal, log.child({ adapter: 'terminal' }))];
}

/** A folder that is not there keeps everything from whoever may see it alone. */
function warnOfCollections({ seedsDir, slack, discord }: Config, log: Logger): void {
  const named = [slack, discord].flatMap((platform) => platform && collectionsIn(platform.access));
  for (const folder of new Set(named))
    if (folder !== null && !existsSync(join(seedsDir, folder)))
      log.warn({ folder }, 'ACCESS_FILE names a folder that the seeds do not have');
}

/** In this thread, or in several that share the servers. */
async function createDiscord(
  parts: Omit<DiscordParts, 'http'>,
  { logLevel, dataDir }: Config,
  http: HttpServer,
): Promise<Adapter> {
  const { receive } = parts.config;
  if (receive.by === 'gateway' && receive.shards !== null) {
    const { createShardedAdapter } = await import('../adapters/discord/sharded-adapter.ts');
    return createShardedAdapter({ ...parts, logLevel, dataDir });
  }
  const { createDiscordAdapter } = await import('../adapters/discord/adapter.ts');
  return createDiscordAdapter({ ...parts, http });
}

/** Whether somebody can send questions through standard input, unlike through `/dev/null`. */
function isPiped(): boolean {
  try {
    return !fstatSync(process.stdin.fd).isCharacterDevice();
  } catch {
    return false; // It is closed.
  }
}

/**
 * @param beats whether to tell, in the data folder, that this process serves
 * @param signal stops it as well
 */
async function serveUntilStopped(
  adapters: readonly Adapter[],
  { config, log, bot }: Run,
  { beats, signal }: { readonly beats: boolean; readonly signal?: AbortSignal },
): Promise<void> {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  const schedule = await startRefreshing(bot, config, log.child({ part: 'refresh' }));
  const tell = async (): Promise<Told> => {
    const { indexId, meaning, memory } = await bot.status();
    return {
      adapters: adapters.map(({ name }) => name),
      indexId,
      meaning,
      nextRefreshAt: schedule.nextRun()?.toISOString() ?? null,
      lastRefresh: await bot.lastRefresh(),
      memory,
    };
  };
  const heartbeat = beats ? await startHeartbeat(config.dataDir, tell, log) : null;
  try {
    await serve(adapters, signal ? AbortSignal.any([stopping.signal, signal]) : stopping.signal, log);
  } finally {
    await heartbeat?.stop();
    await schedule.stop();
  }
}

/** What is wrong, in a line; a stack only for what nobody foresaw. */
function report(err: unknown): void {
  const { stack = '' } = describeError(err);
  const isForeseen = err instanceof PlanciteError || (err instanceof Error && 'code' in err);
  // Of a file that cannot be used, the path tells which.
  const text = err instanceof Error && 'syscall' in err ? err.message : reasonOf(err);
  process.stderr.write(visible(isForeseen ? `plancite: ${text}\n` : `plancite: ${text}\n${stack}\n`));
}

// A reader that has seen enough (`plancite ask … | head -1`) closes the pipe; that is no failure.
process.stdout.on('error', (err: NodeJS.ErrnoException) => {
  if (err.code === 'EPIPE') process.exit(0);
  report(err);
  process.exit(2);
});

// Node itself would print it as it is.
process.on('uncaughtException', (err) => {
  report(err);
  process.exit(2);
});

try {
  if (existsSync('.env')) process.loadEnvFile();
  process.exitCode = await runCommandLine(process.argv.slice(2), host);
} catch (err) {
  report(err);
  process.exitCode = 2;
}
