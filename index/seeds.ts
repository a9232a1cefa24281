import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { findAudienceClaim } from './audience-claim.ts';
import { catalogFor, parseCatalog } from './catalog.ts';
import type { Document, DocumentDescription } from './document.ts';
import { PlanciteError } from './errors.ts';
import { type ManifestFile, sha256 } from './manifest.ts';
import { withinBounds } from './names.ts';
import { Pace } from './pace.ts';
import { READABLE_EXTENSIONS, type Refusal, readerFor } from './readers/reader.ts';
import { CATALOG, type Entry, errorCode, GLOSSARY, isSetting, listEntries } from './seed-folder.ts';

/** Where the documents are, and how large one may be. */
export type SeedSource = {
  readonly seedsDir: string;
  readonly maxDocumentBytes: number;
  /** Told of each file that was read, and how many there are. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
};

/** A file that is not in the index, and why. */
export type RefusedFile = {
  readonly path: string;
  readonly reason: string;
  /** It may say who is to see it, in a way that is not understood. */
  readonly mayRestrict?: true;
};

/** A document that is internal by what was said earlier, and what that is. */
export type HeldDocument = {
  readonly path: string;
  readonly because: string;
  /** It may not be so when it is looked at again. */
  readonly isProvisional?: true;
};

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
  /** Paths that the catalog says are internal, whether or not there is a document. */
  readonly internalInCatalog: readonly string[];
  /** None as they are read: see {@link Restrictions} and {@link tighten}. */
  readonly held: readonly HeldDocument[];
  /** Paths of documents that are not quoted although they are among the files. */
  readonly withheld: readonly string[];
};

/** Text of the owner's files about the documents. */
export type SeedSettings = Pick<Seeds, 'catalog' | 'glossary'>;

type ReadingOptions = {
  /** Files as they were last found. */
  readonly known?: readonly SurveyedFile[];
  /** Settings to go by, whatever the folder holds. */
  readonly instead?: SeedSettings | null;
  /** Whether every file is read, changed or not. */
  readonly anew?: boolean;
};

/** What the catalog says of a document. */
type Describe = (path: string) => Partial<DocumentDescription>;

/** Errors of the file system that say of a file what its owner has done; others pass. */
const LASTING = ['ENOENT', 'EACCES', 'EPERM', 'EISDIR'];

/** What a file holds, or why it is not read. */
type SeedFile =
  | (SurveyedFile & { readonly bytes: Uint8Array; readonly sha256: string })
  | (SurveyedFile & Refusal);

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
 * @throws {PlanciteError} `SEEDS_UNREADABLE` if there is no such folder, `CATALOG_INVALID`
 */
