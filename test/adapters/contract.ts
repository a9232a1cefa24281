import { describe, expect, it } from 'vitest';
import type { Bot } from '../../src/bot.ts';
import { drawn } from '../../src/drawn.ts';
import { EVERYTHING } from '../../src/scope.ts';
import { folded } from '../support/texts.ts';

/** A conversation through an adapter, as people have it. */
export type Conversation = AsyncDisposable & {
  readonly bot: Bot;
  /** Asks, and reads what the answer quotes, as it is shown. */
  readonly ask: (question: string) => Promise<readonly string[]>;
};

/** Questions asked one after the other; what follows up on what is up to the bot. */
const CONVERSATIONS: readonly (readonly [what: string, ...questions: string[]])[] = [
  ['a question', 'how many key projects does the informatization plan set up?'],
  [
    'follow-ups',
    'how fast will internet connections in Hunan be?',
    'who issued it?',
    'and what about Henan?',
  ],
  ['a comparison', 'Compare Hunan and Digital China on data'],
  ['a new subject', 'Which skills should civil servants improve?', 'What is big data used for in Hunan?'],
  ['Chinese over English', '湖南的白皮书有几个部分？', '什么时候发布的？'],
  ['a misspelt name', 'what does hunann plan for its industry?'],
  [
    'no answer, and one after it',
    'How do kangaroos in Guangdong sleep?',
    'What is said of digital government?',
  ],
  ['small talk', 'hello there'],
];

/** What every adapter owes to whoever asks: what the bot found for the same question and history, and nothing else. */
export function keepsTheContract(open: () => Promise<Conversation>): void {
  describe('the contract of adapters', () => {
    it.each(CONVERSATIONS)('holds for %s', async (_, ...questions) => {
      await using conversation = await open();
      for (const [i, text] of questions.entries()) {
        const answer = await conversation.bot.ask({
          text,
          history: questions.slice(0, i),
          scope: EVERYTHING,
        });
        const cited =
          answer.kind === 'cited' ? answer.citations.map(({ excerpt }) => folded(drawn(excerpt))) : [];
        expect((await conversation.ask(text)).map(folded), text).toEqual(cited);
      }
    });

    it('is about answers', async () => {
      await using conversation = await open();
      const quoted = await conversation.ask(CONVERSATIONS[0]?.[1] ?? '');
      expect(quoted.join()).toContain('17 key projects');
    });
  });
}
