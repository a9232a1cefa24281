import type { Bot } from '../../src/bot.ts';
import { chatMessagesFor } from '../../src/chat-messages.ts';
import { languageOf } from '../../src/question.ts';

/** A question to choose instead of typing it. */
export type Prompt = { readonly title: string; readonly message: string };

/** https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts */
const MAX_PROMPTS = 4;
const MAX_TITLE_CHARS = 75;

/** Questions about the documents there are, each of which they answer. */
export async function suggestPrompts(bot: Bot): Promise<readonly Prompt[]> {
  const prompts: Prompt[] = [];
  for (const { title } of await bot.sources()) {
    if (prompts.length === MAX_PROMPTS) break;
    const message = chatMessagesFor(languageOf(title)).promptFor(title);
    const answer = await bot.ask({ text: message, history: [] });
    if (answer.kind === 'cited') prompts.push({ title: shorten(title), message });
  }
  return prompts;
}

function shorten(title: string): string {
  const chars = [...title];
  return chars.length <= MAX_TITLE_CHARS ? title : `${chars.slice(0, MAX_TITLE_CHARS - 1).join('')}…`;
}
