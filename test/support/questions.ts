import type { DocumentIndex } from '../../index/document-index.ts';
import { unrestricted } from '../../index/restricted-index.ts';
import { type Answer, answerQuestion } from '../../src/answer.ts';
import type { Citation } from '../../src/citation.ts';
import type { Question } from '../../src/question.ts';

/** The day the tests take place. */
export const TODAY = new Date('2026-11-22T12:00:00Z');

export function ask(index: DocumentIndex, text: string, more: Partial<Question> = {}): Promise<Answer> {
  return answerQuestion({ text, history: [], ...more }, unrestricted(index), TODAY);
}

/** The citations of an answer; fails the test if there are none. */
export function citationsOf(answer: Answer): readonly Citation[] {
  if (answer.kind !== 'cited') throw new Error(`not answered (${answer.reason}): ${answer.question}`);
  return answer.citations;
}

/** All citations an answer carries, whether they answer or are merely nearest. */
export function allCitations(answer: Answer): readonly Citation[] {
  return answer.kind === 'cited' ? answer.citations : answer.nearest;
}

/** The excerpt made again from the document: what it must equal. */
export function excerptFromDocument({ document, pieces }: Citation, index: DocumentIndex): string {
  const text = index.documents.get(document.path)?.text ?? '';
  return pieces.map(({ start, end }) => text.slice(start, end)).join(' … ');
}
