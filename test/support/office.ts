import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LiveIndex } from '../../index/live-index.ts';
import { folderWith, temporaryFolder } from './folders.ts';
import { openLiveIndex } from './workplace.ts';

export type OpenOptions = NonNullable<Parameters<typeof openLiveIndex>[2]>;
export type Office = Awaited<ReturnType<typeof office>>;

/** What is for managers alone. */
export const PAY =
  'Managers are paid a bonus of nine percent. It is paid in May. Nobody outside of the office is told of it. The sum is set by the board each spring, after the accounts are closed.\n';
export const LEAVE =
  'Staff have thirty days of leave a year. It is asked for in the portal, two weeks before it begins.\n';
export const INTERNAL = 'documents: { pay.txt: { audience: internal } }\n';

/** Documents one of which is internal, and what may happen to them. */
export async function office(files: Readonly<Record<string, string>> = {}) {
  const seedsDir = folderWith({ 'pay.txt': PAY, 'leave.txt': LEAVE, 'catalog.yaml': INTERNAL, ...files });
  const dataDir = temporaryFolder();
  const open = (options: OpenOptions = {}) => openLiveIndex(seedsDir, dataDir, options);
  const at = (path: string): string => join(seedsDir, path);
  return {
    dataDir,
    open,
    at,
    live: await open(),
    write: (path: string, content: string | Uint8Array) => writeFileSync(at(path), content),
    rename: (from: string, to: string) => renameSync(at(from), at(to)),
    remove: (path: string) => rmSync(at(path), { recursive: true }),
  };
}

/** Paths of the documents that everybody may see. */
export function publicIn({ current }: LiveIndex): string[] {
  return [...current.documents.values()]
    .filter(({ audience }) => audience === 'public')
    .map(({ path }) => path);
}

export async function refreshed(live: LiveIndex, force = false): Promise<LiveIndex> {
  await live.refresh({ force }).catch(() => {});
  return live;
}
