import type { Token } from '../../../index/analyzer.ts';
import type { AnswerKind } from '../answer-kind.ts';
import type { Candidate } from '../candidates.ts';
import type { Feature } from './feature.ts';

/** Whether the excerpt holds the kind of thing asked for, other than what the question itself says. */
export const answerKindPresent: Feature = (candidate, { kind }) =>
  kind !== null && HOLDS[kind](candidate) ? 1 : 0;

const HOLDS: Readonly<Record<AnswerKind, (candidate: Candidate) => boolean>> = {
  number: (candidate) => someNew(candidate, (token, neighbours) => isCount(token, neighbours, candidate)),
  measure: (candidate) => HOLDS.number(candidate),
  date: (candidate) =>
    someNew(candidate, ({ term }) => YEAR.test(term) || MONTHS.has(term)) ||
    someNew(candidate, ({ word }) => DURATIONS.has(word)),
  name: (candidate) =>
    someNew(candidate, ({ start }) =>
      /^\p{Lu}/u.test(candidate.document.text.charAt(candidate.passage.start + start)),
    ),
};

const YEAR = /^(?:19|20|21)\d\d$/;
const MONTHS: ReadonlySet<string> = new Set(
  'januari februari march april june juli august septemb octob novemb decemb'.split(' '),
);
const DURATIONS: ReadonlySet<string> = new Set(
  'second seconds minute minutes hour hours day days week weeks month months quarter quarters year years hourly daily weekly monthly quarterly annually yearly'.split(
    ' ',
  ),
);

/** Whether some word of the excerpt, its first one aside, passes the test without being a word of the question. */
function someNew(
  { tokens, matches }: Candidate,
  test: (token: Token, neighbours: readonly (Token | undefined)[]) => boolean,
): boolean {
  return tokens.some(
    (token, i) =>
      (i > 0 || /^\d/.test(token.term)) &&
      test(token, [tokens[i - 1], tokens[i + 1]]) &&
      !matches.some(({ start, end }) => start <= token.start && token.end <= end),
  );
}

/** A number that may count something: no year, no day of a month, and no part of a word such as "one-stop" or "5G". */
function isCount(
  { term, start, end }: Token,
  neighbours: readonly (Token | undefined)[],
  { document, passage }: Candidate,
): boolean {
  const written = document.text.slice(passage.start + start, passage.start + end);
  const around = document.text.slice(passage.start + start - 1, passage.start + end + 2);
  if (!/^\d+(?:\.\d+)*$/.test(term) || YEAR.test(written) || /^[-‐‑]|[-‐‑]\p{L}$/u.test(around)) return false;
  return !neighbours.some((other) => other !== undefined && MONTHS.has(other.term)) || Number(term) > 31;
}
