import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Document } from '../../index/document.ts';
import { LiveIndex } from '../../index/live-index.ts';
import { readConfig } from '../../src/config.ts';
import { openRemoteBot } from '../../src/remote-bot.ts';
import { type Watched, watched } from './event-loop.ts';
import { growDocuments } from './growth.ts';

const PARAGRAPHS = 10;
const EDITS = 5;
/** A file's times vouch for it only when it has not changed for a moment. */
const SETTLED_MS = 2_500;

/** What a refresh costs at some number of documents. */
export type RefreshFigures = {
  readonly documents: number;
  readonly passages: number;
  /** Watched from the thread that serves chat platforms. */
  readonly firstBuild: Watched<unknown>;
  /** The one of {@link EDITS} refreshes, each after one document was edited, of median time; and the longest pauses of all. */
  readonly edit: Watched<unknown>;
  readonly fullBuild: Watched<unknown>;
  /** An edit, watched from the thread that answers: what a question may have to wait for. */
  readonly editInThread: Watched<unknown>;
};

/** As many documents as asked for, of ten paragraphs, made of the paragraphs of others and of copies with other words. */
export async function measureRefresh(documents: readonly Document[], count: number): Promise<RefreshFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'plancite-bench-'));
  const seedsDir = join(folder, 'seeds');
  mkdirSync(seedsDir);
  try {
    writeDocuments(seedsDir, documents, count);
    const config = readConfig({ SEEDS_DIR: seedsDir, DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'error' });
    const edit = (name: string): void => {
      const file = join(seedsDir, name);
      writeFileSync(file, `${readFileSync(file, 'utf8')}\n\nThis was added at ${performance.now()}.\n`);
    };

    const opening = await watched(() => openRemoteBot(config));
    const { bot, stop } = opening.result;
    const { passages } = await bot.status();
    await sleep(SETTLED_MS);
    await bot.reindex({ force: false });
    const edits: Watched<unknown>[] = [];
    for (let i = 0; i < EDITS; i += 1) {
      edit('0.txt');
      edits.push(await watched(() => bot.reindex({ force: false })));
    }
    const full = await watched(() => bot.reindex({ force: true }));
    await stop();

    const { dataDir, maxDocumentBytes } = config;
    const live = await LiveIndex.open({ seedsDir, maxDocumentBytes, dataDir, maxLoss: 1 });
    await sleep(SETTLED_MS);
    await live.refresh({ force: false });
    edit('1.txt');
    const answering = await watched(() => live.refresh({ force: false }));
    return {
      documents: count,
      passages,
      firstBuild: opening,
      edit: middleOf(edits),
      fullBuild: full,
      editInThread: answering,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function middleOf(all: readonly Watched<unknown>[]): Watched<unknown> {
  const byTime = all.toSorted((a, b) => a.ms - b.ms);
  return {
    result: null,
    ms: byTime[all.length >> 1]?.ms ?? Number.NaN,
    pauseMs: Math.max(...all.map(({ pauseMs }) => pauseMs)),
    idlePauseMs: Math.max(...all.map(({ idlePauseMs }) => idlePauseMs)),
  };
}

function writeDocuments(seedsDir: string, documents: readonly Document[], count: number): void {
  const own = documents.reduce((sum, { blocks }) => sum + blocks.length, 0);
  const grown = growDocuments(documents, (count * PARAGRAPHS) / own + 0.1);
  const paragraphs = grown.flatMap(({ text, blocks }) =>
    blocks.map(({ start, end }) => text.slice(start, end)),
  );
  for (let i = 0; i < count; i += 1) {
    const own = paragraphs.slice(i * PARAGRAPHS, (i + 1) * PARAGRAPHS);
    writeFileSync(join(seedsDir, `${i}.txt`), [`Policy ${i}`, ...own].join('\n\n'));
  }
}
