import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { doInDiscord } from './discord-doings.ts';
import { createSigner } from './discord-http-endpoint.ts';
import { DISCORD } from './discord-ids.ts';
import { DiscordServer } from './discord-server.ts';
import type { Doing } from './doings.ts';
import { temporaryFolder } from './folders.ts';
import { start } from './plancite.ts';
import { QUESTION } from './served-bot.ts';
import { byHttp, bySocket, doInSlack } from './slack-doings.ts';
import { SlackServer } from './slack-server.ts';
import { SLACK } from './slack-workspace.ts';
import { type Slowness, until } from './waiting.ts';

/** How platforms reach the bot: by connections of its own, or by requests to its address. */
export type Reach = 'socket' | 'http';

/** Both platforms, and processes that serve them, all on one data folder. */
export type Stage = AsyncDisposable & {
  readonly slack: SlackServer;
  readonly discord: DiscordServer;
  readonly dataDir: string;
  /** Where the bot is reached over HTTP. */
  readonly base: string;
  readonly signer: ReturnType<typeof createSigner>;
  /** Starts a process. */
  readonly serve: () => Promise<ChildProcessWithoutNullStreams>;
  /** Has somebody do one of each kind of thing. */
  readonly act: () => Doing[];
  readonly slowDown: (slowness: Slowness) => void;
};

const START_MS = 90_000;

/** A stage with one process that serves, and an answer on each platform. */
export async function openStage(
  by: Reach,
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly stage: Stage; readonly first: ChildProcessWithoutNullStreams }> {
  const [slack, discord] = [await SlackServer.start(), await DiscordServer.start()];
  const port = await SlackServer.freePort();
  const base = `http://127.0.0.1:${port}`;
  const dataDir = temporaryFolder();
  const signer = createSigner();
  const settings = {
    DATA_DIR: dataDir,
    PORT: String(port),
    SLACK_BOT_TOKEN: SLACK.botToken,
    SLACK_API_URL: slack.apiUrl,
    DISCORD_TOKEN: DISCORD.token,
    DISCORD_APPLICATION_ID: DISCORD.bot,
    DISCORD_API_URL: discord.apiUrl,
    LOG_LEVEL: 'error',
    ...(by === 'socket'
      ? { SLACK_APP_TOKEN: SLACK.appToken }
      : { SLACK_SIGNING_SECRET: SLACK.signingSecret, DISCORD_PUBLIC_KEY: signer.publicKey }),
    ...env,
  };
  const children: ChildProcessWithoutNullStreams[] = [];
  const shards = Number(env.DISCORD_SHARDS ?? 1);
  const isReached = (): Promise<boolean> =>
    fetch(base).then(
      () => true,
      () => false,
    );
  const serve = async (): Promise<ChildProcessWithoutNullStreams> => {
    const [connections, sessions] = [slack.connections, discord.gateway.identified.length];
    const child = start(['serve'], settings);
    children.push(child);
    child.stdin.end();
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    if (by === 'http') while (!(await isReached())) await delay(20);
    else {
      const isConnected = () =>
        slack.connections > connections && discord.gateway.identified.length >= sessions + shards;
      await until(isConnected, 'connections', START_MS).catch((cause: unknown) => {
        throw new Error(`no connection; the process said: ${said}`, { cause });
      });
    }
    await until(() => discord.commands.writes > 0, 'commands');
    return child;
  };
  const deliver = by === 'socket' ? bySocket(slack) : byHttp(`${base}/slack/events`);
  if (by === 'http')
    discord.people.sendsTo = (payload) =>
      signer.post(`${base}/discord/interactions`, JSON.stringify(payload));

  const first = await serve();
  await discord.people.slash('ask', { question: QUESTION }).answer();
  await deliver('events_api', slack.event(slack.mention(QUESTION)));
  await slack.called('chat.postMessage');
  return {
    first,
    stage: {
      slack,
      discord,
      dataDir,
      base,
      signer,
      serve,
      act: () => [...doInSlack(slack, deliver), ...doInDiscord(discord, { isHttp: by === 'http' })],
      slowDown(slowness) {
        slack.slowness = slowness;
        discord.slowness = slowness;
      },
      async [Symbol.asyncDispose]() {
        for (const child of children) child.kill('SIGKILL');
        await Promise.all([slack.stop(), discord.stop()]);
      },
    },
  };
}
