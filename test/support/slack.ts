import { createSlackAdapter } from '../../adapters/slack/adapter.ts';
import type { Patience } from '../../adapters/slack/connection.ts';
import type { Adapter } from '../../src/adapter.ts';
import { type ServedBot, type ServedBotOptions, serveBot } from './served-bot.ts';
import { SlackServer } from './slack-server.ts';
import { SLACK } from './slack-workspace.ts';

export { ANSWER, QUESTION, UNANSWERED } from './served-bot.ts';

/** The adapter in a workspace of its own, with everything that happened there. */
export type Workspace = AsyncDisposable &
  Pick<ServedBot, 'bot' | 'seedsDir' | 'dataDir' | 'log'> & {
    readonly server: SlackServer;
    readonly adapter: Adapter;
  };

/** Settings are those beside the tokens; for HTTP an empty `SLACK_APP_TOKEN`. */
export type WorkspaceOptions = ServedBotOptions & {
  readonly server?: SlackServer;
  readonly patience?: Patience;
};

/** A workspace in which the adapter has not started yet. */
export async function prepareWorkspace({
  env,
  files,
  patience,
  ...given
}: WorkspaceOptions = {}): Promise<Workspace> {
  const server = given.server ?? (await SlackServer.start());
  const tokens = {
    SLACK_BOT_TOKEN: SLACK.botToken,
    SLACK_APP_TOKEN: SLACK.appToken,
    SLACK_API_URL: server.apiUrl,
  };
  const { parts, config, ...served } = await serveBot({
    env: { ...tokens, ...env },
    ...(files && { files }),
  });
  if (config.slack === null) throw new Error('Slack is not configured');
  const adapter = createSlackAdapter({ ...parts, config: config.slack, ...(patience && { patience }) });
  return {
    ...served,
    server,
    adapter,
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
