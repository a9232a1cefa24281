import type { RespondFn, SlashCommand } from '@slack/bolt';
import type { Answer } from '../../src/answer.ts';
import type { Bot } from '../../src/bot.ts';
import { type IndexMessages, indexMessagesFor } from '../../src/index-messages.ts';
import type { Logger } from '../../src/logger.ts';
import { acknowledge } from './acknowledge.ts';
import type { Message } from './blocks.ts';
import type { EventParts } from './events.ts';
import type { Maintainers } from './maintainers.ts';
import { renderNotice } from './render.ts';
import { renderRefused, renderReport, renderReports, renderSources, renderStatus } from './render-index.ts';
import { privateReply, type Reply } from './replies.ts';
import { plainText } from './slack-text.ts';

type CommandParts = EventParts & { readonly bot: Bot; readonly maintainers: Maintainers };

/** What was written after a command, and what to answer in. */
type Order = { readonly words: readonly string[]; readonly language: Answer['language'] };

/** One thing that can be told to the bot: done by `run`, which says what came of it. */
type Task = {
  readonly forMaintainers: boolean;
  /** What takes time, and is said to have begun. */
  readonly takesTime?: keyof IndexMessages['started'];
  readonly run: (bot: Bot, order: Order) => Promise<Message>;
};

const REINDEX: Task = {
  forMaintainers: true,
  takesTime: 'reindex',
  run: async (bot, { words, language }) =>
    renderReport(await bot.reindex({ force: words[0] === 'force' }), language),
};
const STATUS: Task = {
  forMaintainers: true,
  run: async (bot, { language }) => renderStatus(await bot.status(), language),
};
const HELP: Task = { forMaintainers: false, run: async (_, { language }) => renderNotice(helpIn(language)) };

/** By the word after `/plancite`. */
const TASKS: Readonly<Record<string, Task>> = {
  changes: {
    forMaintainers: true,
    run: async (bot, { language }) => renderReports(await bot.reports(), language),
  },
  sources: {
    forMaintainers: false,
    run: async (bot, { language }) => renderSources(await bot.sources(), language),
  },
  refused: {
    forMaintainers: true,
    run: async (bot, { language }) => renderRefused((await bot.status()).refused, language),
  },
  rollback: {
    forMaintainers: true,
    takesTime: 'rollback',
    run: async (bot, { language }) => renderReport(await bot.rollBack(), language),
  },
  help: HELP,
};

/** `/ask`, for everybody, and the commands that look after the index. */
export function listenToCommands({
  app,
  client,
  answering,
  languages,
  bot,
  maintainers,
  log,
}: CommandParts): void {
  app.command('/ask', async ({ command, ack, respond }) => {
    await acknowledge(ack, log);
    const reply = replyTo(command, respond);
    await answering.ask({
      user: command.user_id,
      audience: null,
      text: plainText(command.text ?? ''), // Slack always sends one; what stands in for it may not.
      history: async () => [],
      reply,
      notice: reply,
    });
  });
  app.command('/reindex', async ({ command, ack, respond }) => {
    await acknowledge(ack, log);
    await runTask(REINDEX, wordsOf(command), command, replyTo(command, respond));
  });
  app.command('/index-status', async ({ command, ack, respond }) => {
    await acknowledge(ack, log);
    await runTask(STATUS, [], command, replyTo(command, respond));
  });
  app.command('/plancite', async ({ command, ack, respond }) => {
    await acknowledge(ack, log);
    const [name = 'help', ...words] = wordsOf(command);
    const task = (Object.hasOwn(TASKS, name) ? TASKS[name] : undefined) ?? HELP;
    await runTask(task, words, command, replyTo(command, respond));
  });

  const replyTo = ({ channel_id, user_id }: SlashCommand, respond: RespondFn): Reply =>
    privateReply(client, { channel: channel_id, user: user_id, thread: null }, respond);

  const runTask = async (
    task: Task,
    words: readonly string[],
    command: SlashCommand,
    reply: Reply,
  ): Promise<void> => {
    const language = await languages.of(command.user_id);
    const messages = indexMessagesFor(language);
    await answering.attend(language, reply, async (own) => {
      if (task.forMaintainers && !(await mayUse(command, own))) {
        await reply.send(renderNotice(messages.maintainersOnly('`/plancite help`')));
        return;
      }
      if (task.takesTime !== undefined) await reply.send(renderNotice(messages.started[task.takesTime]));
      await reply.send(await outcomeOf(task, { words, language }, own));
    });
  };

  const outcomeOf = async (task: Task, order: Order, own: Logger): Promise<Message> => {
    try {
      return await task.run(bot, order);
    } catch (err) {
      if (!(err instanceof Error && 'code' in err)) throw err;
      own.error({ err }, 'maintenance failed');
      return renderNotice(indexMessagesFor(order.language).notDone(err.message));
    }
  };

  const mayUse = async ({ user_id: user, command }: SlashCommand, own: Logger): Promise<boolean> => {
    const isAllowed = await maintainers.includes(user);
    own.info({ user, command, isAllowed }, 'maintenance asked for');
    if (!isAllowed) own.warn({ user, command }, 'maintenance denied');
    return isAllowed;
  };
}

function wordsOf({ text }: SlashCommand): string[] {
  return (text ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}

function helpIn(language: Answer['language']): string {
  const { ask, sources, maintainers } = indexMessagesFor(language).help;
  return [
    `\`/ask …\` ${ask}`,
    `\`/plancite sources\` ${sources}`,
    `${maintainers} \`/reindex [force]\`, \`/index-status\`, \`/plancite changes\`, \`/plancite refused\`, \`/plancite rollback\``,
  ].join('\n');
}
