import { expect } from 'vitest';
import type { Message } from '../../adapters/slack/blocks.ts';
import type { DocumentIndex } from '../../index/document-index.ts';
import type { Answer } from '../../src/answer.ts';
import type { Citation } from '../../src/citation.ts';
import { faultsOfMessage } from './block-kit.ts';
import { shippedIndex } from './indexes.ts';
import { linesIn } from './lines.ts';
import { ask } from './questions.ts';
import { pingsIn } from './slack-text.ts';

/** Questions that the shipped documents answer. */
export const QUESTIONS = [
  'how many key projects does the informatization plan set up?',
  'Which skills should civil servants improve?',
  'how fast will internet connections in Hunan be by 2025?',
  '湖南的白皮书有几个部分？',
  'What are the plans for digital government?',
  'Compare Hunan and Digital China on data',
];

export const ACTIONS = ['more', 'context', 'why', 'share', 'helpful', 'not_helpful', 'nearest'];
export const value = (citation: number, shown: number): string => JSON.stringify([citation, shown]);
export const PLAIN = { place: 'thread', value } as const;

/** Valid for Slack, and a ping to nobody. */
export function checked(message: Message): Message {
  expect(faultsOfMessage(message)).toEqual([]);
  expect(pingsIn(message)).toEqual([]);
  return message;
}

export function buttonsIn({ blocks }: Message): { action: string; value: string; label: string }[] {
  return blocks
    .filter((block) => block.type === 'actions')
    .flatMap(({ elements }) => elements)
    .flatMap((element) =>
      element.type === 'button'
        ? [{ action: element.action_id ?? '', value: element.value ?? '', label: element.text.text }]
        : [],
    );
}

type Cited = Extract<Answer, { kind: 'cited' }>;

export type Sample = {
  readonly shipped: DocumentIndex;
  /** The answer to the first question. */
  readonly answered: Cited;
  /** A citation of it with another excerpt. */
  readonly citing: (excerpt: string, more?: Partial<Citation>) => Citation;
  /** It with other citations. */
  readonly answering: (first: Citation, ...others: readonly Citation[]) => Answer;
};

/** A real answer, and others made of it. */
export async function sampleAnswer(): Promise<Sample> {
  const shipped = await shippedIndex();
  const answered = await ask(shipped, QUESTIONS[0] ?? '');
  if (answered.kind !== 'cited') throw new Error('not answered');
  const [known] = answered.citations;
  return {
    shipped,
    answered,
    citing: (excerpt, more = {}) => ({
      ...known,
      excerpt,
      lines: linesIn(excerpt),
      highlights: [],
      past: [],
      ...more,
    }),
    answering: (first, ...others) => ({ ...answered, citations: [first, ...others] }),
  };
}
