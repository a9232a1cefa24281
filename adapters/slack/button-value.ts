import { z } from 'zod';
import type { Dismissal } from '../../src/answering.ts';
import type { Asked } from '../../src/asked-again.ts';
import { INDEX_ID, SEEN } from '../../src/seen.ts';

/** https://docs.slack.dev/reference/block-kit/block-elements/button-element */
const MAX_VALUE_CHARS = 2_000;

const Count = z.int().nonnegative();

/** Anybody may send any value, and what is thought of an answer is kept with some of it. */
const Value = z.object({
  q: z.string(),
  h: z.array(z.string()),
  t: Count.optional(),
  i: z.string().regex(INDEX_ID),
  n: Count,
  c: Count,
  s: z.string().regex(SEEN),
});

/** What does not fit is left out: earlier questions, oldest first; then the end of a question too long by itself. */
export function toButtonValue({ text, history, top, indexId, shown, excerpt, seen }: Asked): string {
  const write = (q: string, h: readonly string[]): string =>
    JSON.stringify({ q, h, t: top, i: indexId, n: shown, c: excerpt, s: seen });
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
    const { q, h, t, i, n, c, s } = Value.parse(JSON.parse(value));
    return { text: q, history: h, top: t, indexId: i, shown: n, excerpt: c, seen: s };
  } catch {
    return null;
  }
}

/** Where a button was pressed: what the one who did may see depends on it. */
export type ButtonPlace = {
  readonly channel: string;
  /** Whether they alone see the message it is on. */
  readonly isEphemeral: boolean;
};

/** What a form has to know of the button that opened it. */
export function toFormValue(value: string, { channel, isEphemeral }: ButtonPlace): string {
  return `${channel} ${isEphemeral ? 'ephemeral' : 'shown'} ${value}`;
}

/** @returns `null` for what is no value of ours */
export function fromFormValue(value: string): { readonly asked: Asked; readonly place: ButtonPlace } | null {
  const [, channel = '', seen, button = ''] = /^(\S+) (ephemeral|shown) (.*)$/s.exec(value) ?? [];
  const asked = fromButtonValue(button);
  return asked === null ? null : { asked, place: { channel, isEphemeral: seen === 'ephemeral' } };
}

/** All that the button to take an answer away has to know. */
export function toDismissal({ asker, language }: Dismissal): string {
  return `${language} ${asker}`;
}

export function fromDismissal(value: string): Dismissal {
  const [language, asker = ''] = value.split(' ');
  return { asker, language: language === 'zh' ? 'zh' : 'en' };
}
