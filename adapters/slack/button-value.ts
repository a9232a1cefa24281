import { z } from 'zod';
import type { Asked } from '../../src/asked-again.ts';

/** https://docs.slack.dev/reference/block-kit/block-elements/button-element */
const MAX_VALUE_CHARS = 2_000;

const Value = z.object({
  q: z.string(),
  h: z.array(z.string()),
  t: z.number().optional(),
  i: z.string(),
  n: z.number(),
  c: z.number(),
});

/** What does not fit is left out: earlier questions, oldest first; then the end of a question too long by itself. */
export function toButtonValue({ text, history, top, indexId, shown, excerpt }: Asked): string {
  const write = (q: string, h: readonly string[]): string =>
    JSON.stringify({ q, h, t: top, i: indexId, n: shown, c: excerpt });
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
    const { q, h, t, i, n, c } = Value.parse(JSON.parse(value));
    return { text: q, history: h, top: t, indexId: i, shown: n, excerpt: c };
  } catch {
    return null;
  }
}
