import { expect } from 'vitest';
import { createDiscordAdapter } from '../../adapters/discord/adapter.ts';
import type { Adapter } from '../../src/adapter.ts';
import type { Journal } from '../../src/journal.ts';
import type { Question } from '../../src/question.ts';
import { DISCORD } from './discord-ids.ts';
import type { Post } from './discord-messages.ts';
import { DiscordServer } from './discord-server.ts';
import { type ServedBot, type ServedBotOptions, serveBot } from './served-bot.ts';

export { ANSWER, QUESTION, UNANSWERED } from './served-bot.ts';

/** The adapter in a Discord of its own, with everything that happened there. */
export type Community = AsyncDisposable &
  Pick<ServedBot, 'bot' | 'seedsDir' | 'dataDir' | 'log'> & {
    readonly server: DiscordServer;
    readonly adapter: Adapter;
    readonly journal: Journal;
  };

type CommunityOptions = ServedBotOptions & { readonly server?: DiscordServer; readonly attempts?: number };

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
  const adapter = createDiscordAdapter({
    ...parts,
    config: config.discord,
    ...(given.attempts !== undefined && { attempts: given.attempts }),
  });
  return {
    ...served,
    server,
    adapter,
    journal: parts.journal,
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

/** Runs in a community of its own, about which nothing may be complained of. */
export async function inCommunity(
  test: (community: Community) => Promise<void>,
  options: CommunityOptions = {},
): Promise<void> {
  await using community = await openCommunity(options);
  await test(community);
  await community.adapter.stop();
  expect(community.server.complaints).toEqual([]);
}

/** What the bot has written, wherever. */
export function answersOf({ server }: Community): Post[] {
  return server.messages.posts.filter(
    ({ message, isDeleted }) => message.author.id === DISCORD.bot && !isDeleted,
  );
}

/** Makes the bot think about every question until it is told to answer. */
export function holdAnswers({ bot }: Community): {
  readonly asked: () => number;
  readonly release: () => void;
} {
  const held = Promise.withResolvers<void>();
  const ask = bot.ask.bind(bot);
  let asked = 0;
  Object.assign(bot, {
    async ask(question: Question) {
      asked += 1;
      await held.promise;
      return ask(question);
    },
  });
  return { asked: () => asked, release: () => held.resolve() };
}
