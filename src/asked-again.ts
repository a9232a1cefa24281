import type { Answer } from './answer.ts';
import type { Bot } from './bot.ts';
import { type Feedback, type Opinion, opinionOn, REASONS } from './feedback.ts';
import type { Scope } from './scope.ts';

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
  /** Number of the best excerpts that were shown so far: more of them come after these. */
  readonly shown: number;
  /** Which of them the button belongs to, from 0. */
  readonly excerpt: number;
};

/** @param scope of the one who presses the button */
export function askAgain(bot: Bot, { text, history, document, top }: Asked, scope: Scope): Promise<Answer> {
  return bot.ask({ text, history, top, scope: { ...scope, document } });
}

/**
 * Keeps what somebody thinks of the answer a button is on: nothing of it that they may not see themselves.
 * @param given one of {@link REASONS}; anything else is not kept, as it would be somebody's words
 */
export async function keepOpinion(
  { bot, feedback }: { readonly bot: Bot; readonly feedback: Feedback },
  asked: Asked,
  scope: Scope,
  verdict: Opinion['verdict'],
  given?: string,
): Promise<void> {
  const opinion = opinionOn(await askAgain(bot, asked, scope), verdict);
  // What another index cites is not what was judged.
  const judged =
    opinion.indexId === asked.indexId ? opinion : { ...opinion, indexId: asked.indexId, cited: [] };
  const reason = REASONS.find((each) => each === given);
  await feedback.keep({ ...judged, ...(reason !== undefined && { reason }) });
}
