import type { webApi } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import type { Access, Person } from '../../src/access.ts';
import type { Logger } from '../../src/logger.ts';
import type { Self } from './web-client.ts';

/** Somebody who does something in Slack, and the workspaces that Slack says they do it from. */
export type Asker = { readonly user: string; readonly teams?: readonly (string | undefined)[] };

/** Who people are. What Slack does not tell is `unknown`, and logged. */
export type People = { readonly find: (asker: Asker) => Promise<Person> };

/** People become guests, or leave, and groups change: what Slack has said counts this long. */
const KNOWN_MS = 60_000;
const MAX_PEOPLE = 10_000;
const MAX_GROUPS = 100;

export type User = NonNullable<webApi.UsersInfoResponse['user']>;

export function createPeople(client: webApi.WebClient, self: Self, { people }: Access, log: Logger): People {
  const listed = Object.keys(people?.groups ?? {});
  const users = new LRUCache<string, User>({
    max: MAX_PEOPLE,
    ttl: KNOWN_MS,
    fetchMethod: async (user) => (await client.users.info({ user })).user,
  });
  const members = new LRUCache<string, readonly string[]>({
    max: MAX_GROUPS,
    ttl: KNOWN_MS,
    fetchMethod: async (usergroup) => (await client.usergroups.users.list({ usergroup })).users,
  });

  const groupsOf = async (user: string): Promise<string[]> => {
    const all = await Promise.all(listed.map((group) => members.forceFetch(group)));
    return listed.filter((_, i) => all[i]?.includes(user));
  };

  return {
    async find({ user, teams = [] }) {
      try {
        const found = await users.forceFetch(user);
        const kind = kindOf(self, found, teams);
        return kind === 'member' ? { kind, groups: await groupsOf(user) } : { kind };
      } catch (err) {
        log.warn({ err, user }, 'Slack does not say who somebody is; they see what the public sees');
        return { kind: 'unknown' };
      }
    },
  };
}

/** What somebody is to the workspace. What Slack does not say of them is not so. */
export function kindOf(
  self: Self,
  user: User,
  teams: NonNullable<Asker['teams']> = [],
): 'member' | 'guest' | 'outsider' {
  if (!belongsTo(self, user) || !teams.every((team) => isTeamOf(user, team))) return 'outsider';
  return user.is_restricted === true || user.is_ultra_restricted === true ? 'guest' : 'member';
}

/** Whether somebody is of the workspace, or of the organisation that all of has installed the bot. */
function belongsTo({ teamId, enterpriseId }: Self, user: User): boolean {
  if (user.is_stranger === true || user.deleted === true || user.is_bot === true) return false;
  return (
    teamsOf(user).includes(teamId) ||
    (enterpriseId !== null && user.enterprise_user?.enterprise_id === enterpriseId)
  );
}

/** Events name the organisation as well. */
function isTeamOf(user: User, team: string | undefined): boolean {
  return team === undefined || teamsOf(user).includes(team) || user.enterprise_user?.enterprise_id === team;
}

/** In an organisation somebody may belong to several. */
function teamsOf({ team_id, enterprise_user }: User): (string | undefined)[] {
  return [team_id, ...(enterprise_user?.teams ?? [])];
}
