import type { DocumentIndex } from '../../index/document-index.ts';
import { addMeaning } from '../../index/meaning/add-meaning.ts';
import { BUILT_IN_MODELS, type Runtime } from '../../index/meaning/model-settings.ts';
import { openModels } from '../../index/meaning/models.ts';
import { answerFrom } from './engines.ts';
import { type Latencies, measureLatencies } from './latencies.ts';

/** What meaning costs in a runtime. */
export type MeaningCost = {
  /** Until the models are ready. */
  readonly openMs: number;
  /** For a passage of the documents. */
  readonly encodeMs: number;
  /** What the process has more once questions were answered. */
  readonly memoryBytes: number;
  readonly latencies: Latencies;
};

export type MeaningCosts = {
  readonly words: Latencies;
  readonly costs: Readonly<Record<Runtime, MeaningCost>>;
  /** How many of the questions are answered to the byte the same in all runtimes. */
  readonly same: number;
};

/** Of the same questions over the same documents, without meaning and with it, by each runtime. */
export async function measureMeaning(
  index: DocumentIndex,
  questions: readonly string[],
): Promise<MeaningCosts> {
  const [native, wasm] = [await costOf('native', index, questions), await costOf('wasm', index, questions)];
  const { words } = await measureLatencies({ words: answerFrom(index) }, questions);
  return {
    words,
    costs: { native: native.cost, wasm: wasm.cost },
    same: questions.filter((_, i) => native.answers[i] === wasm.answers[i]).length,
  };
}

async function costOf(runtime: Runtime, index: DocumentIndex, questions: readonly string[]) {
  const before = process.memoryUsage().rss;
  const started = performance.now();
  const models = await openModels({ ...BUILT_IN_MODELS, runtime });
  const opened = performance.now();
  const meant = await addMeaning(index, models);
  const encoded = performance.now();
  const ask = answerFrom(meant);
  const answers: string[] = [];
  for (const question of questions) answers.push(JSON.stringify(await ask(question)()));
  return {
    answers,
    cost: {
      openMs: opened - started,
      encodeMs: (encoded - opened) / index.search.passageCount,
      memoryBytes: process.memoryUsage().rss - before,
      latencies: (await measureLatencies({ ask }, questions, questions.length)).ask,
    },
  };
}
