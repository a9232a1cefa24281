import type { AnswerKind } from '../answer-kind.ts';
import type { Candidate } from '../candidates.ts';
import type { Feature } from './feature.ts';

/** Whether the excerpt holds the kind of thing asked for, other than what the question itself says. */
export const answerKindPresent: Feature = (candidate, { kind }) =>
  kind !== null && HOLDS[kind](candidate) ? 1 : 0;

const HOLDS: Readonly<Record<AnswerKind, (candidate: Candidate) => boolean>> = {
  number: (candidate) => someNew(candidate, ({ term }) => /^\d/.test(term)),
  date: (candidate) =>
    someNew(candidate, ({ term }) => /^(?:19|20|21)\d\d$/.test(term) || MONTHS.has(term)) ||
    someNew(candidate, ({ word }) => DURATIONS.has(word)),
  name: (candidate) =>
    someNew(candidate, ({ start }) =>
      /^\p{Lu}/u.test(candidate.document.text.charAt(candidate.passage.start + start)),
    ),
};

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
  test: (token: Candidate['tokens'][number]) => boolean,
): boolean {
  return tokens.some(
    (token, i) =>
      (i > 0 || /^\d/.test(token.term)) &&
      test(token) &&
      !matches.some(({ start, end }) => start <= token.start && token.end <= end),
  );
}
