import type { Client, REST } from 'discord.js';
import type PQueue from 'p-queue';
import type { Answer } from '../../src/answer.ts';
import type { AnswerActions } from '../../src/answer-actions.ts';
import type { Answering } from '../../src/answering.ts';
import type { Bot } from '../../src/bot.ts';
import type { DiscordConfig } from '../../src/discord-config.ts';
import type { Duplicates } from '../../src/duplicates.ts';
import type { Feedback } from '../../src/feedback.ts';
import type { Languages } from '../../src/languages.ts';
import type { Logger } from '../../src/logger.ts';
import type { Maintenance } from '../../src/maintenance.ts';
import type { Message } from './components.ts';
import type { Conversations } from './conversations.ts';
import type { Places } from './places.ts';
import type { Place } from './replies.ts';
import type { Scopes } from './scopes.ts';

/** What listeners work with. */
export type Parts = {
  readonly client: Client;
  /** For what comes after the first answer to an interaction. */
  readonly webhooks: REST;
  readonly bot: Bot;
  readonly config: DiscordConfig;
  readonly answering: Answering<Message, Place>;
  readonly actions: AnswerActions<Message, Place>;
  readonly maintenance: Maintenance<Message>;
  readonly conversations: Conversations;
  readonly places: Places;
  readonly scopes: Scopes;
  readonly duplicates: Duplicates;
  /** Everything that has been taken up. */
  readonly underWay: PQueue;
  readonly languages: Languages;
  readonly feedback: Feedback;
  readonly log: Logger;
};

/** The language that somebody has set Discord to, as far as the bot speaks it. */
export function languageOfLocale(locale: string): Answer['language'] {
  return locale.startsWith('zh') ? 'zh' : 'en';
}
