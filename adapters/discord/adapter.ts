import { setTimeout as sleep } from 'node:timers/promises';
import type { REST } from 'discord.js';
import PQueue from 'p-queue';
import type { Adapter } from '../../src/adapter.ts';
import { createAnswering, type Queues } from '../../src/answering.ts';
import type { Bot, Refreshes } from '../../src/bot.ts';
import type { DiscordConfig } from '../../src/discord-config.ts';
import { createDuplicates } from '../../src/duplicates.ts';
import type { Feedback } from '../../src/feedback.ts';
import type { HttpServer } from '../../src/http-server.ts';
import { indexMessagesFor } from '../../src/index-messages.ts';
import { createLanguages } from '../../src/languages.ts';
import { createLimits } from '../../src/limits.ts';
import type { Logger } from '../../src/logger.ts';
import { createMaintenance } from '../../src/maintenance.ts';
import { announceRefreshes } from '../../src/refresh-notices.ts';
import { createUnanswered } from '../../src/unanswered.ts';
import { createClient, createWebhooks } from './client.ts';
import { type Connection, createConnection } from './connection.ts';
import { createConversations } from './conversations.ts';
import { refusalIn } from './errors.ts';
import { listenToInteractions } from './interactions.ts';
import { logFor } from './log.ts';
import { listenToMessages } from './messages.ts';
import { createPlaces } from './places.ts';
import { registerCommands } from './registration.ts';
import { renderNotice } from './render.ts';
import { renderReports } from './render-index.ts';
import { maintenanceRendering, rendering } from './rendering.ts';
import { type Place, sendTo } from './replies.ts';

/** Questions under way at the same time in each kind of place. Most of that time is spent waiting for Discord. */
const CONCURRENCY = 32;
/** For what is under way when the bot is stopped; Discord may take longer to accept it. */
const MAX_STOPPING_MS = 20_000;

/** What the adapter works with. */
export type DiscordParts = {
  readonly bot: Bot;
  readonly refreshes: Refreshes;
  readonly feedback: Feedback;
  readonly config: DiscordConfig;
  readonly http: HttpServer;
  readonly log: Logger;
  /** To sign in when it starts; without it, half a minute's worth. */
  readonly attempts?: number;
};

/** Answers in Discord. */
export function createDiscordAdapter({
  bot,
  refreshes,
  feedback,
  config,
  http,
  log,
  attempts,
}: DiscordParts): Adapter {
  // Where Discord slows down one kind of place, the others do not wait for it.
  const queues: Queues<Place> = {
    private: new PQueue({ concurrency: CONCURRENCY }),
    channel: new PQueue({ concurrency: CONCURRENCY }),
    reply: new PQueue({ concurrency: CONCURRENCY }),
  };
  const underWay = new PQueue();
  let connection: Connection | null = null;

  return {
    name: 'discord',
    async start() {
      const client = createClient(config);
      logFor(client, log);
      const unanswered = createUnanswered();
      const languages = createLanguages(bot);
      const limits = createLimits();
      const parts = {
        client,
        webhooks: createWebhooks(config),
        bot,
        config,
        answering: createAnswering({ bot, queues, limits, unanswered, languages, rendering, refusalIn, log }),
        maintenance: createMaintenance({ bot, unanswered, rendering: maintenanceRendering }),
        conversations: createConversations(client, config.applicationId, log),
        places: createPlaces(client),
        duplicates: createDuplicates(),
        underWay,
        languages,
        feedback,
        log,
      };
      listenToInteractions(parts);
      if (config.receive.by === 'gateway') listenToMessages(parts);
      if (config.noticeChannel !== null)
        announceTo(config.noticeChannel, client.rest, { refreshes, languages, log });
      connection = createConnection(client, config, http, log, attempts);
      await connection.open();
      await registerCommands(client.rest, config, log);
    },
    async stop() {
      connection?.pause();
      const isDone = await Promise.race([
        underWay.onIdle().then(() => true),
        sleep(MAX_STOPPING_MS, false, { ref: false }),
      ]);
      if (!isDone) log.error('stopped before Discord had taken every answer');
      await connection?.close();
      connection = null;
    },
    ended: new Promise(() => {}),
  };
}

type NoticeParts = Omit<Parameters<typeof announceRefreshes>[0], 'tell'>;

function announceTo(channel: string, rest: REST, parts: NoticeParts): void {
  announceRefreshes({
    ...parts,
    async tell(refreshed, language) {
      const message =
        refreshed.outcome === 'failed'
          ? renderNotice(indexMessagesFor(language).unreadable(refreshed.reason))
          : renderReports([refreshed], language);
      // Refreshes have no id; two of them never end at the same time.
      await sendTo(rest, channel, message, String(Date.parse(refreshed.at)));
    },
  });
}
