import type { Answer } from './answer.ts';
import type { Bot, RefreshReport, Source, Status } from './bot.ts';
import { type IndexMessages, indexMessagesFor } from './index-messages.ts';
import type { Logger } from './logger.ts';
import { withProblem } from './overview.ts';
import type { Scope } from './scope.ts';

type Language = Answer['language'];

/** How a platform shows what maintainers ask for. */
export type MaintenanceRendering<Message> = {
  readonly notice: (text: string) => Message;
  /** @param problem why there may have been more */
  readonly reports: (
    reports: readonly RefreshReport[],
    language: Language,
    problem?: string | null,
  ) => Message;
  readonly status: (status: Status, language: Language) => Message;
  readonly sources: (sources: readonly Source[], language: Language) => Message;
  readonly refused: (refused: Status['refused'], language: Language) => Message;
  readonly unanswered: (questions: readonly string[], language: Language) => Message;
};

export type TaskName =
  | 'reindex'
  | 'reindex-force'
  | 'status'
  | 'changes'
  | 'sources'
  | 'refused'
  | 'rollback'
  | 'unanswered';

/** One task, for one person. */
type Order<Message> = {
  readonly task: TaskName;
  readonly user: string;
  readonly language: Language;
  readonly mayMaintain: () => Promise<boolean>;
  /** What documents everybody may see there. */
  readonly scope: Scope;
  /** How to ask for the help of the platform. */
  readonly help: string;
  /** Said at once where the work takes time. */
  readonly begun: (message: Message) => Promise<void>;
  readonly done: (message: Message) => Promise<void>;
  readonly log: Logger;
};

type Parts<Message> = {
  readonly bot: Bot;
  readonly rendering: MaintenanceRendering<Message>;
};

const TAKES_TIME: Partial<Readonly<Record<TaskName, keyof IndexMessages['started']>>> = {
  reindex: 'reindex',
  'reindex-force': 'reindex',
  rollback: 'rollback',
};
const FOR_EVERYBODY: readonly TaskName[] = ['sources'];

/** Looks after the index for those who may, and says what came of it. */
export function createMaintenance<Message>({ bot, rendering }: Parts<Message>) {
  const run: Readonly<Record<TaskName, (language: Language, scope: Scope) => Promise<Message>>> = {
    reindex: async (language) => rendering.reports([await bot.reindex({ force: false })], language),
    'reindex-force': async (language) => rendering.reports([await bot.reindex({ force: true })], language),
    rollback: async (language) => rendering.reports([await bot.rollBack()], language),
    changes: async (language) => {
      const { reports, problem } = await bot.reports();
      return rendering.reports(reports, language, problem);
    },
    status: async (language) =>
      rendering.status(withProblem(await bot.status(), await bot.reports()), language),
    refused: async (language) => rendering.refused((await bot.status()).refused, language),
    sources: async (language, scope) => rendering.sources(await bot.sources(scope), language),
    unanswered: async (language) => rendering.unanswered(await bot.unanswered(), language),
  };

  const isAllowed = async ({ task, user, mayMaintain, log }: Order<Message>): Promise<boolean> => {
    if (FOR_EVERYBODY.includes(task)) return true;
    const allowed = await mayMaintain();
    log.info({ user, task, isAllowed: allowed }, 'maintenance asked for');
    if (!allowed) log.warn({ user, task }, 'maintenance denied');
    return allowed;
  };

  const outcomeOf = async ({ task, language, scope, log }: Order<Message>): Promise<Message> => {
    try {
      return await run[task](language, scope);
    } catch (err) {
      if (!(err instanceof Error && 'code' in err)) throw err;
      log.error({ err }, 'maintenance failed');
      return rendering.notice(indexMessagesFor(language).notDone(err.message));
    }
  };

  return {
    async perform(order: Order<Message>): Promise<void> {
      const { task, language, help, begun, done } = order;
      const messages = indexMessagesFor(language);
      if (!(await isAllowed(order))) {
        await done(rendering.notice(messages.maintainersOnly(help)));
        return;
      }
      const started = TAKES_TIME[task];
      if (started !== undefined) await begun(rendering.notice(messages.started[started]));
      await done(await outcomeOf(order));
    },
  };
}

export type Maintenance<Message> = ReturnType<typeof createMaintenance<Message>>;
