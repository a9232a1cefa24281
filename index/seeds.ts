import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { type Catalog, parseCatalog } from './catalog.ts';
import type { Document } from './document.ts';
import { PlanciteError } from './errors.ts';
import { FORMAT_VERSION, type Manifest, type ManifestFile, sha256 } from './manifest.ts';
import { READABLE_EXTENSIONS, readerFor } from './readers/reader.ts';

/** Where the documents are, and how large one may be. */
export type SeedSource = { readonly seedsDir: string; readonly maxDocumentBytes: number };

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
/** Files of the owner's that are no documents. */
const SETTINGS_FILES: ReadonlySet<string> = new Set([CATALOG, GLOSSARY]);

/** What a file holds, or why it is not read. */
type SeedFile =
  | { readonly path: string; readonly bytes: Uint8Array; readonly sha256: string }
  | { readonly path: string; readonly reason: string };

/**
 * Reads every document below the seeds folder, in the order of their paths. A file that cannot be used is named
 * with its reason; the others are read all the same.
 * @throws {PlanciteError} `SEEDS_UNREADABLE` if there is no such folder, `CATALOG_INVALID`
 */
export async function readSeeds(source: SeedSource): Promise<Seeds> {
  const paths = await listFiles(source.seedsDir);
  const settings = await readSettings(source, paths);
  const catalog = parseCatalog(settings.get(CATALOG)?.text ?? '');
  const files: ManifestFile[] = [];
  const documents: Document[] = [];
  const refused: RefusedFile[] = [];
  for (const path of paths) {
    const setting = settings.get(path);
    if (setting !== undefined) {
      files.push({ path, sha256: setting.sha256 });
      continue;
    }
    const file = await openSeedFile(source, path);
    const result = 'reason' in file ? file.reason : await readDocument(file, catalog);
    files.push({ path, sha256: 'reason' in file ? null : file.sha256 });
    if (typeof result === 'string') refused.push({ path, reason: result });
    else documents.push(result);
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
  for (const path of await listFiles(source.seedsDir)) {
    const file = await openSeedFile(source, path);
    files.push({ path, sha256: 'reason' in file ? null : file.sha256 });
  }
  return { formatVersion: FORMAT_VERSION, files };
}

/** The owner's files about the documents. One that is there but cannot be read stops the work: it may restrict who sees what. */
async function readSettings(
  source: SeedSource,
  paths: readonly string[],
): Promise<Map<string, { text: string; sha256: string }>> {
  const settings = new Map<string, { text: string; sha256: string }>();
  for (const name of SETTINGS_FILES) {
    if (!paths.includes(name)) continue;
    const file = await openSeedFile(source, name);
    const code = name === CATALOG ? 'CATALOG_INVALID' : 'GLOSSARY_INVALID';
    if ('reason' in file) throw new PlanciteError(code, `${name}: ${file.reason}`);
    settings.set(name, { text: Buffer.from(file.bytes).toString('utf8'), sha256: file.sha256 });
  }
  return settings;
}

async function openSeedFile({ seedsDir, maxDocumentBytes }: SeedSource, path: string): Promise<SeedFile> {
  const file = join(seedsDir, path);
  if (readerFor(extname(path)) === null && !SETTINGS_FILES.has(path)) {
    const readable = READABLE_EXTENSIONS.join(', ');
    return {
      path,
      reason: `files of this kind are not read (${extname(path) || 'no extension'}; known: ${readable})`,
    };
  }
  try {
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

/** Regular files below the folder, hidden ones and `node_modules` aside, sorted; links count if they stay inside. */
async function listFiles(seedsDir: string): Promise<string[]> {
  try {
    const root = await realpath(seedsDir);
    const entries = await readdir(root, { recursive: true, withFileTypes: true });
    const paths: string[] = [];
    for (const entry of entries) {
      const full = join(entry.parentPath, entry.name);
      const path = relative(root, full).split(sep).join('/');
      if (path.split('/').some((part) => part.startsWith('.') || part === 'node_modules')) continue;
      if (entry.isFile() || (entry.isSymbolicLink() && (await linksToFileInside(root, full))))
        paths.push(path);
    }
    return paths.sort();
  } catch (err) {
    throw new PlanciteError(
      'SEEDS_UNREADABLE',
      `the seeds folder ${seedsDir} cannot be read (${errorCode(err)})`,
      { cause: err },
    );
  }
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
  const reading = read(file.bytes);
  if ('refused' in reading) return reading.refused;
  const described = catalog.get(file.path) ?? {};
  const { detectLanguage } = await import('./language.ts'); // 200 ms of tables that a start from a snapshot needs not.
  return {
    path: file.path,
    title: reading.title ?? titleFromPath(file.path),
    issuer: null,
    jurisdiction: null,
    topic: null,
    publishedOn: reading.publishedOn,
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
