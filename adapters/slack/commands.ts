import type { RespondFn, SlashCommand } from '@slack/bolt';
import type { Bot } from '../../src/bot.ts';
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

/** One thing that can be told to the bot: done by `run`, which says what came of it. */
type Task = {
  readonly forMaintainers: boolean;
  /** Said at once, before a task that takes time. */
  readonly started?: string;
  readonly run: (bot: Bot, words: readonly string[]) => Promise<Message>;
};

const HELP = `\`/ask question\` answers from the documents, for you alone.
\`/plancite sources\` lists the documents.
For maintainers: \`/reindex [force]\`, \`/index-status\`, \`/plancite changes\`, \`/plancite refused\`, \`/plancite rollback\`.`;

const notice = (text: string): Message => renderNotice(text);

const REINDEX: Task = {
  forMaintainers: true,
  started: 'Looking for changed documents. The outcome follows.',
  run: async (bot, words) => renderReport(await bot.reindex({ force: words[0] === 'force' })),
};
const STATUS: Task = { forMaintainers: true, run: async (bot) => renderStatus(bot.status()) };

const TASKS: Readonly<Record<string, Task>> = {
  changes: { forMaintainers: true, run: async (bot) => renderReports(await bot.reports()) },
  sources: { forMaintainers: false, run: async (bot) => renderSources(bot.sources()) },
  refused: { forMaintainers: true, run: async (bot) => renderRefused(bot.status().refused) },
  rollback: {
    forMaintainers: true,
    started: 'Returning to the index before. The outcome follows.',
    run: async (bot) => renderReport(await bot.rollBack()),
  },
  help: { forMaintainers: false, run: async () => notice(HELP) },
};

/** `/ask`, for everybody, and the commands that look after the index. */
export function listenToCommands(parts: CommandParts): void {
  const { app, client, answering, log } = parts;

  app.command('/ask', async ({ command, ack, respond }) => {
    await acknowledge(ack, log);
    const reply = replyTo(command, respond);
    await answering.ask({
      user: command.user_id,
      audience: null,
      text: plainText(command.text),
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
    const task = Object.hasOwn(TASKS, name) ? TASKS[name] : TASKS.help;
    if (task !== undefined) await runTask(task, words, command, replyTo(command, respond));
  });

  const replyTo = ({ channel_id, user_id }: SlashCommand, respond: RespondFn): Reply =>
    privateReply(client, { channel: channel_id, user: user_id, thread: null }, respond);

  const runTask = (
    task: Task,
    words: readonly string[],
    command: SlashCommand,
    reply: Reply,
  ): Promise<void> =>
    answering.attend('en', reply, async (own) => {
      if (task.forMaintainers && !(await mayUse(command, own))) {
        await reply.send(
          notice('Only maintainers of this bot can do that. `/plancite help` lists what everybody can.'),
        );
        return;
      }
      if (task.started !== undefined) await reply.send(notice(task.started));
      await reply.send(await outcomeOf(task, words, own));
    });

  const outcomeOf = async (task: Task, words: readonly string[], own: Logger): Promise<Message> => {
    try {
      return await task.run(parts.bot, words);
    } catch (err) {
      if (!(err instanceof Error && 'code' in err)) throw err;
      own.error({ err }, 'maintenance failed');
      return notice(`That did not work, and the index in use stays: ${err.message}`);
    }
  };

  const mayUse = async ({ user_id: user, command }: SlashCommand, own: Logger): Promise<boolean> => {
    const isAllowed = await parts.maintainers.includes(user);
    own.info({ user, command, isAllowed }, 'maintenance asked for');
    if (!isAllowed) own.warn({ user, command }, 'maintenance denied');
    return isAllowed;
  };
}

function wordsOf({ text }: SlashCommand): string[] {
  return text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}
