import { type Client, Events } from 'discord.js';
import type { Logger } from '../../src/logger.ts';

/** What discord.js has to say, in our words: its own may be Discord's. Its debug lines hold tokens and go nowhere. */
export function logFor(client: Client, log: Logger): void {
  client.on(Events.Error, (err) => log.error({ err }, 'discord.js failed'));
  client.on(Events.Warn, () => log.warn('discord.js warns'));
  client.on(Events.ShardError, (err) => log.warn({ err }, 'the connection to Discord failed'));
  client.on(Events.ShardReconnecting, () => log.info('connecting to Discord again'));
  client.on(Events.ShardResume, () => log.info('connected to Discord again'));
  client.on(Events.ShardReady, (shard) => log.info({ shard }, 'connected to Discord'));
  client.rest.on('rateLimited', ({ route, timeToReset, global }) =>
    log.info({ route, timeToReset, global }, 'Discord asks to wait'),
  );
}
