import type { VisibleIndex } from '../../index/restricted-index.ts';
import { type Answer, answerQuestion } from '../answer.ts';
import type { Citation } from '../citation.ts';
import type { GoldQuestion } from './gold.ts';
import { judge, type Result, type ShownExcerpt, type Verdict } from './judge.ts';

export type EvaluationOptions = {
  /** Excerpts shown for each question; without it as many as a person would see. */
  readonly top?: number | undefined;
  /** Judge the excerpts even where the bot abstained. */
  readonly ignoreAbstention: boolean;
  readonly now: Date;
};

/** Answers gold questions one by one and judges what was shown; a generator, so that progress can be shown. */
export async function* evaluate(
  questions: readonly GoldQuestion[],
  index: VisibleIndex,
  options: EvaluationOptions,
): AsyncGenerator<Verdict> {
  for (const gold of questions) {
    const started = performance.now();
    const answer = await answerQuestion(
      { text: gold.question, history: gold.history, top: options.top },
      index,
      options.now,
    );
    const result = toResult(gold.id, answer, performance.now() - started);
    yield judge(gold, result, index.documents, options.ignoreAbstention);
  }
}

function toResult(id: string, answer: Answer, tookMs: number): Result {
  const isNone = answer.kind === 'none';
  return {
    id,
    abstained: isNone,
    reason: isNone ? answer.reason : null,
    confidence: answer.confidence,
    tookMs: Math.round(tookMs * 1_000) / 1_000,
    excerpts: (isNone ? answer.nearest : answer.citations).map(toShown),
  };
}

function toShown({ document, start, end, excerpt, pieces, score }: Citation): ShownExcerpt {
  return { doc: document.path, start, end, text: excerpt, score, ...(pieces.length > 1 ? { pieces } : {}) };
}
