import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { writing } from '../../index/database.ts';
import { LiveIndex } from '../../index/live-index.ts';
import { readReports } from '../../index/refresh-reports.ts';
import { readSnapshot } from '../../index/snapshot.ts';
import { folderWith, temporaryFolder } from '../support/folders.ts';
import { equally } from '../support/terms.ts';

/** Of SQLite: https://sqlite.org/fileformat2.html#the_database_header */
const HEADER_BYTES = 100;

const seedsDir = folderWith({
  'leave.txt': 'Leave rules\n\nStaff have thirty days of paid leave a year.\n',
  'long.txt': Array.from({ length: 60 }, (_, i) => `Paragraph ${i} is about travel and its costs.`).join(
    '\n\n',
  ),
});
const dataDir = temporaryFolder();
const file = join(dataDir, 'index.db');
const open = (): Promise<LiveIndex> =>
  LiveIndex.open({ seedsDir, dataDir, maxDocumentBytes: 1_000_000, maxLoss: 0.5 });

let stored: Buffer;
beforeAll(async () => {
  const live = await open();
  await live.refresh({ force: true });
  stored = readFileSync(file);
});

/** Puts something in the place of the database, opens it, builds anew, and looks at what is there then. */
async function mend(put: () => void): Promise<void> {
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir);
  put();
  const live = await open();
  expect(live.current.search.search(equally('leav'), 1)).toHaveLength(1);
  await live.refresh({ force: true });
  expect(live.problems).toEqual([]);
  expect(live.origin.snapshotBytes).toBeGreaterThan(0);
  expect(await readSnapshot(dataDir)).toMatchObject({ outcome: 'read', index: { id: live.current.id } });
  expect(readReports(dataDir).reports.at(-1)).toMatchObject({ newIndexId: live.current.id });
}

function damaged(change: (bytes: Buffer) => void): void {
  const bytes = Buffer.from(stored);
  change(bytes);
  writeFileSync(file, bytes);
}

function flip(bytes: Buffer, position: number, mask: number): void {
  bytes[position] = (bytes[position] ?? 0) ^ mask;
}

describe('a damaged database is mended by the next build', () => {
  it.each([0x01, 0x02, 0x80])(
    'whatever byte of its header is another one by %i',
    async (mask) => {
      for (let position = 0; position < HEADER_BYTES; position += 1)
        await mend(() => damaged((bytes) => flip(bytes, position, mask)));
    },
    300_000,
  );

  it('whatever is wrong with the text of its tables', async () => {
    const start = stored.indexOf('CREATE TABLE');
    const end = stored.lastIndexOf('STRICT', 4096);
    for (let position = start; position < end; position += 41)
      await mend(() => damaged((bytes) => flip(bytes, position, 0x20)));
  }, 120_000);

  it('wherever bytes have changed', async () => {
    const flips = fc.array(fc.tuple(fc.nat(stored.length - 1), fc.integer({ min: 1, max: 255 })), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(flips, (changes) =>
        mend(() =>
          damaged((bytes) => {
            for (const [position, mask] of changes) flip(bytes, position, mask);
          }),
        ),
      ),
      { numRuns: 30 },
    );
  }, 120_000);

  it.each([0, 1, 99, 100, 4095, 4096, 9000])('of which %i bytes are left', async (length) => {
    await mend(() => writeFileSync(file, stored.subarray(0, length)));
  });

  it('in the place of which there is a folder, and keeps what is in it', async () => {
    await mend(() => {
      mkdirSync(file);
      writeFileSync(join(file, 'somebody.txt'), 'Not ours.');
    });
  });

  it('with the reports that it holds', async () => {
    const WRITE_VERSION = 18;
    await mend(() => damaged((bytes) => flip(bytes, WRITE_VERSION, 0x80)));
    expect(readReports(dataDir).reports.length).toBeGreaterThan(2);
  });
});

it('waits for another process that writes, rather than take its database away', async () => {
  rmSync(dataDir, { recursive: true, force: true });
  await open();
  await writing(dataDir, async (database) => {
    database.exec('BEGIN IMMEDIATE');
    await expect(writing(dataDir, () => {}, false)).rejects.toThrow('database is locked');
    database.exec('ROLLBACK');
  });
  expect(await readSnapshot(dataDir)).toMatchObject({ outcome: 'read' });
});
