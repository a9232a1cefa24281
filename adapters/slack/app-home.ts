import type { Bot } from '../../src/bot.ts';
import type { EventParts } from './events.ts';
import { renderHome } from './home.ts';
import type { Maintainers } from './maintainers.ts';
import { suggestPrompts } from './prompts.ts';
import type { Unanswered } from './unanswered.ts';

type HomeParts = EventParts & {
  readonly bot: Bot;
  readonly maintainers: Maintainers;
  readonly unanswered: Unanswered;
};

/** Fills the bot's own page, and suggests questions where people talk to it. */
export function listenToHome({ app, client, bot, maintainers, unanswered, languages, log }: HomeParts): void {
  app.event('app_home_opened', async ({ event }) => {
    try {
      const prompts = await suggestPrompts(bot);
      if (event.tab === 'messages') {
        const [first, ...others] = prompts;
        // Without `thread_ts`: with it the call is ignored in the agent view.
        if (first !== undefined)
          await client.assistant.threads.setSuggestedPrompts({
            channel_id: event.channel,
            prompts: [first, ...others],
          });
        return;
      }
      const maintainer = (await maintainers.includes(event.user))
        ? { status: await bot.status(), reports: await bot.reports(), unanswered: unanswered.list() }
        : undefined;
      await client.views.publish({
        user_id: event.user,
        view: renderHome({
          sources: await bot.sources(),
          prompts: prompts.map(({ message }) => message),
          ...(maintainer !== undefined && { maintainer }),
          language: await languages.of(event.user),
        }),
      });
    } catch (err) {
      log.error({ err }, 'home not shown');
    }
  });
}
