import type { RefusedFile } from '../index/seeds.ts';
import type { Status } from './bot.ts';

/** Files that are not read for the same reason. */
export type RefusedGroup = { readonly reason: string; readonly paths: readonly [string, ...string[]] };

/** Stray entries of the catalog that are named; of more, the number says enough. */
const MAX_NAMED = 5;

/** Refused files by their reasons, the commonest first; reasons that differ in numbers alone are one. */
export function groupRefused(refused: readonly RefusedFile[]): RefusedGroup[] {
  const groups = new Map<string, { reason: string; paths: [string, ...string[]] }>();
  for (const { path, reason } of refused) {
    const kind = reason.replace(/\d+/g, '…');
    const group = groups.get(kind);
    if (group === undefined) groups.set(kind, { reason, paths: [path] });
    else {
      group.paths.push(path);
      if (group.reason !== reason) group.reason = kind;
    }
  }
  return [...groups.values()].sort((a, b) => b.paths.length - a.paths.length);
}

/** Entries of the catalog that describe nothing, in a line. */
export function strayEntries(paths: readonly string[]): string[] {
  if (paths.length === 0) return [];
  if (paths.length === 1) return [`catalog.yaml describes ${paths[0]}, which is no document`];
  const named = paths.slice(0, MAX_NAMED).join(', ');
  const more = paths.length > MAX_NAMED ? ` and ${paths.length - MAX_NAMED} more` : '';
  return [`catalog.yaml describes ${paths.length} files that are no documents: ${named}${more}`];
}

/** What a maintainer may want to look into, for somebody who is at something else; `null` if all is well. */
export function troublesInShort({ refused, problems }: Pick<Status, 'refused' | 'problems'>): string | null {
  const parts = [
    ...(refused.length === 0
      ? []
      : [refused.length === 1 ? '1 file is not read' : `${refused.length} files are not read`]),
    ...(problems.length === 0 ? [] : [problems.length === 1 ? '1 problem' : `${problems.length} problems`]),
  ];
  return parts.length === 0 ? null : `${parts.join(', ')}: \`status\` says which and why`;
}
