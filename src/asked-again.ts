import type { Answer } from './answer.ts';
import type { Bot } from './bot.ts';
import { type Feedback, type Opinion, opinionOn } from './feedback.ts';
import type { Scope } from './question.ts';

/** What a button below an answer has to know to ask again, so that it works after a restart. */
export type Asked = {
  readonly text: string;
  readonly history: readonly string[];
  readonly scope?: Scope | undefined;
  /** Number of excerpts asked for; without it, as many as come close to the best. */
  readonly top?: number | undefined;
  /** The index the answer came from. */
  readonly indexId: string;
  /** Number of the best excerpts that were shown so far: more of them come after these. */
  readonly shown: number;
  /** Which of them the button belongs to, from 0. */
  readonly excerpt: number;
};

export function askAgain(bot: Bot, { text, history, scope, top }: Asked): Promise<Answer> {
  return bot.ask({ text, history, scope, top });
}

/** Keeps what somebody thinks of the answer a button is on. */
export async function keepOpinion(
  { bot, feedback }: { readonly bot: Bot; readonly feedback: Feedback },
  asked: Asked,
  verdict: Opinion['verdict'],
  reason?: string,
): Promise<void> {
  const opinion = opinionOn(await askAgain(bot, asked), verdict);
  // What another index cites is not what was judged.
  const judged =
    opinion.indexId === asked.indexId ? opinion : { ...opinion, indexId: asked.indexId, cited: [] };
  await feedback.keep({ ...judged, ...(reason !== undefined && { reason }) });
}
