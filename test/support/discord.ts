import { type APIMessage, Client, GatewayIntentBits, MessageType, Partials } from 'discord.js';
import { DISCORD } from './discord-ids.ts';
import type { DiscordServer } from './discord-server.ts';
import { until } from './waiting.ts';

/** A client as the bot's would be, without a bot, logged in. */
export async function openClient(
  server: DiscordServer,
  { intents = ORDINARY_INTENTS, token = DISCORD.token as string, shards = 1 } = {},
): Promise<Client<true>> {
  const client = new Client({
    intents,
    shardCount: shards,
    partials: [Partials.Channel],
    allowedMentions: { parse: [], repliedUser: false },
    rest: { api: server.apiUrl },
  });
  await client.login(token);
  await until(() => client.isReady(), 'a client that is ready');
  return client as Client<true>;
}

export const ORDINARY_INTENTS =
  GatewayIntentBits.Guilds | GatewayIntentBits.GuildMessages | GatewayIntentBits.DirectMessages;

/** Waits for the `count`th answer to a message: a reply to it, or what the bot writes in its thread. */
export async function answerTo(server: DiscordServer, to: APIMessage, count = 1): Promise<APIMessage> {
  return until(
    () =>
      server.messages.posts.filter(
        ({ message, isDeleted }) =>
          !isDeleted &&
          message.type !== MessageType.ThreadStarterMessage &&
          message.author.id === DISCORD.bot &&
          (message.message_reference?.message_id === to.id || message.channel_id === to.id),
      )[count - 1]?.message,
    `answer ${count} to ${to.content}`,
  );
}
