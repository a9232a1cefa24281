import { type BaseInteraction, PermissionFlagsBits } from 'discord.js';
import type { DiscordConfig } from '../../src/discord-config.ts';

/**
 * Whether somebody may change and inspect the index: those whose id, or one of whose roles, is listed. Where none is,
 * whoever may manage the bot's own server; a bot that is in several has none, as anybody can invite it to theirs.
 */
export function mayMaintain(
  interaction: BaseInteraction,
  { maintainers, guildId }: Pick<DiscordConfig, 'maintainers' | 'guildId'>,
): boolean {
  const { client, user, member, memberPermissions } = interaction;
  if (maintainers.length > 0) return [user.id, ...rolesOf(member)].some((id) => maintainers.includes(id));
  const home = guildId ?? (client.guilds.cache.size === 1 ? client.guilds.cache.firstKey() : undefined);
  return interaction.guildId === home && memberPermissions?.has(PermissionFlagsBits.ManageGuild) === true;
}

function rolesOf(member: BaseInteraction['member']): readonly string[] {
  if (member === null) return [];
  return Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()];
}
