import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const NAME = /^journal-([\w-]+)\.lock$/;

/** That somebody lives, for others on the same folder to see. */
export type ProofOfLife = { readonly id: string; readonly end: () => void };

/**
 * Proves that this process, or thread, lives, by an empty file that the operating system keeps locked for it and frees
 * when it ends, however it ends. Process ids are used again and mean nothing in another container; clocks step.
 * @throws {Error} from the file system and SQLite
 */
export function proveLife(dataDir: string): ProofOfLife {
  mkdirSync(dataDir, { recursive: true });
  for (;;) {
    const id = randomUUID().slice(0, 13);
    const lock = lockFile(dataDir, id);
    // Somebody who was tidying up may have taken the file for one of the dead before it was locked.
    if (lock !== null && existsSync(fileOf(dataDir, id)))
      return {
        id,
        end() {
          rmSync(fileOf(dataDir, id), { force: true });
          lock.close();
        },
      };
    lock?.close();
  }
}

/** Whether whoever has this id lives. Of the dead, nothing is left behind. */
export function isAlive(dataDir: string, id: string): boolean {
  if (!existsSync(fileOf(dataDir, id))) return false;
  const lock = lockFile(dataDir, id);
  if (lock === null) return true;
  try {
    rmSync(fileOf(dataDir, id), { force: true });
  } catch {
    // Where nothing can be removed, the dead are dead all the same.
  }
  lock.close();
  return false;
}

/** Removes what those who have died left, so that it does not add up. */
export function buryTheDead(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    const id = NAME.exec(name)?.[1];
    if (id !== undefined) isAlive(dataDir, id);
  }
}

/** @returns `null` if somebody else has it */
function lockFile(dataDir: string, id: string): DatabaseSync | null {
  const lock = new DatabaseSync(fileOf(dataDir, id), { timeout: 0 });
  try {
    // Nothing is ever written, so that no second file comes to lie beside it.
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return lock;
  } catch (err) {
    lock.close();
    if (isBusy(err)) return null;
    throw err;
  }
}

function fileOf(dataDir: string, id: string): string {
  return join(dataDir, `journal-${id}.lock`);
}

/** `SQLITE_BUSY`: https://sqlite.org/rescode.html#busy */
function isBusy(err: unknown): boolean {
  return err instanceof Error && 'errcode' in err && (Number(err.errcode) & 0xff) === 5;
}
