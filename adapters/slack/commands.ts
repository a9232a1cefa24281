import type { RespondFn, SlashCommand } from '@slack/bolt';
import type { Answer } from '../../src/answer.ts';
import { indexMessagesFor } from '../../src/index-messages.ts';
import type { Maintenance, TaskName } from '../../src/maintenance.ts';
import type { Scope } from '../../src/scope.ts';
import { acknowledge } from './acknowledge.ts';
import type { Message } from './blocks.ts';
import type { EventParts } from './events.ts';
import type { Maintainers } from './maintainers.ts';
import { renderNotice } from './render.ts';
import { privateReply, type Reply } from './replies.ts';
import { plainText } from './slack-text.ts';

type CommandParts = EventParts & {
  readonly maintainers: Maintainers;
  readonly maintenance: Maintenance<Message>;
};

/** By the word after `/plancite`. */
const TASKS: ReadonlyMap<string, TaskName> = new Map(
  (['changes', 'sources', 'refused', 'rollback', 'unanswered'] as const).map((name) => [name, name]),
);

/** `/ask`, for everybody, and the commands that look after the index. */
export function listenToCommands(parts: CommandParts): void {
  const { app, onceClient, answering, languages, maintainers, maintenance, scopes, log } = parts;
  app.command('/ask', async ({ command, ack, respond }) => {
    await acknowledge(ack, log);
    const reply = replyTo(command, respond);
    await answering.ask({
      user: command.user_id,
      audience: null,
      text: plainText(command.text ?? ''), // Slack always sends one; what stands in for it may not.
      history: async () => [],
      scope: () => scopeOf(command),
      reply,
      notice: reply,
    });
  });
  app.command('/reindex', async ({ command, ack, respond }) => {
    await acknowledge(ack, log);
    const task = wordsOf(command)[0] === 'force' ? 'reindex-force' : 'reindex';
    await runTask(task, command, replyTo(command, respond));
  });
  app.command('/index-status', async ({ command, ack, respond }) => {
    await acknowledge(ack, log);
    await runTask('status', command, replyTo(command, respond));
  });
  app.command('/plancite', async ({ command, ack, respond }) => {
    await acknowledge(ack, log);
    const task = TASKS.get(wordsOf(command)[0] ?? '');
    const reply = replyTo(command, respond);
    if (task === undefined) await help(command, reply);
    else await runTask(task, command, reply);
  });

  /** What the asker may see, who alone sees the answer. */
  const scopeOf = ({ user_id: user, team_id, channel_id: channel }: SlashCommand): Promise<Scope> =>
    scopes.of({ user, teams: [team_id] }, { channel, isPrivate: true });

  const replyTo = ({ channel_id, user_id }: SlashCommand, respond: RespondFn): Reply =>
    privateReply(onceClient, { channel: channel_id, user: user_id, thread: null }, respond);

  const runTask = async (task: TaskName, command: SlashCommand, reply: Reply): Promise<void> => {
    const { user_id: user, channel_id: channel } = command;
    const language = await languages.of(user, scopes.forAll(channel));
    await answering.attend({ user, language, reply }, async (own) =>
      maintenance.perform({
        task,
        user,
        language,
        mayMaintain: () => maintainers.includes(user),
        scope: await scopeOf(command),
        help: '`/plancite help`',
        begun: reply.send,
        done: reply.send,
        log: own,
      }),
    );
  };

  const help = async (command: SlashCommand, reply: Reply): Promise<void> => {
    const { user_id: user, channel_id: channel } = command;
    const language = await languages.of(user, scopes.forAll(channel));
    await answering.attend({ user, language, reply }, () => reply.send(renderNotice(helpIn(language))));
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
    `${maintainers} \`/reindex [force]\`, \`/index-status\`, \`/plancite changes\`, \`/plancite refused\`, \`/plancite rollback\`, \`/plancite unanswered\``,
  ].join('\n');
}
