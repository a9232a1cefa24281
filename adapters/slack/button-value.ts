import { z } from 'zod';
import type { Answer } from '../../src/answer.ts';

/** https://docs.slack.dev/reference/block-kit/block-elements/button-element */
const MAX_VALUE_CHARS = 2_000;

/** What a button has to know to ask again, so that it works after a restart. */
export type Asked = {
  readonly text: string;
  readonly history: readonly string[];
  /** The index the answer came from. */
  readonly indexId: string;
  /** Number of excerpts shown. */
  readonly shown: number;
};

const Value = z.object({ q: z.string(), h: z.array(z.string()), i: z.string(), n: z.number() });

/** What does not fit is left out, oldest first, and of a question too long by itself its end. */
export function toButtonValue(
  { text, history }: Pick<Asked, 'text' | 'history'>,
  { indexId, ...answer }: Answer,
): string {
  const shown = answer.kind === 'cited' ? answer.citations.length : 0;
  const write = (q: string, h: readonly string[]): string => JSON.stringify({ q, h, i: indexId, n: shown });
  for (let kept = history.length; kept >= 0; kept -= 1) {
    const value = write(text, history.slice(history.length - kept));
    if (value.length <= MAX_VALUE_CHARS) return value;
  }
  const chars = [...text];
  while (write(chars.join(''), []).length > MAX_VALUE_CHARS) chars.length -= Math.ceil(chars.length / 20);
  return write(chars.join(''), []);
}

/** @returns `null` for what is no value of ours */
export function fromButtonValue(value: string): Asked | null {
  try {
    const { q, h, i, n } = Value.parse(JSON.parse(value));
    return { text: q, history: h, indexId: i, shown: n };
  } catch {
    return null;
  }
}
