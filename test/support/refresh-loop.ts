import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LiveIndex } from '../../index/live-index.ts';

/** A process that edits a document and refreshes its index for ever, to be killed at any moment. */
const [seedsDir = '', dataDir = ''] = process.argv.slice(2);
const live = await LiveIndex.open({ seedsDir, maxDocumentBytes: 1_000_000, dataDir, maxLoss: 1 });
process.stdout.write('ready\n');
for (let edition = 1; ; edition += 1) {
  // As a good editor saves: an edit cut short by the kill would be an empty document, and rightly be taken for one.
  const draft = join(seedsDir, '.draft');
  writeFileSync(draft, `Edition ${process.pid}-${edition}\n\nThe text of this edition.\n`);
  renameSync(draft, join(seedsDir, 'a.txt'));
  await live.refresh({ force: edition % 3 === 0 });
  if (edition % 5 === 0) await live.rollBack();
}
