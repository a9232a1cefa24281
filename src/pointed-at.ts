import { asks } from './asks.ts';
import { isPointer } from './pointing.ts';
import { findSmallTalk } from './small-talk.ts';
import { withoutSurroundings } from './surroundings.ts';

/** Messages that one points at when nobody says which: the last few before it, and not those of long ago. */
export const POINTED_AT = { messages: 3, seconds: 600 } as const;

/** A question stands near the top, if a message is longer at all. */
const MAX_CHARS = 8_000;

/** What a message that points elsewhere was found to ask. */
export type PointedAt = {
  readonly text: string;
  /** Whether it has the form of a question. Else it is one only if the documents surely answer it. */
  readonly isQuestion: boolean;
};

/** The first of the messages that asks something, or else says something; `null` if none does. */
export function findPointedAt(messages: readonly string[]): PointedAt | null {
  const read = messages.map((whole) => {
    const text = whole.slice(0, MAX_CHARS);
    return { text, said: withoutSurroundings(text) };
  });
  const saying = read.filter(({ said }) => !isPointer(said) && findSmallTalk(said) === null);
  const asking = saying.find(({ said }) => asks(said));
  if (asking !== undefined) return { text: withoutFields(asking.text), isQuestion: true };
  return saying[0] === undefined ? null : { text: saying[0].text, isQuestion: false };
}

/** "*Department:* Sales": a name of a field, in whatever marks, and what it holds. */
const FIELD = /^\W*(?<name>[\p{L}\p{N}][\p{L}\p{N} #'’/-]{0,30})[:：]\W*\s(?<value>.*)$/u;
const SENTENCE = /[.!?。！？]["”’')\]*_]*\s*$/u;

/** No form has more lines. */
const MAX_FIELDS = 60;

/** What a form or a ticket asks, without its title and its other fields, where it has several lines of which some ask. */
function withoutFields(text: string): string {
  const lines = text.split('\n').filter((line) => /[\p{L}\p{N}]/u.test(line));
  if (lines.length < 2 || lines.length > MAX_FIELDS || !lines.some((line) => asks(withoutSurroundings(line))))
    return text;
  const kept = lines.flatMap((line) => {
    const { value } = FIELD.exec(line)?.groups ?? {};
    if (value !== undefined && asks(value)) return [value];
    return asks(withoutSurroundings(line)) || (value === undefined && SENTENCE.test(line)) ? [line] : [];
  });
  return kept.length === 0 ? text : kept.join('\n');
}
