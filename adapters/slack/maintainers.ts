import type { webApi } from '@slack/bolt';
import type { Logger } from '../../src/logger.ts';

/** Who may change and inspect the index; looked up anew each time, as groups change. */
export type Maintainers = { readonly includes: (user: string) => Promise<boolean> };

/** @param ids of users, and of user groups (`S…`) */
export function createMaintainers(
  ids: readonly string[],
  client: webApi.WebClient,
  log: Logger,
): Maintainers {
  const groups = ids.filter((id) => id.startsWith('S'));
  return {
    async includes(user) {
      if (ids.includes(user)) return true;
      for (const usergroup of groups) {
        try {
          const { users = [] } = await client.usergroups.users.list({ usergroup });
          if (users.includes(user)) return true;
        } catch (err) {
          log.error(
            { err, usergroup },
            'members of a group of maintainers are unknown; nobody is let in by it',
          );
        }
      }
      return false;
    },
  };
}
