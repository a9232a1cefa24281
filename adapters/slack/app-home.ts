import type { Bot } from '../../src/bot.ts';
import { withProblem } from '../../src/overview.ts';
import { suggestPrompts } from '../../src/prompts.ts';
import { short } from '../../src/short-name.ts';
import type { EventParts } from './events.ts';
import { type Home, renderHome } from './home.ts';
import type { Maintainers } from './maintainers.ts';

/** https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts */
const MAX_PROMPTS = 4;
const MAX_TITLE_CHARS = 75;

type HomeParts = EventParts & {
  readonly bot: Bot;
  readonly maintainers: Maintainers;
};

/** Fills the bot's own page, and suggests questions where people talk to it. */
export function listenToHome({ app, client, bot, maintainers, languages, scopes, log }: HomeParts): void {
  app.event('app_home_opened', async ({ event }) => {
    try {
      const scope = await scopes.of({ user: event.user }, { channel: event.channel, isPrivate: true });
      const prompts = await suggestPrompts(bot, scope, MAX_PROMPTS);
      if (event.tab === 'messages') {
        const [first, ...others] = prompts.map(({ title, question }) => ({
          title: short(title, MAX_TITLE_CHARS),
          message: question,
        }));
        // Without `thread_ts`: with it the call is ignored in the agent view.
        if (first !== undefined)
          await client.assistant.threads.setSuggestedPrompts({
            channel_id: event.channel,
            prompts: [first, ...others],
          });
        return;
      }
      const maintainer = (await maintainers.includes(event.user)) ? await forMaintainers(bot) : undefined;
      await client.views.publish({
        user_id: event.user,
        view: renderHome({
          sources: await bot.sources(scope),
          prompts: prompts.map(({ question }) => question),
          ...(maintainer !== undefined && { maintainer }),
          language: await languages.of(event.user, scope),
        }),
      });
    } catch (err) {
      log.error({ err }, 'home not shown');
    }
  });
}

async function forMaintainers(bot: Bot): Promise<Home['maintainer']> {
  const reports = await bot.reports();
  const status = withProblem(await bot.status(), reports);
  return { status, reports: reports.reports, unanswered: await bot.unanswered() };
}
