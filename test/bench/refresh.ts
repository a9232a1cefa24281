import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Document } from '../../index/document.ts';
import { LiveIndex } from '../../index/live-index.ts';
import { readConfig } from '../../src/config.ts';
import { openRemoteBot } from '../../src/remote-bot.ts';
import { growDocuments } from './growth.ts';

const PARAGRAPHS = 10;
const EDITS = 5;
/** A file's times vouch for it only when it has not changed for a moment. */
const SETTLED_MS = 2_500;
const RESOLUTION_MS = 5;

/** What a refresh costs at some number of documents; times in ms. */
export type RefreshFigures = {
  readonly documents: number;
  readonly passages: number;
  readonly firstBuildMs: number;
  /** Median of {@link EDITS} refreshes after one document was edited. */
  readonly incrementalMs: number;
  readonly fullMs: number;
  /** Longest pauses of the event loop that serves chat platforms: in the first build, after an edit, in a full build. */
  readonly firstBuildPauseMs: number;
  readonly incrementalPauseMs: number;
  readonly fullPauseMs: number;
  /** Longest pause of the thread that answers, after an edit: what a question may have to wait for. */
  readonly answeringPauseMs: number;
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
      firstBuildMs: opening.ms,
      incrementalMs: edits.map(({ ms }) => ms).sort((a, b) => a - b)[EDITS >> 1] ?? Number.NaN,
      fullMs: full.ms,
      firstBuildPauseMs: opening.pauseMs,
      incrementalPauseMs: Math.max(...edits.map(({ pauseMs }) => pauseMs)),
      fullPauseMs: full.pauseMs,
      answeringPauseMs: answering.pauseMs,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Watched<Result> = { readonly result: Result; readonly ms: number; readonly pauseMs: number };

/** Does some work and watches how long the event loop of this thread stands still meanwhile. */
async function watched<Result>(work: () => Promise<Result>): Promise<Watched<Result>> {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const started = performance.now();
  const result = await work();
  const ms = performance.now() - started;
  await sleep(2 * RESOLUTION_MS);
  delay.disable();
  return { result, ms, pauseMs: delay.max / 1e6 };
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
