import { setTimeout as sleep } from 'node:timers/promises';
import { Events } from 'discord.js';
import PQueue from 'p-queue';
import type { Adapter } from '../../src/adapter.ts';
import { createAnswerActions } from '../../src/answer-actions.ts';
import { createAnswering, type Queues } from '../../src/answering.ts';
import type { Bot, Refreshes } from '../../src/bot.ts';
import type { DiscordConfig } from '../../src/discord-config.ts';
import { createDuplicates } from '../../src/duplicates.ts';
import type { Feedback } from '../../src/feedback.ts';
import type { HttpServer } from '../../src/http-server.ts';
import { createJournal, type Journal } from '../../src/journal.ts';
import { createLanguages } from '../../src/languages.ts';
import { createLimits } from '../../src/limits.ts';
import type { Logger } from '../../src/logger.ts';
import { createMaintenance } from '../../src/maintenance.ts';
import { createRefusals } from '../../src/refusals.ts';
import { createClient, createWebhooks } from './client.ts';
import { type Connection, createConnection } from './connection.ts';
import { createConversations } from './conversations.ts';
import { createDeliveries, type Deliveries } from './deliveries.ts';
import { refusalIn } from './errors.ts';
import { listenToInteractions } from './interactions.ts';
import { logFor } from './log.ts';
import { listenToMessages } from './messages.ts';
import { announceTo } from './notices.ts';
import { createPeople } from './people.ts';
import { createPlaces } from './places.ts';
import { registerCommands } from './registration.ts';
import { maintenanceRendering, rendering } from './rendering.ts';
import type { Place } from './replies.ts';
import { createScopes } from './scopes.ts';

/** Questions under way at the same time in each kind of place. Most of that time is spent waiting for Discord. */
const CONCURRENCY = 32;
/** Of what says that it is too much; Discord takes a reaction at a time in a channel. */
const REFUSALS_AT_ONCE = 4;
/** For what is under way when the bot is stopped; Discord may take longer to accept it. */
const MAX_STOPPING_MS = 20_000;

/** What the adapter works with. */
export type DiscordParts = {
  readonly bot: Bot;
  readonly refreshes: Refreshes;
  readonly feedback: Feedback;
  readonly config: DiscordConfig;
  /** `null` for a shard, which leaves to the thread that started it what is done once for all. */
  readonly http: HttpServer | null;
  /** Without one, what is under way ends with the process. */
  readonly journal?: Journal;
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
  journal = createJournal(null, log),
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
  let deliveries: Deliveries | null = null;

  return {
    name: 'discord',
    async start() {
      const client = createClient(config);
      logFor(client, log);
      const languages = createLanguages(bot);
      const limits = createLimits();
      const duplicates = createDuplicates();
      const parts = {
        client,
        webhooks: createWebhooks(config),
        bot,
        config,
        answering: createAnswering({
          bot,
          queues,
          limits,
          refusals: createRefusals(new PQueue({ concurrency: REFUSALS_AT_ONCE })),
          languages,
          rendering,
          refusalIn,
          log,
        }),
        maintenance: createMaintenance({ bot, rendering: maintenanceRendering }),
        conversations: createConversations(client, config.applicationId, log),
        places: createPlaces(client),
        scopes: createScopes(config.access, createPeople(client, config, log)),
        duplicates,
        actions: createAnswerActions({ bot, feedback, duplicates, rendering }),
        underWay,
        languages,
        feedback,
        log,
      };
      listenToInteractions(parts);
      if (config.receive.by === 'gateway') listenToMessages(parts);
      if (config.noticeChannel !== null)
        announceTo(config.noticeChannel, client.rest, config, { bot, refreshes, languages, log });
      const keeping = createDeliveries({ ...parts, journal });
      deliveries = keeping;
      connection = createConnection(client, config, keeping, http, log, attempts);
      // By then it is known which servers are ours.
      client.once(Events.ClientReady, () => keeping.adopt());
      await connection.open();
      if (config.receive.by === 'http') keeping.adopt();
      if (http !== null) await registerCommands(client.rest, config, log);
    },
    async stop() {
      const adopted = deliveries?.stop();
      connection?.pause();
      const isDone = await Promise.race([
        Promise.all([adopted, underWay.onIdle()]).then(() => true),
        sleep(MAX_STOPPING_MS, false, { ref: false }),
      ]);
      if (!isDone)
        log.error('stopped before Discord had taken every answer; the rest is answered after the next start');
      await connection?.close();
      connection = null;
    },
    ended: new Promise(() => {}),
  };
}
