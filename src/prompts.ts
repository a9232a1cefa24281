import type { Bot } from './bot.ts';
import { chatMessagesFor } from './chat-messages.ts';
import { languageOf } from './question.ts';
import type { Scope } from './scope.ts';

/** A question to choose instead of typing it, and the title of the document it is about. */
export type Prompt = { readonly title: string; readonly question: string };

/** Questions about the documents there are, each of which they answer. */
export async function suggestPrompts(bot: Bot, scope: Scope, max: number): Promise<readonly Prompt[]> {
  const prompts: Prompt[] = [];
  for (const { title } of await bot.sources(scope)) {
    if (prompts.length === max) break;
    const question = chatMessagesFor(languageOf(title)).promptFor(title);
    const answer = await bot.ask({ text: question, history: [], scope });
    if (answer.kind === 'cited') prompts.push({ title, question });
  }
  return prompts;
}
