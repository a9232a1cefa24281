import {
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  InteractionContextType,
  type MessageContextMenuCommandInteraction,
} from 'discord.js';
import { chatMessagesFor } from '../../src/chat-messages.ts';
import type { DiscordConfig } from '../../src/discord-config.ts';
import type { TaskName } from '../../src/maintenance.ts';
import { languageOf } from '../../src/question.ts';
import type { Scope } from '../../src/scope.ts';
import { COMMANDS, OPTIONS } from './command-names.ts';
import { findDocument } from './documents.ts';
import { mayMaintain } from './maintainers.ts';
import { plainText, writtenIn } from './message-text.ts';
import { languageOfLocale, type Parts } from './parts.ts';
import { answersAt, type Whereabouts } from './places.ts';
import { renderNotice } from './render.ts';
import { type InteractionReply, interactionReply } from './replies.ts';

/** By the name of a subcommand of `/plancite`. */
const TASKS: ReadonlyMap<string, TaskName> = new Map(
  (['changes', 'sources', 'refused', 'rollback', 'unanswered'] as const).map((name) => [name, name]),
);

/** Does what a command says. */
export async function runCommand(interaction: ChatInputCommandInteraction, parts: Parts): Promise<void> {
  const { commandName, options } = interaction;
  if (commandName === COMMANDS.ask) return ask(interaction, parts);
  const task = {
    [COMMANDS.reindex]: options.getBoolean(OPTIONS.force) === true ? 'reindex-force' : 'reindex',
    [COMMANDS.status]: 'status',
    [COMMANDS.plancite]: TASKS.get(options.getSubcommand(false) ?? ''),
  }[commandName] as TaskName | undefined;
  if (task !== undefined) await look(interaction, task, parts);
}

type Asking = ChatInputCommandInteraction | AutocompleteInteraction;

/** If they say so, or where the bot is not to speak. */
function isForAskerAlone({ options }: Asking, where: Whereabouts, config: DiscordConfig): boolean {
  return options.getBoolean(OPTIONS.private) === true || answersAt(where, config) === 'never';
}

/** Whether nobody else sees the answer to `/ask`. */
export function seesAlone(asking: Asking, where: Whereabouts, config: DiscordConfig): boolean {
  return asking.context === InteractionContextType.BotDM || isForAskerAlone(asking, where, config);
}

/** `/ask`: for the asker alone if they say so, or where the bot is not to speak. In a thread it goes on with it. */
async function ask(interaction: ChatInputCommandInteraction, parts: Parts): Promise<void> {
  const { config, answering, conversations, scopes } = parts;
  const { user, options, channelId } = interaction;
  const text = plainText(options.getString(OPTIONS.question, true));
  const sought = options.getString(OPTIONS.document);
  const where = await parts.places.of(interaction);
  const isPrivate = isForAskerAlone(interaction, where, config);
  const reply = interactionReply(interaction, { isPrivate }, parts);
  const isDirect = interaction.context === InteractionContextType.BotDM;
  const scope = scopes.of(user.id, interaction, where, seesAlone(interaction, where, config));
  const document =
    sought === null
      ? undefined
      : await documentNamed(sought, { user: user.id, text, scope: await scope, reply }, parts);
  if (document === null) return;
  if (where.thread !== null && !isPrivate) conversations.joined(where.thread);
  await answering.ask({
    user: user.id,
    audience: isPrivate || isDirect ? null : channelId,
    text,
    history: async () => {
      if (where.thread !== null) return (await conversations.inThread(where.thread, null)).history;
      return isDirect ? (await conversations.inDirect(channelId, null)).history : [];
    },
    scope: async () => ({ ...(await scope), document }),
    reply,
    notice: reply.notice,
  });
  reply.end();
}

/** Its path; `null` if there is none, which is said. */
async function documentNamed(
  sought: string,
  {
    user,
    text,
    scope,
    reply,
  }: {
    readonly user: string;
    readonly text: string;
    readonly scope: Scope;
    readonly reply: InteractionReply;
  },
  { bot, answering }: Parts,
): Promise<string | null> {
  const language = languageOf(text);
  let path: string | null = null;
  await answering.attend({ user, language, reply }, async () => {
    path = findDocument(sought, await bot.sources(scope))?.path ?? null;
    if (path === null)
      await reply.notice.send(renderNotice(chatMessagesFor(language).noSuchDocument(sought)));
  });
  return path;
}

/** "Find this in the documents" on anybody's message: for the one who looks it up alone. */
export async function find(interaction: MessageContextMenuCommandInteraction, parts: Parts): Promise<void> {
  const { targetMessage } = interaction;
  const reply = interactionReply(interaction, { isPrivate: true }, parts);
  const where = await parts.places.of(interaction);
  await parts.answering.ask({
    user: interaction.user.id,
    audience: null,
    // What the bot says is no question.
    text: targetMessage.author.id === interaction.applicationId ? '' : writtenIn(targetMessage),
    history: async () => [],
    scope: () => parts.scopes.of(interaction.user.id, interaction, where, true),
    reply,
    notice: reply.notice,
  });
  reply.end();
}

/** What looks after the index, or at it: for the one who does so alone. */
async function look(interaction: ChatInputCommandInteraction, task: TaskName, parts: Parts): Promise<void> {
  const { answering, maintenance, scopes, config } = parts;
  const { user, locale } = interaction;
  const language = languageOfLocale(locale);
  const reply = interactionReply(interaction, { isPrivate: true }, parts);
  const where = await parts.places.of(interaction);
  await answering.attend({ user: user.id, language, reply }, async (own) =>
    maintenance.perform({
      task,
      user: user.id,
      language,
      mayMaintain: () => mayMaintain(interaction, config, own),
      scope: await scopes.of(user.id, interaction, where, true),
      help: '`/plancite sources`',
      begun: reply.send,
      done: reply.replace,
      log: own,
    }),
  );
}
