import { hash } from 'node:crypto';
import type { Answer } from './answer.ts';
import type { ActionId } from './answer-actions.ts';

/** Some of an answer's excerpts, best first: those a message shows, or the one of them that a button belongs to. */
type Shown = { readonly excerpt: number; readonly shown: number };

/** What has to do with one excerpt; anything else has to do with all that its message shows. */
const OF_ONE: readonly ActionId[] = ['context', 'why'];

/** Two answers to one question that differ are told apart, and a button has little room. */
const DIGEST_CHARS = 8;
/** What a button may say of it and of the index it came from; anybody may send anything. */
export const SEEN = /^[\w-]{8}$/;
export const INDEX_ID = /^[0-9a-f]{12}(-[0-9a-f]{6})?$/;

/**
 * A digest of what stands above a button: whether it is an answer, the words of the excerpts and their places. Asked again
 * for somebody else, or of other documents, the same question may have another answer, which the button is not on.
 */
export function seenAbove(action: ActionId, answer: Answer, { excerpt, shown }: Shown): string {
  const best = answer.kind === 'cited' ? answer.citations : answer.nearest;
  const seen = best
    .slice(excerpt, OF_ONE.includes(action) ? excerpt + 1 : shown)
    .map(({ document, start, end, excerpt: words }) => [document.path, start, end, words]);
  return hash('sha256', JSON.stringify([answer.kind, seen]), 'base64url').slice(0, DIGEST_CHARS);
}
