import type { webApi } from '@slack/bolt';
import type { Logger } from '../../src/logger.ts';
import type { Maintainers } from './maintainers.ts';
import { type Asker, kindOf } from './people.ts';
import type { Self } from './web-client.ts';

/** Who may take away answers that others asked for; looked up anew each time, as it changes. */
export type Moderators = { readonly includes: (asker: Asker) => Promise<boolean> };

/** Maintainers, and whoever administrates the bot's own workspace. */
export function createModerators(
  maintainers: Maintainers,
  client: webApi.WebClient,
  self: Self,
  log: Logger,
): Moderators {
  const administrates = async ({ user, teams }: Asker): Promise<boolean> => {
    try {
      const found = (await client.users.info({ user })).user ?? {};
      const { team_id, is_admin, is_owner } = found;
      // Of people of another workspace Slack says what they are there.
      const isOurs = team_id === self.teamId && kindOf(self, found, teams) === 'member';
      return isOurs && (is_admin === true || is_owner === true);
    } catch (err) {
      log.warn({ err, user }, 'Slack does not say who administrates; nobody is let in by it');
      return false;
    }
  };
  return {
    includes: async (asker) => (await maintainers.includes(asker.user)) || administrates(asker),
  };
}
