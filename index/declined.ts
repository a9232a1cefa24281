import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** An index that is not to be taken into use, although the documents are as it says. */
export type Declined = {
  /** Id of that index. */
  readonly indexId: string;
  /** Why, in words for a maintainer. */
  readonly reason: string;
};

const FILE = 'declined.json';

/** What was declined last, by any process on the folder; `null` for nothing. */
export async function readDeclined(dataDir: string): Promise<Declined | null> {
  try {
    const { indexId, reason } = JSON.parse(await readFile(join(dataDir, FILE), 'utf8')) as Partial<Declined>;
    return typeof indexId === 'string' && typeof reason === 'string' ? { indexId, reason } : null;
  } catch {
    return null; // There is none, or it was cut short: what it declined is judged anew.
  }
}

/** @throws {Error} from the file system */
export async function writeDeclined(dataDir: string, declined: Declined): Promise<void> {
  const temporary = join(dataDir, `${FILE}.${process.pid}.tmp`);
  await writeFile(temporary, JSON.stringify(declined), { flush: true });
  await rename(temporary, join(dataDir, FILE));
}

/** @throws {Error} from the file system */
export async function removeDeclined(dataDir: string): Promise<void> {
  await rm(join(dataDir, FILE), { force: true });
}
