import { type BaseInteraction, PermissionFlagsBits } from 'discord.js';

/**
 * Whether somebody may change and inspect the index: those whose id, or one of whose roles, is listed; where none is,
 * whoever may manage the server. Discord says of each interaction who did it and what they may do.
 */
export function mayMaintain(interaction: BaseInteraction, maintainers: readonly string[]): boolean {
  const { user, member, memberPermissions } = interaction;
  if (maintainers.length === 0) return memberPermissions?.has(PermissionFlagsBits.ManageGuild) === true;
  return [user.id, ...rolesOf(member)].some((id) => maintainers.includes(id));
}

function rolesOf(member: BaseInteraction['member']): readonly string[] {
  if (member === null) return [];
  return Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()];
}
