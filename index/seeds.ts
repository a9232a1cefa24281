import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { type Catalog, parseCatalog } from './catalog.ts';
import type { Document } from './document.ts';
import { PlanciteError } from './errors.ts';
import { FORMAT_VERSION, type Manifest, type ManifestFile, sha256 } from './manifest.ts';
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

/** All that an index is built from, as read in one pass. */
export type Seeds = {
  readonly manifest: Manifest;
  readonly documents: readonly Document[];
  readonly refused: readonly RefusedFile[];
  /** Text of `glossary.yaml`; empty if there is none. */
  readonly glossary: string;
  /** Paths that the catalog describes and that are no documents. */
  readonly strayCatalogEntries: readonly string[];
};

const CATALOG = 'catalog.yaml';
const GLOSSARY = 'glossary.yaml';
/** Questions about the documents, at the top of the folder: nothing in the index comes from them. */
export const GOLDEN = 'golden.jsonl';
/** A file below the seeds folder, or what stands in the way of reading it. */
type Entry = { readonly path: string; readonly problem: string | null };

/** What a file holds, or why it is not read. */
type SeedFile =
  | { readonly path: string; readonly bytes: Uint8Array; readonly sha256: string }
  | { readonly path: string; readonly reason: string };

/** A file of the owner's about the documents. */
type SettingsFile = { readonly path: string; readonly text: string; readonly sha256: string };

/**
 * Reads every document below the seeds folder, in the order of their paths. A file that cannot be used is named
 * with its reason; the others are read all the same.
 * @throws {PlanciteError} `SEEDS_UNREADABLE` if there is no such folder, `CATALOG_INVALID`
 */
export async function readSeeds(source: SeedSource): Promise<Seeds> {
  const entries = await listEntries(source.seedsDir);
  const settings = await readSettings(source, entries);
  const catalog = parseCatalog(settings.get(CATALOG)?.text ?? '');
  const files: ManifestFile[] = [];
  const documents: Document[] = [];
  const refused: RefusedFile[] = [];
  for (const entry of entries) {
    const file = settings.get(entry.path) ?? (await openSeedFile(source, entry));
    files.push(toManifestFile(file));
    if ('text' in file) continue;
    const result = 'reason' in file ? file.reason : await readDocument(file, catalog);
    if (typeof result === 'string') refused.push({ path: entry.path, reason: result });
    else documents.push(result);
    source.onProgress?.(files.length, entries.length);
  }
  const found = new Set(documents.map((document) => document.path));
  return {
    manifest: { formatVersion: FORMAT_VERSION, files },
    documents,
    refused,
    glossary: settings.get(GLOSSARY)?.text ?? '',
    strayCatalogEntries: [...catalog.keys()].filter((path) => !found.has(path)),
  };
}

/**
 * The manifest an index built now would have.
 * @throws {PlanciteError} `SEEDS_UNREADABLE`
 */
export async function readManifest(source: SeedSource): Promise<Manifest> {
  const files: ManifestFile[] = [];
  for (const entry of await listEntries(source.seedsDir)) {
    files.push(toManifestFile(await openSeedFile(source, entry)));
  }
  return { formatVersion: FORMAT_VERSION, files };
}

function toManifestFile(file: SeedFile | SettingsFile): ManifestFile {
  return { path: file.path, sha256: 'reason' in file ? null : file.sha256 };
}

/**
 * The owner's files about the documents. One that is there but cannot be used stops the work: it may restrict who
 * sees what.
 */
async function readSettings(
  source: SeedSource,
  entries: readonly Entry[],
): Promise<Map<string, SettingsFile>> {
  const settings = new Map<string, SettingsFile>();
  for (const entry of entries.filter(({ path }) => path === CATALOG || path === GLOSSARY)) {
    const file = await openSeedFile(source, entry);
    const code = entry.path === CATALOG ? 'CATALOG_INVALID' : 'GLOSSARY_INVALID';
    if ('reason' in file) throw new PlanciteError(code, `${entry.path}: ${file.reason}`);
    const text = Buffer.from(file.bytes).toString('utf8');
    settings.set(entry.path, { path: entry.path, text, sha256: file.sha256 });
  }
  return settings;
}

async function openSeedFile({ seedsDir, maxDocumentBytes }: SeedSource, entry: Entry): Promise<SeedFile> {
  const { path, problem } = entry;
  if (problem !== null) return { path, reason: problem };
  if (readerFor(extname(path)) === null && path !== CATALOG && path !== GLOSSARY) {
    const readable = READABLE_EXTENSIONS.join(', ');
    return {
      path,
      reason: `files of this kind are not read (${extname(path) || 'no extension'}; known: ${readable})`,
    };
  }
  try {
    const file = join(seedsDir, path);
    const { size } = await stat(file);
    if (size > maxDocumentBytes) {
      return { path, reason: `its ${size} bytes are more than MAX_DOCUMENT_BYTES, ${maxDocumentBytes}` };
    }
    const bytes = await readFile(file);
    return { path, bytes, sha256: sha256(bytes) };
  } catch (err) {
    return { path, reason: `it cannot be read (${errorCode(err)})` };
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
      for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.name.startsWith('.') || entry.name === 'node_modules' || path === GOLDEN) continue;
        const isSetting = path === CATALOG || path === GLOSSARY;
        if (entry.isDirectory() && !isSetting) folders.push(path);
        else if (entry.isFile() || (await linksToFileInside(root, join(root, path))))
          entries.push({ path, problem: null });
        else
          entries.push({ path, problem: 'it is no file, or a link that leads nowhere or out of the folder' });
      }
    } catch (err) {
      if (folder === '') failOnRoot(seedsDir, err);
      entries.push({ path: folder, problem: `the folder cannot be read (${errorCode(err)})` });
    }
  }
  return entries.sort((a, b) => (a.path < b.path ? -1 : 1));
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
  file: { path: string; bytes: Uint8Array; sha256: string },
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
