import type { VisibleIndex } from '../index/restricted-index.ts';
import { answerQuestion } from './answer.ts';
import { chatMessagesFor } from './chat-messages.ts';
import { languageOf } from './question.ts';

/** A heading below this says nothing by itself, and a longer one is no question. */
const MIN_CHARS = 3;
const MAX_CHARS = 100;
/** Of those that match, as many are looked at. */
const MAX_TRIED = 50;

type Suggestable = { readonly texts: readonly string[]; readonly isAnswered: Map<string, boolean> };

const known = new WeakMap<VisibleIndex, Suggestable>();

/**
 * Questions about the documents and their sections, each of which they answer, that hold every word of what has been
 * typed so far; those that begin with it first.
 */
export async function suggest(typed: string, index: VisibleIndex, now: Date, max: number): Promise<string[]> {
  const { texts, isAnswered } = suggestableIn(index);
  const sought = typed.toLowerCase().trim();
  const words = sought.split(/\s+/);
  const matching = texts.filter((text) => words.every((word) => text.toLowerCase().includes(word)));
  const beginsSo = (text: string): boolean => text.toLowerCase().startsWith(sought);
  const ordered = [...matching.filter(beginsSo), ...matching.filter((text) => !beginsSo(text))];
  const found: string[] = [];
  for (const text of ordered.slice(0, MAX_TRIED)) {
    if (found.length === max) break;
    const answered =
      isAnswered.get(text) ?? (await answerQuestion({ text, history: [] }, index, now)).kind === 'cited';
    isAnswered.set(text, answered);
    if (answered) found.push(text);
  }
  return found;
}

function suggestableIn(index: VisibleIndex): Suggestable {
  const before = known.get(index);
  if (before !== undefined) return before;
  const questions = [...index.documents.values()].map(({ title }) =>
    chatMessagesFor(languageOf(title)).promptFor(title),
  );
  const headings = index.search.passages.flatMap(({ heading }) => (heading === null ? [] : [heading]));
  const texts = [...new Set([...questions, ...headings].map((text) => text.replace(/\s+/g, ' ').trim()))];
  const suggestable = {
    texts: texts.filter((text) => text.length >= MIN_CHARS && text.length <= MAX_CHARS),
    isAnswered: new Map(),
  };
  known.set(index, suggestable);
  return suggestable;
}
