import { setTimeout as sleep } from 'node:timers/promises';
import { App, webApi } from '@slack/bolt';
import PQueue from 'p-queue';
import type { Adapter } from '../../src/adapter.ts';
import { createAnswering, type Queues } from '../../src/answering.ts';
import type { Bot, Refreshes } from '../../src/bot.ts';
import { leaveUnanswered } from '../../src/delivery.ts';
import { createDuplicates } from '../../src/duplicates.ts';
import type { Feedback } from '../../src/feedback.ts';
import type { HttpServer } from '../../src/http-server.ts';
import { indexMessagesFor } from '../../src/index-messages.ts';
import { createJournal, type Journal } from '../../src/journal.ts';
import { createLanguages, type Languages } from '../../src/languages.ts';
import { createLimits } from '../../src/limits.ts';
import type { Logger } from '../../src/logger.ts';
import { createMaintenance } from '../../src/maintenance.ts';
import { announceRefreshes } from '../../src/refresh-notices.ts';
import { createRefusals } from '../../src/refusals.ts';
import type { SlackConfig } from '../../src/slack-config.ts';
import { listenToHome } from './app-home.ts';
import { listenToButtons } from './buttons.ts';
import { listenToCommands } from './commands.ts';
import { type Connection, createConnection, type Patience } from './connection.ts';
import { type Deliveries, keepDeliveries } from './deliveries.ts';
import { listenToDismissals } from './dismissing.ts';
import { listenToMessages, mayBeMeant, questionIn } from './events.ts';
import { slackLogger } from './log.ts';
import { createMaintainers } from './maintainers.ts';
import { createModerators } from './moderators.ts';
import { createPeople } from './people.ts';
import { renderNotice } from './render.ts';
import { renderReports } from './render-index.ts';
import { maintenanceRendering, rendering } from './rendering.ts';
import { type Place, publicReply } from './replies.ts';
import { createScopes, type Scopes } from './scopes.ts';
import { listenToShortcuts } from './shortcuts.ts';
import { createThreads } from './threads.ts';
import {
  briefOptions,
  clientOptions,
  hurriedOptions,
  onceOptions,
  refusalIn,
  type Self,
  signIn,
} from './web-client.ts';

/** Questions under way at the same time in each kind of place. Most of that time is spent waiting for Slack. */
const CONCURRENCY = 16;
/** Of what says that it is too much, one by one as Slack takes it. */
const REFUSALS_AT_ONCE = 4;
/** For what is under way when the bot is stopped; Slack may take longer to accept it. */
const MAX_STOPPING_MS = 20_000;

/** What the adapter works with. */
export type SlackParts = {
  readonly bot: Bot;
  readonly refreshes: Refreshes;
  readonly feedback: Feedback;
  readonly config: SlackConfig;
  readonly http: HttpServer;
  /** Without one, what is under way ends with the process. */
  readonly journal?: Journal;
  readonly log: Logger;
  /** For tests, which have less of it. */
  readonly patience?: Patience;
};

/** Answers in Slack. */
export function createSlackAdapter({
  bot,
  refreshes,
  feedback,
  config,
  http,
  log,
  journal = createJournal(null, log),
  patience,
}: SlackParts): Adapter {
  // Where Slack slows down one kind of place, the others do not wait for it.
  const queues: Queues<Place> = {
    ephemeral: new PQueue({ concurrency: CONCURRENCY }),
    thread: new PQueue({ concurrency: CONCURRENCY }),
    pane: new PQueue({ concurrency: CONCURRENCY }),
  };
  const refusing = new PQueue({ concurrency: REFUSALS_AT_ONCE });
  const client = new webApi.WebClient(config.botToken, clientOptions(config, log));
  let connection: Connection | null = null;
  let deliveries: Deliveries | null = null;

  return {
    name: 'slack',
    async start() {
      const self = await signIn(client);
      connection = createConnection(config, clientOptions(config, log), http, log, patience);
      const app = createApp(self, config, connection, log);
      const duplicates = createDuplicates();
      const languages = createLanguages(bot);
      const maintainers = createMaintainers(config.maintainers, client, log);
      const briefClient = new webApi.WebClient(config.botToken, briefOptions(config, log));
      const people = createPeople(briefClient, self, config.access, log);
      const parts = {
        app,
        client,
        onceClient: new webApi.WebClient(config.botToken, onceOptions(config, log)),
        hurriedClient: new webApi.WebClient(config.botToken, hurriedOptions(config, log)),
        self,
        config,
        scopes: createScopes(app, config.access, people),
        duplicates,
        threads: createThreads(client, self, log),
        answering: createAnswering({
          bot,
          queues,
          limits: createLimits(),
          refusals: createRefusals(refusing),
          languages,
          rendering,
          refusalIn,
          log,
        }),
        maintenance: createMaintenance({ bot, rendering: maintenanceRendering }),
        languages,
        bot,
        refreshes,
        feedback,
        maintainers,
        moderators: createModerators(maintainers, client, self, log),
        log,
      };
      listenToMessages(parts);
      listenToCommands(parts);
      listenToShortcuts(parts);
      listenToButtons(parts);
      listenToDismissals(parts);
      listenToHome(parts);
      if (config.noticeChannel !== null) announceTo(config.noticeChannel, parts);
      deliveries = keepDeliveries({
        ...parts,
        journal,
        mayBeMeant: (message) => {
          const question = questionIn(message, self);
          return question !== null && mayBeMeant(question, parts);
        },
      });
      await connection.open();
      deliveries.adopt();
    },
    async stop() {
      await connection?.close();
      connection = null;
      const isDone = await Promise.race([
        deliveries?.stop().then(() => true) ?? true,
        sleep(MAX_STOPPING_MS, false, { ref: false }),
      ]);
      if (!isDone)
        log.error('stopped before Slack had taken every answer; the rest is answered after the next start');
    },
    ended: new Promise(() => {}),
  };
}

function createApp(
  { userId, botId, teamId }: Self,
  config: SlackConfig,
  { receiver }: Connection,
  log: Logger,
): App {
  const authorization = {
    botToken: config.botToken,
    botUserId: userId,
    ...(botId !== undefined && { botId }),
    teamId,
  };
  const app = new App({
    receiver,
    // Known from the start: Bolt would ask Slack at the first event, and let everybody wait for it.
    authorize: async () => authorization,
    convoStore: false,
    logger: slackLogger(log),
    clientOptions: clientOptions(config, log),
  });
  app.error(async (err) => {
    log.error({ err }, 'event failed');
    leaveUnanswered();
  });
  return app;
}

type NoticeParts = {
  readonly bot: Bot;
  readonly refreshes: Refreshes;
  readonly onceClient: webApi.WebClient;
  readonly scopes: Scopes;
  readonly languages: Languages;
  readonly log: Logger;
};

function announceTo(channel: string, { onceClient, scopes, ...parts }: NoticeParts): void {
  const { send } = publicReply(onceClient, { channel, thread: null, place: 'thread' });
  announceRefreshes({
    ...parts,
    scope: () => scopes.forAll(channel),
    tell: (refreshed, language) =>
      send(
        refreshed.outcome === 'failed'
          ? renderNotice(indexMessagesFor(language).unreadable(refreshed.reason))
          : renderReports([refreshed], language),
      ),
  });
}