export async function readSeeds(
  source: SeedSource,
  before: Seeds | null = null,
  { known = before?.files ?? [], instead = null, anew = false }: ReadingOptions = {},
): Promise<Seeds> {
  const pace = new Pace();
  const entries = (await listEntries(source.seedsDir)).filter(
    ({ path }) => instead === null || !isSetting(path),
  );
  const settings = await readSettings(source, entries);
  const catalogText = instead?.catalog ?? settings.get(CATALOG)?.text ?? '';
  const catalog = parseCatalog(catalogText);
  const describe = catalogFor(catalog, entries);
  const isKnown = recognizer(known);
  const findRead = before === null || anew ? () => null : finderIn(before, describe);
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
      result = 'refused' in file ? file : (findRead(file) ?? (await readDocument(file, describe)));
      files.push(surveyed(file, 'refused' in result && result.isTransient === true));
    }
    if ('refused' in result) {
      const last = result.isTransient ? lastVersionOf(entry.path, before, describe) : null;
      refused.push(toRefusedFile(entry.path, result, last !== null));
      if (last !== null) documents.push(last);
    } else documents.push(result);
    source.onProgress?.(files.length, entries.length);
  }
  const readable = new Set(documents.map((document) => document.path));
  return {
    files,
    documents,
    refused,
    catalog: catalogText,
    glossary: instead?.glossary ?? settings.get(GLOSSARY)?.text ?? '',
    strayCatalogEntries: [...catalog.keys()].filter((path) => !readable.has(path)),
    internalInCatalog: [...catalog].flatMap(([path, { audience }]) =>
      audience === 'internal' ? [path] : [],
    ),
    held: [],
    withheld: [],
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
function finderIn(before: Seeds, describe: Describe): (file: SurveyedFile) => Document | Refusal | null {
  const documents = new Map(before.documents.map((document) => [document.path, document]));
  const refusals = new Map(
    before.refused.map(({ path, reason, ...rest }) => [path, { refused: reason, ...rest }]),
  );
  const digests = new Map(before.files.map((file) => [file.path, file.sha256]));
  const describedBefore = catalogFor(parseCatalog(before.catalog), before.files);
  return ({ path, sha256: digest }) => {
    if (digest === null || digests.get(path) !== digest) return null;
    if (!isDeepStrictEqual(describedBefore(path), describe(path))) return null;
    return documents.get(path) ?? refusals.get(path) ?? null;
  };
}

/** @param isUnsettled whether the file is to be opened again the next time, as if it had not been seen */
function surveyed({ path, sha256: digest, stamp }: SurveyedFile, isUnsettled = false): SurveyedFile {
  return isUnsettled ? { path, sha256: null, stamp: null } : { path, sha256: digest, stamp };
}

/** The document that was read of a file earlier, with what the catalog says of it now; `null` if there is none. */
function lastVersionOf(path: string, before: Seeds | null, describe: Describe): Document | null {
  const last = before?.documents.find((document) => document.path === path);
  if (last === undefined) return null;
  const { audience } = describe(path);
  return audience === undefined ? last : { ...last, audience, audienceSaidBy: 'catalog' };
}

function toRefusedFile(path: string, { refused, mayRestrict }: Refusal, hasLast: boolean): RefusedFile {
  const reason = hasLast ? `${refused}; its last version stays in use, and it is tried again` : refused;
  return { path, reason, ...(mayRestrict && { mayRestrict }) };
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
  for (const entry of entries.filter(({ path }) => isSetting(path))) {
    const file = await openSeedFile(source, entry);
    const code = entry.path === CATALOG ? 'CATALOG_INVALID' : 'GLOSSARY_INVALID';
    if ('refused' in file) throw new PlanciteError(code, `${entry.path}: ${file.refused}`);
    if (!isUtf8(file.bytes)) throw new PlanciteError(code, `${entry.path}: it is no UTF-8: save it as UTF-8`);
    settings.set(entry.path, { ...surveyed(file), text: Buffer.from(file.bytes).toString('utf8') });
  }
  return settings;
}

async function openSeedFile({ maxDocumentBytes }: SeedSource, entry: Entry): Promise<SeedFile> {
  const { path, file, problem, sizeBytes, stamp } = entry;
  const refuse = (refused: string): SeedFile => ({ path, sha256: null, stamp: null, refused });
  if (problem !== null) return refuse(problem);
  if (readerFor(extname(path)) === null && !isSetting(path)) {
    const known = READABLE_EXTENSIONS.join(', ');
    return refuse(`files of this kind are not read (${extname(path) || 'no extension'}; known: ${known})`);
  }
  if (sizeBytes > maxDocumentBytes)
    return refuse(`its ${sizeBytes} bytes are more than MAX_DOCUMENT_BYTES, ${maxDocumentBytes}`);
  try {
    const bytes = await readFile(file);
    return { path, sha256: sha256(bytes), stamp, bytes };
  } catch (err) {
    const isTransient = !LASTING.includes(errorCode(err));
    return { ...refuse(`it cannot be read (${errorCode(err)})`), ...(isTransient && { isTransient }) };
  }
}

async function readDocument(
  file: SurveyedFile & { readonly bytes: Uint8Array; readonly sha256: string },
  describe: Describe,
): Promise<Document | Refusal> {
  const read = readerFor(extname(file.path));
  if (read === null) return { refused: 'files of this kind are not read' };
  const reading = await read(file.bytes);
  if ('refused' in reading) return reading;
  const inCatalog = describe(file.path);
  const described = withinBounds({ ...reading.description, ...inCatalog });
  if (described.audience === undefined) {
    const claim = findAudienceClaim(file.bytes, reading.text);
    if (claim !== null) return { refused: claim, mayRestrict: true };
  }
  return {
    path: file.path,
    title: titleFromPath(file.path),
    issuer: null,
    jurisdiction: null,
    topic: null,
    publishedOn: null,
    source: null,
    language: 'und',
    audience: 'public',
    aliases: [],
    ...described,
    audienceSaidBy:
      inCatalog.audience !== undefined ? 'catalog' : described.audience !== undefined ? 'document' : null,
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
