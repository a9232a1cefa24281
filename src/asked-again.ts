import type { Answer } from './answer.ts';
import type { Bot } from './bot.ts';
import { currentDelivery } from './delivery.ts';
import { type Feedback, type Opinion, opinionOn, REASONS } from './feedback.ts';
import type { Scope } from './scope.ts';
import { seenAbove } from './seen.ts';

/**
 * What a button below an answer has to know to ask again, so that it works after a restart. What may be quoted is not kept:
 * that is as it is for whoever presses it, when they do.
 */
export type Asked = {
  readonly text: string;
  readonly history: readonly string[];
  /** Path of the one document that was asked about. */
  readonly document?: string | undefined;
  /** Number of excerpts asked for; without it, as many as come close to the best. */
  readonly top?: number | undefined;
  /** The index the answer came from. */
  readonly indexId: string;
  /** Number of the best excerpts that were shown so far: more of them come after these. None are where there is no answer. */
  readonly shown: number;
  /** Which of them the button belongs to, from 0; the first of its message for one that belongs to all of these. */
  readonly excerpt: number;
  /** What stands above the button: see {@link seenAbove}. */
  readonly seen: string;
};

/** @param scope of the one who presses the button */
export function askAgain(bot: Bot, { text, history, document, top }: Asked, scope: Scope): Promise<Answer> {
  return bot.ask({ text, history, top, scope: { ...scope, document } });
}

/**
 * Keeps what somebody thinks of the answer a button is on: no more of it than the button says, unless it is the very answer
 * that they get themselves. Nobody has judged any other.
 * @param given one of {@link REASONS}; anything else is not kept, as it would be somebody's words
 */
export async function keepOpinion(
  { bot, feedback }: { readonly bot: Bot; readonly feedback: Feedback },
  asked: Asked,
  scope: Scope,
  verdict: Opinion['verdict'],
  given?: string,
): Promise<void> {
  const { indexId, shown, seen } = asked;
  const answer = await askAgain(bot, asked, scope);
  const isJudged = answer.indexId === indexId && seenAbove('helpful', answer, asked) === seen;
  const opinion: Opinion = isJudged
    ? opinionOn(answer, asked, verdict)
    : { verdict, indexId, kind: shown === 0 ? 'none' : 'cited', cited: [] };
  const reason = REASONS.find((each) => each === given);
  const by = currentDelivery();
  await feedback.keep(
    { ...opinion, ...(reason !== undefined && { reason }) },
    by && { id: by.id, isRedelivered: by.isRedelivered },
  );
}
