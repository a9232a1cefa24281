import type { Answer } from './answer.ts';

const MAX_QUESTIONS = 20;

/** The last questions the documents do not answer, for maintainers to see what is missing; in memory, without who asked. */
export type Unanswered = {
  readonly note: (question: string) => void;
  /** Latest first. */
  readonly list: () => readonly string[];
};

export function createUnanswered(): Unanswered {
  const questions = new Set<string>();
  return {
    note(question) {
      questions.delete(question);
      questions.add(question);
      const [oldest] = questions;
      if (questions.size > MAX_QUESTIONS && oldest !== undefined) questions.delete(oldest);
    },
    list: () => [...questions].toReversed(),
  };
}

/** The questions for which the documents were looked into, and do not say. */
export function unansweredIn(answer: Answer): readonly string[] {
  if (answer.kind === 'cited') return answer.open ?? [];
  return ['unknown-words', 'weak-match'].includes(answer.reason) ? [answer.question] : [];
}
