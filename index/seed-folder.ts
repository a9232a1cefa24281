import { readdir, realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { lookup as mediaTypeOf } from 'mime-types';
import { normalPath } from './document-path.ts';
import { PlanciteError } from './errors.ts';

export const CATALOG = 'catalog.yaml';
export const GLOSSARY = 'glossary.yaml';
/** Questions about the documents, at the top of the folder: nothing in the index comes from them. */
export const GOLDEN = 'golden.jsonl';

/** A file changed within this time may change again without its times telling. */
const SETTLED_MS = 2_000;

/** What documents show or a saved page needs, and nobody takes for a document. */
const SHOWN = /^(?:image|audio|video|font)\/|^text\/(?:css|less|x-s[ac]ss|javascript)$|fontobject$/;

/** A file below the seeds folder, or what stands in the way of reading it. */
export type Entry = {
  /** In its normal form. */
  readonly path: string;
  /** Where it is. */
  readonly file: string;
  readonly problem: string | null;
  readonly sizeBytes: number;
  /** Size, times of the last changes in ms and inode; `null` if they may stay the same when the file changes. */
  readonly stamp: string | null;
};

/**
 * What lies below the folder, hidden things, `node_modules` and what documents show aside, sorted by path. Links count as
 * the files they lead to as long as those lie inside the folder too.
 * @throws {PlanciteError} `SEEDS_UNREADABLE`; `CATALOG_INVALID` for a catalog under another name
 */
export async function listEntries(seedsDir: string): Promise<Entry[]> {
  const root = await realpath(seedsDir).catch((err: unknown) => failOnRoot(seedsDir, err));
  const entries: Entry[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    try {
      const found = await readdir(join(root, folder), { withFileTypes: true });
      const files: Promise<Entry>[] = [];
      for (const entry of found) {
        const file = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.name.startsWith('.') || entry.name === 'node_modules' || file === GOLDEN) continue;
        if (folder === '') refuseMisnamedCatalog(entry.name);
        if (entry.isDirectory() && !isSetting(file)) folders.push(file);
        else if (!isShown(file)) files.push(findFile(root, file, entry.isFile()));
      }
      entries.push(...(await Promise.all(files)));
    } catch (err) {
      if (err instanceof PlanciteError) throw err;
      if (folder === '') failOnRoot(seedsDir, err);
      entries.push(obstacle(folder, `the folder cannot be read (${errorCode(err)})`));
    }
  }
  return onePerPath(entries).sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Whether a file is the owner's word about the documents, and no document. */
export function isSetting(path: string): boolean {
  return path === CATALOG || path === GLOSSARY;
}

/** A catalog that is passed over for its name would restrict nothing. */
function refuseMisnamedCatalog(name: string): void {
  if (name !== CATALOG && /^catalog(?:ue)?\.(?:ya?ml|json|toml)(?:\.txt)?$/i.test(name))
    throw new PlanciteError('CATALOG_INVALID', `${name}: only ${CATALOG} is read; rename it`);
}

function isShown(file: string): boolean {
  const mediaType = mediaTypeOf(extname(file));
  return mediaType !== false && SHOWN.test(mediaType);
}

/** Two files whose names are the same but for how accents are written are no document: which one is meant is not known. */
function onePerPath(entries: readonly Entry[]): Entry[] {
  return [...Map.groupBy(entries, ({ path }) => path)].flatMap(([path, [entry, ...others]]) => {
    if (entry === undefined) return [];
    return others.length === 0
      ? [entry]
      : [obstacle(path, 'there are two files of this name, in different forms of Unicode')];
  });
}

async function findFile(root: string, file: string, isFile: boolean): Promise<Entry> {
  const place = join(root, file);
  if (!isFile && !(await linksToFileInside(root, place)))
    return obstacle(file, 'it is no file, or a link that leads nowhere or out of the folder');
  try {
    const { size, mtimeMs, ctimeMs, ino } = await stat(place);
    const isSettled = Date.now() - Math.max(mtimeMs, ctimeMs) > SETTLED_MS;
    const stamp = isSettled ? [size, mtimeMs, ctimeMs, ino].join(' ') : null;
    return { path: normalPath(file), file: place, problem: null, sizeBytes: size, stamp };
  } catch (err) {
    return obstacle(file, `it cannot be read (${errorCode(err)})`);
  }
}

function obstacle(file: string, problem: string): Entry {
  return { path: normalPath(file), file, problem, sizeBytes: 0, stamp: null };
}

function failOnRoot(seedsDir: string, err: unknown): never {
  const message = `the seeds folder ${seedsDir} cannot be read (${errorCode(err)})`;
  throw new PlanciteError('SEEDS_UNREADABLE', message, { cause: err });
}

async function linksToFileInside(root: string, link: string): Promise<boolean> {
  try {
    const target = await realpath(link);
    return target.startsWith(root + sep) && (await stat(target)).isFile();
  } catch {
    return false; // A broken link is no file.
  }
}

/** What the file system says is wrong, in short. */
export function errorCode(err: unknown): string {
  return err instanceof Error && 'code' in err ? String(err.code) : String(err);
}
