import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { createSlackAdapter } from '../../adapters/slack/adapter.ts';
import type { Patience } from '../../adapters/slack/connection.ts';
import { LiveIndex } from '../../index/live-index.ts';
import type { Adapter } from '../../src/adapter.ts';
import { type Bot, createBot, type Refreshed, type Refreshes } from '../../src/bot.ts';
import { readConfig } from '../../src/config.ts';
import { createFeedback } from '../../src/feedback.ts';
import { createHttpServer } from '../../src/http-server.ts';
import { createLogger } from '../../src/logger.ts';
import { folderWith, SEEDS_DIR, temporaryFolder } from './folders.ts';
import { TODAY } from './questions.ts';
import { SlackServer } from './slack-server.ts';
import { SLACK } from './slack-workspace.ts';

/** A question the shipped documents answer, and words of the answer. */
export const QUESTION = 'how many key projects does the informatization plan set up?';
export const ANSWER = '17 key projects';
/** One they do not answer. */
export const UNANSWERED = 'How do kangaroos in Guangdong sleep?';

type LogLine = { readonly level: number; readonly msg: string } & Readonly<Record<string, unknown>>;

/** The adapter in a workspace of its own, with everything that happened there. */
export type Workspace = AsyncDisposable & {
  readonly server: SlackServer;
  readonly adapter: Adapter;
  readonly bot: Bot;
  readonly seedsDir: string;
  readonly dataDir: string;
  readonly log: readonly LogLine[];
};

export type WorkspaceOptions = {
  /** Settings beside the tokens; for HTTP an empty `SLACK_APP_TOKEN`. */
  readonly env?: Readonly<Record<string, string>>;
  /** Documents of its own instead of those that ship. */
  readonly files?: Readonly<Record<string, string>>;
  readonly server?: SlackServer;
  readonly patience?: Patience;
};

/** The index of the shipped documents is built once for all workspaces. */
const SHIPPED_INDEX = temporaryFolder();

/** A workspace in which the adapter has not started yet. */
export async function prepareWorkspace({
  env,
  files,
  patience,
  ...given
}: WorkspaceOptions = {}): Promise<Workspace> {
  const server = given.server ?? (await SlackServer.start());
  const seedsDir = files === undefined ? SEEDS_DIR : folderWith(files);
  const dataDir = temporaryFolder();
  const lines: LogLine[] = [];
  const stream = new PassThrough();
  stream.on('data', (chunk) => {
    for (const line of String(chunk).trim().split('\n')) lines.push(JSON.parse(line) as LogLine);
  });
  const log = createLogger('debug', stream);
  const { slack: config, port } = readConfig({
    SLACK_BOT_TOKEN: SLACK.botToken,
    SLACK_APP_TOKEN: SLACK.appToken,
    SLACK_API_URL: server.apiUrl,
    ...env,
  });
  if (config === null) throw new Error('Slack is not configured');
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
  const adapter = createSlackAdapter({
    bot,
    refreshes,
    feedback,
    config,
    http: createHttpServer(port),
    log,
    ...(patience && { patience }),
  });
  return {
    server,
    adapter,
    bot,
    seedsDir,
    dataDir,
    log: lines,
    async [Symbol.asyncDispose]() {
      await adapter.stop();
      if (given.server === undefined) await server.stop();
    },
  };
}

export async function openWorkspace(options: WorkspaceOptions = {}): Promise<Workspace> {
  const workspace = await prepareWorkspace(options);
  await workspace.adapter.start();
  return workspace;
}

/** All that a message, view or block holds, for finding words in it. */
export function textOf(message: unknown): string {
  return JSON.stringify(message);
}

/** The values of a message's buttons, by action. */
export function buttonsOf(message: unknown): Map<string, string> {
  const buttons = new Map<string, string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { action_id, value: held } = value as { action_id?: unknown; value?: unknown };
    if (typeof action_id === 'string' && typeof held === 'string' && !buttons.has(action_id))
      buttons.set(action_id, held);
    for (const inner of Object.values(value)) visit(inner);
  };
  visit(message);
  return buttons;
}
