import {
  type BaseInteraction,
  PermissionFlagsBits,
  type RESTGetAPICurrentUserGuildsResult,
  Routes,
} from 'discord.js';
import type { DiscordConfig } from '../../src/discord-config.ts';
import type { Logger } from '../../src/logger.ts';

/**
 * Whether somebody may change and inspect the index: those whose id, or one of whose roles, is listed. Where none is,
 * whoever may manage the bot's own server; a bot that is in several has none, as anybody can invite it to theirs.
 */
export async function mayMaintain(
  interaction: BaseInteraction,
  { maintainers, guildId: home }: Pick<DiscordConfig, 'maintainers' | 'guildId'>,
  log: Logger,
): Promise<boolean> {
  const { user, member, memberPermissions, guildId } = interaction;
  if (maintainers.length > 0) return [user.id, ...rolesOf(member)].some((id) => maintainers.includes(id));
  if (guildId === null || memberPermissions?.has(PermissionFlagsBits.ManageGuild) !== true) return false;
  return home === null ? isOnlyServer(guildId, interaction, log) : guildId === home;
}

/** Of all the servers of the application: a shard knows of its own alone, and over HTTP nobody knows of any. */
async function isOnlyServer(guildId: string, { client }: BaseInteraction, log: Logger): Promise<boolean> {
  try {
    const query = new URLSearchParams({ limit: '2' });
    const guilds = await client.rest.get(Routes.userGuilds(), { query });
    return (guilds as RESTGetAPICurrentUserGuildsResult).map(({ id }) => id).join() === guildId;
  } catch (err) {
    log.error({ err }, 'Discord does not say which servers the bot is in; nobody is let in by managing one');
    return false;
  }
}

function rolesOf(member: BaseInteraction['member']): readonly string[] {
  if (member === null) return [];
  return Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()];
}
