import type { Bot } from '../../src/bot.ts';
import type { Config } from '../../src/config.ts';
import type { DiscordConfig } from '../../src/discord-config.ts';
import type { Feedback } from '../../src/feedback.ts';

/** What a shard calls in the thread that started it, where the one index is. */
export type ShardHome = Bot & {
  readonly settings: () => Promise<{
    readonly discord: DiscordConfig;
    readonly logLevel: Config['logLevel'];
    readonly dataDir: Config['dataDir'];
  }>;
  readonly keepOpinion: Feedback['keep'];
};

/** What the thread that started a shard calls in it. */
export type Shard = {
  /** Lets replies under way finish. */
  readonly stop: () => Promise<void>;
};
