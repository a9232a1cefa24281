import { posix } from 'node:path';
import type { Seeds } from './seeds.ts';

/** Documents that are not there any more. */
export type Departures = {
  /** Others of their folder are still there: somebody has removed these. */
  readonly deleted: ReadonlySet<string>;
  /** All of their folder is gone, as where it is not mounted. */
  readonly away: ReadonlySet<string>;
};

/** Which of the documents at these paths the folder does not have any more. A file that is there and refused has not left. */
export function findDepartures(paths: Iterable<string>, { files, documents }: Seeds): Departures {
  const present = new Set(files.map(({ path }) => path));
  const inhabited = new Set<string>();
  for (const { path } of documents)
    for (let folder = posix.dirname(path); !inhabited.has(folder); folder = posix.dirname(folder))
      inhabited.add(folder);
  const deleted = new Set<string>();
  const away = new Set<string>();
  for (const path of paths)
    if (!present.has(path)) (inhabited.has(posix.dirname(path)) ? deleted : away).add(path);
  return { deleted, away };
}
