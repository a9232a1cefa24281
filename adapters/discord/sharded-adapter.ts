import { fileURLToPath } from 'node:url';
import type { Worker } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import {
  REST,
  type RESTGetAPIGatewayBotResult,
  Routes,
  type Shard as Running,
  ShardingManager,
} from 'discord.js';
import type { Adapter } from '../../src/adapter.ts';
import type { Bot } from '../../src/bot.ts';
import type { Config } from '../../src/config.ts';
import { createLanguages } from '../../src/languages.ts';
import { channelOver } from '../../src/thread-channel.ts';
import type { DiscordParts } from './adapter.ts';
import { restOptions } from './client.ts';
import { signIn } from './connection.ts';
import { announceTo } from './notices.ts';
import { registerCommands } from './registration.ts';
import type { Shard, ShardHome } from './shard-home.ts';

/** Discord lets one shard in every five seconds. */
const BETWEEN_SHARDS_MS = 5_500;
const READY_MS = 60_000;
/** A little longer than a shard takes at most. */
const MAX_STOPPING_MS = 25_000;

type ShardedParts = Omit<DiscordParts, 'http' | 'journal'> & Pick<Config, 'logLevel' | 'dataDir'>;

/**
 * Answers in Discord by several threads, among which Discord divides the servers. There is one index, and one who refreshes
 * it: shards ask the bot of this thread.
 */
export function createShardedAdapter({
  bot,
  refreshes,
  feedback,
  config,
  logLevel,
  dataDir,
  log,
}: ShardedParts): Adapter {
  let manager: ShardingManager | null = null;
  const remotes = new Map<Running, { readonly stop: () => Promise<void> }>();
  const own: Omit<ShardHome, keyof Bot> = {
    // Told once, by this thread.
    settings: async () => ({ discord: { ...config, noticeChannel: null }, logLevel, dataDir }),
    keepOpinion: feedback.keep,
  };

  const look = (shard: Running): void => {
    const { id } = shard;
    shard.on('spawn', (thread) => {
      const worker = thread as Worker;
      worker.on('error', (err) => log.error({ err, shard: id }, 'a shard has failed'));
      remotes.set(
        shard,
        createBirpc<Shard, typeof own>(own, {
          ...channelOver(worker),
          // What is not its own is the bot's.
          resolver: (name, found) => found ?? bot[name as keyof Bot],
        }),
      );
    });
    shard.on('death', () => {
      if (manager?.respawn) log.error({ shard: id }, 'a shard has ended; it is started again');
    });
    shard.on('error', (err) => log.error({ err, shard: id }, 'a shard was not started again'));
  };

  return {
    name: 'discord',
    async start() {
      const rest = new REST(restOptions(config)).setToken(config.token);
      await signIn(rest);
      await registerCommands(rest, config, log);
      if (config.noticeChannel !== null)
        announceTo(config.noticeChannel, rest, config, {
          bot,
          refreshes,
          languages: createLanguages(bot),
          log,
        });
      manager = new ShardingManager(fileURLToPath(new URL('./shard.ts', import.meta.url)), {
        mode: 'worker',
        token: config.token,
        totalShards: await countOf(config, rest),
      });
      manager.on('shardCreate', look);
      await manager.spawn({ delay: BETWEEN_SHARDS_MS, timeout: READY_MS });
      log.info({ shards: manager.shards.size }, 'all shards are connected');
    },
    async stop() {
      if (manager === null) return;
      manager.respawn = false;
      await Promise.all(
        [...manager.shards.values()].map(async (shard) => {
          await Promise.race([remotes.get(shard)?.stop(), patience()]).catch(() => {});
          shard.kill();
        }),
      );
      manager = null;
    },
    ended: new Promise(() => {}),
  };
}

function patience(): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, MAX_STOPPING_MS).unref());
}

/** As many as are set, or as Discord recommends. */
async function countOf({ receive }: DiscordParts['config'], rest: REST): Promise<number> {
  if (receive.by === 'gateway' && typeof receive.shards === 'number') return receive.shards;
  return ((await rest.get(Routes.gatewayBot())) as RESTGetAPIGatewayBotResult).shards;
}
