import { copyFile, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type DocumentIndex, restoreIndex, type StoredIndex, storeIndex } from './document-index.ts';
import { FORMAT_VERSION, sha256 } from './manifest.ts';

const FILES = { current: 'index.snapshot', previous: 'index.previous.snapshot' } as const;

/** First line of the file; the rest is the stored index as JSON, `sha256` its digest. */
type Header = {
  readonly formatVersion: number;
  readonly icu: string;
  readonly indexId: string;
  readonly sha256: string;
};
/** More than any header has. */
const MAX_HEADER_BYTES = 1_024;

export type ReadSnapshot =
  | { readonly outcome: 'read'; readonly index: DocumentIndex; readonly sizeBytes: number }
  | { readonly outcome: 'missing' }
  /** Written by another version of plancite or under another one of ICU, as after an upgrade. */
  | { readonly outcome: 'outdated' }
  /** `reason` says what is wrong with the file; it must not be used. */
  | { readonly outcome: 'unusable'; readonly reason: string };

/**
 * Reads the snapshot in `dataDir`, or the one it replaced. One that is damaged, cut short or written by another version is told apart
 * from a good one by its checksum and header, and never loaded.
 */
export async function readSnapshot(
  dataDir: string,
  which: keyof typeof FILES = 'current',
): Promise<ReadSnapshot> {
  let bytes: Buffer;
  try {
    bytes = await readFile(join(dataDir, FILES[which]));
  } catch (err) {
    if (isNodeError(err) && err.code === 'ENOENT') return { outcome: 'missing' };
    return { outcome: 'unusable', reason: `it cannot be read (${describe(err)})` };
  }
  try {
    const headerEnd = bytes.indexOf('\n');
    const header = JSON.parse(bytes.toString('utf8', 0, headerEnd)) as Header;
    if (header.formatVersion !== FORMAT_VERSION) return { outcome: 'outdated' }; // Chinese is cut into words by ICU's dictionary: terms of one version are not those of another.
    if (header.icu !== process.versions.icu) return { outcome: 'outdated' };
    const payload = bytes.subarray(headerEnd + 1);
    if (header.sha256 !== sha256(payload))
      return { outcome: 'unusable', reason: 'its checksum does not match' };
    // The checksum vouches that this is what writeSnapshot stored.
    const stored = JSON.parse(payload.toString('utf8')) as StoredIndex;
    return { outcome: 'read', index: restoreIndex(stored), sizeBytes: bytes.byteLength };
  } catch (err) {
    return { outcome: 'unusable', reason: `it is damaged (${describe(err)})` };
  }
}

/** Id of the index stored in `dataDir`, without reading it; `null` if there is none that tells. */
export async function readSnapshotId(dataDir: string): Promise<string | null> {
  try {
    await using file = await open(join(dataDir, FILES.current));
    const { buffer, bytesRead } = await file.read(Buffer.alloc(MAX_HEADER_BYTES), 0, MAX_HEADER_BYTES, 0);
    const [line = ''] = buffer.toString('utf8', 0, bytesRead).split('\n');
    const { indexId } = JSON.parse(line) as Partial<Header>;
    return typeof indexId === 'string' ? indexId : null;
  } catch {
    return null; // What is wrong with it is told where it is read.
  }
}

/**
 * Replaces the snapshot in `dataDir`, whole or not at all: written beside it, synced to disk, then renamed.
 * @param keepsPrevious whether the one replaced stays readable as the previous one
 * @returns its size in bytes
 * @throws {Error} from the file system; the old snapshot is still in place then
 */
export async function writeSnapshot(
  dataDir: string,
  index: DocumentIndex,
  { keepsPrevious }: { readonly keepsPrevious: boolean },
): Promise<number> {
  const payload = JSON.stringify(storeIndex(index));
  const header: Header = {
    formatVersion: FORMAT_VERSION,
    icu: process.versions.icu ?? '',
    indexId: index.id,
    sha256: sha256(payload),
  };
  const content = Buffer.from(`${JSON.stringify(header)}\n${payload}`);
  await mkdir(dataDir, { recursive: true });
  await removeLeftovers(dataDir);
  const temporary = join(dataDir, `${FILES.current}.${process.pid}.tmp`);
  if (keepsPrevious) await keepAsPrevious(dataDir, temporary);
  try {
    await using file = await open(temporary, 'w');
    await file.writeFile(content);
    await file.sync();
    await rename(temporary, join(dataDir, FILES.current));
  } catch (err) {
    await rm(temporary, { force: true });
    throw err;
  }
  await using folder = await open(dataDir);
  await folder.sync();
  return content.byteLength;
}

async function keepAsPrevious(dataDir: string, temporary: string): Promise<void> {
  try {
    await copyFile(join(dataDir, FILES.current), temporary);
    await rename(temporary, join(dataDir, FILES.previous));
  } catch (err) {
    await rm(temporary, { force: true });
    if (!isNodeError(err) || err.code !== 'ENOENT') throw err; // There was none.
  }
}

/** Temporary files of processes that ended before they could rename or remove them. */
async function removeLeftovers(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    const pid = /^index\.snapshot\.(\d+)\.tmp$/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) await rm(join(dataDir, name), { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (err) {
    return isNodeError(err) && err.code === 'EPERM';
  }
}

function isNodeError(err: unknown): err is NodeJS.ErrnoException {
  return err instanceof Error && 'code' in err;
}

function describe(err: unknown): string {
  return isNodeError(err) ? (err.code ?? err.message) : String(err);
}
