import type { webApi } from '@slack/bolt';
import type { Logger } from '../../src/logger.ts';
import type { Maintainers } from './maintainers.ts';
import type { Self } from './web-client.ts';

/** Who may take away answers that others asked for; looked up anew each time, as it changes. */
export type Moderators = { readonly includes: (user: string) => Promise<boolean> };

/** Maintainers, and whoever administrates the bot's own workspace. */
export function createModerators(
  maintainers: Maintainers,
  client: webApi.WebClient,
  { teamId }: Self,
  log: Logger,
): Moderators {
  const administrates = async (user: string): Promise<boolean> => {
    try {
      const { is_admin, is_owner, is_stranger, team_id } = (await client.users.info({ user })).user ?? {};
      // Of another organisation's people Slack says what they are there.
      const isOurs = is_stranger !== true && (team_id === undefined || team_id === teamId);
      return isOurs && (is_admin === true || is_owner === true);
    } catch (err) {
      log.warn({ err, user }, 'Slack does not say who administrates; nobody is let in by it');
      return false;
    }
  };
  return {
    includes: async (user) => (await maintainers.includes(user)) || administrates(user),
  };
}
