import { EventEmitter } from 'node:events';
import { isatty } from 'node:tty';
import { parentPort, workerData } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import type { Adapter } from '../../src/adapter.ts';
import { createJournal, type Journal } from '../../src/journal.ts';
import { logWhatLibrariesPrint } from '../../src/library-output.ts';
import { createLogger } from '../../src/logger.ts';
import { channelOver } from '../../src/thread-channel.ts';
import { createDiscordAdapter } from './adapter.ts';
import type { Shard, ShardHome } from './shard-home.ts';

/**
 * A shard's thread: the adapter for its share of the servers, over the bot of the thread that started it. Commands, notices
 * and refreshes are that one's business.
 */
if (parentPort === null) throw new Error('this file is run in a thread of its own');

let adapter: Adapter | null = null;
let journal: Journal | null = null;
const functions: Shard = {
  async stop() {
    await adapter?.stop();
    journal?.close();
  },
};
const home = createBirpc<ShardHome, Shard>(functions, channelOver(parentPort));

const { discord, logLevel, dataDir } = await home.settings();
const log = createLogger(logLevel, process.stderr, isatty(2));
logWhatLibrariesPrint(log);
journal = createJournal(dataDir, log.child({ part: 'journal', shard: workerData.SHARDS }));
adapter = createDiscordAdapter({
  bot: home,
  refreshes: new EventEmitter(),
  feedback: { keep: home.keepOpinion },
  config: discord,
  http: null,
  journal,
  log: log.child({ adapter: 'discord', shard: workerData.SHARDS }),
});
await adapter.start();
