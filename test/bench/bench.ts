import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import MiniSearch from 'minisearch';
import { buildIndex, type DocumentIndex } from '../../index/document-index.ts';
import { readSeeds } from '../../index/seeds.ts';
import { readSnapshot, writeSnapshot } from '../../index/snapshot.ts';
import { answerQuestion } from '../../src/answer.ts';
import { readGoldFile } from '../../src/evaluation/gold.ts';

const USAGE = `npm run bench [-- --seeds DIR] [--questions FILE.jsonl]

Build time, snapshot load time, latency of whole answers and memory, next to plain MiniSearch with default options over
the same passages, in the same run. Read the ratios: the times are those of this machine at this moment.`;

const { values } = parseArgs({
  options: { seeds: { type: 'string' }, questions: { type: 'string' }, help: { type: 'boolean' } },
});
if (values.help) {
  console.log(USAGE);
  process.exit();
}

const seedsDir = values.seeds ?? 'seeds';
const questionsFile = values.questions ?? 'test/golden/golden.jsonl';
for (const path of [seedsDir, questionsFile]) {
  if (!existsSync(path)) {
    console.error(
      `${path} is not there: name a folder of documents with --seeds and gold questions with --questions`,
    );
    process.exit(2);
  }
}

/** Rounds over the questions, so that a small set still gives stable figures. */
const MIN_RUNS = 300;

type Figures = {
  readonly buildMs: number;
  readonly loadMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly heapBytes: number;
};

const heapUsed = (): number => {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};

async function timed<T>(work: () => Promise<T> | T): Promise<{ result: T; ms: number }> {
  const started = performance.now();
  const result = await work();
  return { result, ms: performance.now() - started };
}

function latencies(
  questions: readonly string[],
  answer: (question: string) => unknown,
): { p50Ms: number; p99Ms: number } {
  const rounds = Math.ceil(MIN_RUNS / questions.length);
  for (const question of questions.slice(0, 50)) answer(question); // Warm-up.
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const question of questions) {
      const started = performance.now();
      answer(question);
      times.push(performance.now() - started);
    }
  }
  times.sort((a, b) => a - b);
  const at = (share: number): number =>
    times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0;
  return { p50Ms: at(0.5), p99Ms: at(0.99) };
}

async function benchPlancite(
  questions: readonly string[],
  dataDir: string,
): Promise<{ figures: Figures; index: DocumentIndex }> {
  const before = heapUsed();
  const { result: index, ms: buildMs } = await timed(async () =>
    buildIndex(await readSeeds({ seedsDir, maxDocumentBytes: 1_000_000_000 })),
  );
  const heapBytes = heapUsed() - before;
  await writeSnapshot(dataDir, index);
  const { ms: loadMs } = await timed(() => readSnapshot(dataDir));
  const now = new Date();
  const { p50Ms, p99Ms } = latencies(questions, (text) => answerQuestion({ text, history: [] }, index, now));
  return { figures: { buildMs, loadMs, p50Ms, p99Ms, heapBytes }, index };
}

async function benchMiniSearch(questions: readonly string[], index: DocumentIndex): Promise<Figures> {
  const passages = index.search.passages.map(({ id, documentPath, start, end }) => ({
    id,
    text: index.documents.get(documentPath)?.text.slice(start, end) ?? '',
  }));
  const options = { fields: ['text'], storeFields: ['text'] };
  const before = heapUsed();
  const { result: search, ms: buildMs } = await timed(() => {
    const built = new MiniSearch(options);
    built.addAll(passages);
    return built;
  });
  const heapBytes = heapUsed() - before;
  const json = JSON.stringify(search);
  const { ms: loadMs } = await timed(() => MiniSearch.loadJSON(json, options));
  return { buildMs, loadMs, heapBytes, ...latencies(questions, (text) => search.search(text).slice(0, 10)) };
}

const questions = (await readGoldFile(questionsFile))
  .map(({ question }) => question)
  .filter((question) => question !== '');
const dataDir = mkdtempSync(join(tmpdir(), 'plancite-bench-'));
try {
  const { figures: ours, index } = await benchPlancite(questions, dataDir);
  const theirs = await benchMiniSearch(questions, index);
  console.log(
    `${index.documents.size} documents, ${index.search.passages.length} passages, ${questions.length} questions`,
  );
  console.table(
    Object.fromEntries(
      (Object.keys(ours) as (keyof Figures)[]).map((name) => [
        name,
        {
          'plancite (whole answer)': Number(ours[name].toPrecision(3)),
          'MiniSearch, default (search only)': Number(theirs[name].toPrecision(3)),
          ratio: Number((ours[name] / theirs[name]).toPrecision(2)),
        },
      ]),
    ),
  );
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
