import { createDiscordAdapter } from '../../adapters/discord/adapter.ts';
import type { Adapter } from '../../src/adapter.ts';
import { DISCORD } from './discord-ids.ts';
import { DiscordServer } from './discord-server.ts';
import { type ServedBot, type ServedBotOptions, serveBot } from './served-bot.ts';

export { ANSWER, QUESTION, UNANSWERED } from './served-bot.ts';

/** The adapter in a Discord of its own, with everything that happened there. */
export type Community = AsyncDisposable &
  Pick<ServedBot, 'bot' | 'seedsDir' | 'dataDir' | 'log'> & {
    readonly server: DiscordServer;
    readonly adapter: Adapter;
  };

type CommunityOptions = ServedBotOptions & { readonly server?: DiscordServer };

/** A community in which the adapter has not started yet. */
export async function prepareCommunity({ env, files, ...given }: CommunityOptions = {}): Promise<Community> {
  const server = given.server ?? (await DiscordServer.start());
  const settings = {
    DISCORD_TOKEN: DISCORD.token,
    DISCORD_APPLICATION_ID: DISCORD.bot,
    DISCORD_API_URL: server.apiUrl,
  };
  const { parts, config, ...served } = await serveBot({
    env: { ...settings, ...env },
    ...(files && { files }),
  });
  if (config.discord === null) throw new Error('Discord is not configured');
  const adapter = createDiscordAdapter({ ...parts, config: config.discord });
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

export async function openCommunity(options: CommunityOptions = {}): Promise<Community> {
  const community = await prepareCommunity(options);
  await community.adapter.start();
  return community;
}
