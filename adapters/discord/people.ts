import {
  type APIGuildMember,
  ApplicationIntegrationType,
  type Client,
  GatewayDispatchEvents,
  Routes,
} from 'discord.js';
import { LRUCache } from 'lru-cache';
import type { Person } from '../../src/access.ts';
import type { DiscordConfig } from '../../src/discord-config.ts';
import type { Logger } from '../../src/logger.ts';
import { isUnknownMember } from './errors.ts';

/** A message or an interaction, and the server it comes from; `null` in direct conversations. */
export type Deed = { readonly id: string; readonly guildId: string | null };

/** Who people are: their roles, where the bot is at home. What Discord does not tell is `unknown`, and logged. */
export type People = { readonly find: (user: string, deed: Deed) => Promise<Person> };

/** Roles change: what Discord has said counts this long. */
const KNOWN_MS = 60_000;
const MAX_PEOPLE = 10_000;
/** Far more than are under way at the same time. */
const MAX_DEEDS = 10_000;

/** A message, or an interaction, which tells on whose account the bot is there. */
type Told = {
  readonly id?: string;
  readonly member?: Partial<APIGuildMember> | null;
  readonly authorizing_integration_owners?: Readonly<Record<string, string>>;
};

/**
 * Discord tells somebody's roles with whatever they do in a server. Where there is a home, people are who they are there:
 * elsewhere, and in direct conversations, they are looked up.
 */
export function createPeople(client: Client, { access, guildId: home }: DiscordConfig, log: Logger): People {
  // The client keeps nobody.
  const told = new LRUCache<string, readonly string[]>({ max: MAX_DEEDS });
  const hear = ({ id, member, authorizing_integration_owners: owners }: Told): void => {
    // Whoever brings the bot along to a server that has not invited it is nobody's member for it.
    const isInvited = owners === undefined || ApplicationIntegrationType.GuildInstall in owners;
    if (isInvited && id !== undefined && member?.roles !== undefined) told.set(id, member.roles);
  };
  if (access.people !== null) {
    client.ws.on(GatewayDispatchEvents.MessageCreate, hear);
    client.ws.on(GatewayDispatchEvents.MessageUpdate, hear);
    client.ws.on(GatewayDispatchEvents.InteractionCreate, hear);
  }
  const atHome = home === null ? null : membersOf(home, client);
  return {
    async find(user, { id, guildId }) {
      const isThere = home === null ? guildId !== null : guildId === home;
      const roles = told.get(id);
      if (isThere && roles !== undefined) return { kind: 'member', groups: roles };
      // Without a home nobody has said where to look.
      if (atHome === null) return { kind: 'unknown' };
      try {
        return await atHome.forceFetch(user);
      } catch (err) {
        log.warn({ err, user }, 'Discord does not say who somebody is; they see what the public sees');
        return { kind: 'unknown' };
      }
    },
  };
}

/** Who people are in a server. */
function membersOf(guild: string, { rest }: Client): LRUCache<string, Person> {
  return new LRUCache<string, Person>({
    max: MAX_PEOPLE,
    ttl: KNOWN_MS,
    async fetchMethod(user) {
      try {
        const { roles } = (await rest.get(Routes.guildMember(guild, user))) as APIGuildMember;
        return { kind: 'member', groups: roles };
      } catch (err) {
        if (isUnknownMember(err)) return { kind: 'outsider' };
        throw err;
      }
    },
  });
}
