import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Catalog, parseCatalog } from './catalog.ts';
import type { Document } from './document.ts';
import { PlanciteError } from './errors.ts';
import { type ManifestFile, sha256 } from './manifest.ts';
import { Pace } from './pace.ts';
import { READABLE_EXTENSIONS, readerFor } from './readers/reader.ts';

/** Where the documents are, and how large one may be. */
export type SeedSource = {
  readonly seedsDir: string;
  readonly maxDocumentBytes: number;
  /** Told of each file that was read, and how many there are. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
};

/** A file that is not in the index, and why. */
export type RefusedFile = { readonly path: string; readonly reason: string };

/** A file as it was found, and by what it is known again without reading it. */
export type SurveyedFile = ManifestFile & {
  /** Size, times of the last changes in ms and inode; `null` if they may stay the same when the file changes. */
  readonly stamp: string | null;
};

/** All that an index is built from. */
export type Seeds = {
  /** Every file seen, sorted by path. */
  readonly files: readonly SurveyedFile[];
  readonly documents: readonly Document[];
  readonly refused: readonly RefusedFile[];
  /** Text of `catalog.yaml` and `glossary.yaml`; empty if there is none. */
  readonly catalog: string;
  readonly glossary: string;
  /** Paths that the catalog describes and that are no documents. */
  readonly strayCatalogEntries: readonly string[];
};

const CATALOG = 'catalog.yaml';
const GLOSSARY = 'glossary.yaml';
/** Questions about the documents, at the top of the folder: nothing in the index comes from them. */
export const GOLDEN = 'golden.jsonl';

/** A file changed within this time may change again without its times telling. */
const SETTLED_MS = 2_000;

/** A file below the seeds folder, or what stands in the way of reading it. */
type Entry = {
  readonly path: string;
  readonly problem: string | null;
  readonly sizeBytes: number;
  readonly stamp: string | null;
};

/** What a file holds, or why it is not read. */
type SeedFile =
  | (SurveyedFile & { readonly bytes: Uint8Array; readonly sha256: string })
  | (SurveyedFile & { readonly reason: string });

/**
 * Looks through the seeds folder, and reads only what is not known.
 * @param known files as they were found before
 * @returns what an index built now would be made from
 * @throws {PlanciteError} `SEEDS_UNREADABLE`
 */
export async function surveySeeds(
  source: SeedSource,
  known: readonly SurveyedFile[] = [],
): Promise<SurveyedFile[]> {
  const isKnown = recognizer(known);
  const files: SurveyedFile[] = [];
  for (const entry of await listEntries(source.seedsDir))
    files.push(isKnown(entry) ?? surveyed(await openSeedFile(source, entry)));
  return files;
}

/**
 * Reads every document below the seeds folder, in the order of their paths. A file that cannot be used is named
 * with its reason; the others are read all the same.
 * @param before what was read earlier: what has not changed since is taken from there
 * @param known files as they were last found
 * @throws {PlanciteError} `SEEDS_UNREADABLE` if there is no such folder, `CATALOG_INVALID`
 */
export async function readSeeds(
  source: SeedSource,
  before: Seeds | null = null,
  known: readonly SurveyedFile[] = before?.files ?? [],
): Promise<Seeds> {
  const pace = new Pace();
  const entries = await listEntries(source.seedsDir);
  const settings = await readSettings(source, entries);
  const catalog = parseCatalog(settings.get(CATALOG)?.text ?? '');
  const isKnown = recognizer(known);
  const findRead = before === null ? () => null : finderIn(before, catalog);
  const files: SurveyedFile[] = [];
  const documents: Document[] = [];
  const refused: RefusedFile[] = [];
  for (const entry of entries) {
    if (pace.isDue) await pace.rest();
    const setting = settings.get(entry.path);
    if (setting !== undefined) {
      files.push(surveyed(setting));
      continue;
    }
    const found = isKnown(entry);
    let result = found === null ? null : findRead(found);
    if (found !== null && result !== null) files.push(found);
    else {
      const file = await openSeedFile(source, entry);
      files.push(surveyed(file));
      result = 'reason' in file ? file.reason : (findRead(file) ?? (await readDocument(file, catalog)));
    }
    if (typeof result === 'string') refused.push({ path: entry.path, reason: result });
    else documents.push(result);
    source.onProgress?.(files.length, entries.length);
  }
  const readable = new Set(documents.map((document) => document.path));
  return {
    files,
    documents,
    refused,
    catalog: settings.get(CATALOG)?.text ?? '',
    glossary: settings.get(GLOSSARY)?.text ?? '',
    strayCatalogEntries: [...catalog.keys()].filter((path) => !readable.has(path)),
  };
}

/** Tells a file that is as it was found before by its stamp. */
function recognizer(files: readonly SurveyedFile[]): (entry: Entry) => SurveyedFile | null {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return ({ path, stamp }) => {
    const file = byPath.get(path);
    return file !== undefined && file.stamp !== null && file.stamp === stamp ? file : null;
  };
}

/** What was made of a file of the same bytes and description: a document, or the reason for refusing it. */
function finderIn(before: Seeds, catalog: Catalog): (file: SurveyedFile) => Document | string | null {
  const documents = new Map(before.documents.map((document) => [document.path, document]));
  const reasons = new Map(before.refused.map(({ path, reason }) => [path, reason]));
  const digests = new Map(before.files.map((file) => [file.path, file.sha256]));
  const catalogBefore = parseCatalog(before.catalog);
  return ({ path, sha256: digest }) => {
    if (digest === null || digests.get(path) !== digest) return null;
    if (!isDeepStrictEqual(catalogBefore.get(path), catalog.get(path))) return null;
    return documents.get(path) ?? reasons.get(path) ?? null;
  };
}

function surveyed({ path, sha256: digest, stamp }: SurveyedFile): SurveyedFile {
  return { path, sha256: digest, stamp };
}

/**
 * The owner's files about the documents. One that is there but cannot be used stops the work: it may restrict who
 * sees what.
 */
async function readSettings(
  source: SeedSource,
  entries: readonly Entry[],
): Promise<Map<string, SurveyedFile & { readonly text: string }>> {
  const settings = new Map<string, SurveyedFile & { readonly text: string }>();
  for (const entry of entries.filter(({ path }) => path === CATALOG || path === GLOSSARY)) {
    const file = await openSeedFile(source, entry);
    const code = entry.path === CATALOG ? 'CATALOG_INVALID' : 'GLOSSARY_INVALID';
    if ('reason' in file) throw new PlanciteError(code, `${entry.path}: ${file.reason}`);
    settings.set(entry.path, { ...surveyed(file), text: Buffer.from(file.bytes).toString('utf8') });
  }
  return settings;
}

async function openSeedFile({ seedsDir, maxDocumentBytes }: SeedSource, entry: Entry): Promise<SeedFile> {
  const { path, problem, sizeBytes, stamp } = entry;
  const refuse = (reason: string): SeedFile => ({ path, sha256: null, stamp: null, reason });
  if (problem !== null) return refuse(problem);
  if (readerFor(extname(path)) === null && path !== CATALOG && path !== GLOSSARY) {
    const known = READABLE_EXTENSIONS.join(', ');
    return refuse(`files of this kind are not read (${extname(path) || 'no extension'}; known: ${known})`);
  }
  if (sizeBytes > maxDocumentBytes)
    return refuse(`its ${sizeBytes} bytes are more than MAX_DOCUMENT_BYTES, ${maxDocumentBytes}`);
  try {
    const bytes = await readFile(join(seedsDir, path));
    return { path, sha256: sha256(bytes), stamp, bytes };
  } catch (err) {
    return refuse(`it cannot be read (${errorCode(err)})`);
  }
}

/**
 * What lies below the folder, hidden things and `node_modules` aside, sorted by path. Links count as the files they
 * lead to as long as those lie inside the folder too.
 */
async function listEntries(seedsDir: string): Promise<Entry[]> {
  const root = await realpath(seedsDir).catch((err: unknown) => failOnRoot(seedsDir, err));
  const entries: Entry[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    try {
      const found = await readdir(join(root, folder), { withFileTypes: true });
      const files: Promise<Entry>[] = [];
      for (const entry of found) {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.name.startsWith('.') || entry.name === 'node_modules' || path === GOLDEN) continue;
        const isSetting = path === CATALOG || path === GLOSSARY;
        if (entry.isDirectory() && !isSetting) folders.push(path);
        else files.push(findFile(root, path, entry.isFile()));
      }
      entries.push(...(await Promise.all(files)));
    } catch (err) {
      if (folder === '') failOnRoot(seedsDir, err);
      entries.push(obstacle(folder, `the folder cannot be read (${errorCode(err)})`));
    }
  }
  return entries.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function findFile(root: string, path: string, isFile: boolean): Promise<Entry> {
  const file = join(root, path);
  if (!isFile && !(await linksToFileInside(root, file)))
    return obstacle(path, 'it is no file, or a link that leads nowhere or out of the folder');
  try {
    const { size, mtimeMs, ctimeMs, ino } = await stat(file);
    const isSettled = Date.now() - Math.max(mtimeMs, ctimeMs) > SETTLED_MS;
    const stamp = isSettled ? [size, mtimeMs, ctimeMs, ino].join(' ') : null;
    return { path, problem: null, sizeBytes: size, stamp };
  } catch (err) {
    return obstacle(path, `it cannot be read (${errorCode(err)})`);
  }
}

function obstacle(path: string, problem: string): Entry {
  return { path, problem, sizeBytes: 0, stamp: null };
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

async function readDocument(
  file: SurveyedFile & { readonly bytes: Uint8Array; readonly sha256: string },
  catalog: Catalog,
): Promise<Document | string> {
  const read = readerFor(extname(file.path));
  if (read === null) return 'files of this kind are not read';
  const reading = await read(file.bytes);
  if ('refused' in reading) return reading.refused;
  const described = { ...reading.description, ...catalog.get(file.path) };
  const { detectLanguage } = await import('./language.ts'); // 200 ms of tables that a start from a snapshot needs not.
  return {
    path: file.path,
    title: titleFromPath(file.path),
    issuer: null,
    jurisdiction: null,
    topic: null,
    publishedOn: null,
    source: null,
    language: described.language ?? detectLanguage(reading.text),
    audience: 'public',
    aliases: [],
    ...described,
    text: reading.text,
    blocks: reading.blocks,
    encoding: reading.encoding,
    byteOrderMarkBytes: reading.byteOrderMarkBytes,
    sizeBytes: file.bytes.byteLength,
    sha256: file.sha256,
  };
}

function titleFromPath(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (
    name
      .slice(0, name.length - extname(name).length)
      .replace(/[_-]+/g, ' ')
      .trim() || name
  );
}

function errorCode(err: unknown): string {
  return err instanceof Error && 'code' in err ? String(err.code) : String(err);
}
