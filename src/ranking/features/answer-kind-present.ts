import type { Token } from '../../../index/analyzer.ts';
import type { AnswerKind } from '../answer-kind.ts';
import type { Candidate } from '../candidates.ts';
import type { Feature } from './feature.ts';

/** Whether the excerpt holds the kind of thing asked for, other than what the question itself says. */
export const answerKindPresent: Feature = (candidate, { kind }) =>
  kind !== null && HOLDS[kind](candidate) ? 1 : 0;

const HOLDS: Readonly<Record<AnswerKind, (candidate: Candidate) => boolean>> = {
  number: (candidate) => someNew(candidate, (token) => isCount(token, candidate)),
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
function someNew({ tokens, matches }: Candidate, test: (token: Token) => boolean): boolean {
  return tokens.some(
    (token, i) =>
      (i > 0 || /^\d/.test(token.term)) &&
      test(token) &&
      !matches.some(({ start, end }) => start <= token.start && token.end <= end),
  );
}

const MONTH = '(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\\.?';
const DAY_OF_MONTH = new RegExp(
  `\\b${MONTH}\\s#|#(?:st|nd|rd|th)?\\s(?:of\\s)?${MONTH}\\b|#\\s?[日号]`,
  'iu',
);
const PART_OF_WORD = /[-‐‑]#|#[-‐‑]\p{L}/u;
/** "(1)", "2." at the beginning of a line, "Rule 5": what counts or calls, and is no amount. */
const REFERENCE =
  /[(（[]#[)）\]]|(?:^|[\n\r])\s*#[.)）]\s|\b(?:rules?|sections?|chapters?|articles?|paras?|paragraphs?|parts?|schedules?|appendix|annex|clauses?|tables?|figures?|no\.|nos\.|pages?)\s#/iu;
/** Enough to see the name of a month. */
const AROUND_CHARS = 12;

/** A number that may count something: no year, no day of a month, and no part of a word such as "one-stop" or "5G". */
function isCount({ term, start, end }: Token, { document, passage }: Candidate): boolean {
  const from = passage.start + start;
  const to = passage.start + end;
  if (!/^\d+(?:\.\d+)?$/.test(term) || YEAR.test(document.text.slice(from, to))) return false;
  const around = `${document.text.slice(Math.max(0, from - AROUND_CHARS), from)}#${document.text.slice(to, to + AROUND_CHARS)}`;
  return !DAY_OF_MONTH.test(around) && !PART_OF_WORD.test(around) && !REFERENCE.test(around);
}
